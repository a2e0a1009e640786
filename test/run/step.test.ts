import { ONE_FAILED, ONE_PASSED, ONE_SKIPPED } from './counts';
import { carryOut, toLines, type Step } from './step';

describe('carryOut', () => {
  const step: Step = { name: 'a test of steps', script: 'types', args: ['--version'], timeoutMinutes: 1 };

  it('skips what the machine lacks something for, and runs nothing', async () => {
    const skipped = await carryOut({ ...step, missing: async () => 'Install it.' }, process.env);
    expect(skipped).toEqual({ counts: ONE_SKIPPED, output: 'Install it.' });
  });
  it.each<[string, Step['missing']]>([
    ['that needs nothing', undefined],
    ['whose needs are there', async () => undefined],
  ])('runs a step %s', async (_what, missing) => {
    const { counts, output } = await carryOut({ ...step, missing }, process.env);
    expect(counts).toEqual(ONE_PASSED);
    expect(output).toMatch(/^Version \d/);
  });
});

describe('toLines', () => {
  const said = (counts: typeof ONE_PASSED, output: string) =>
    toLines({ name: 'types', counts, seconds: 1.23 }, output, 'build/test/types.log');

  it('says in one line what passed', () => {
    expect(said(ONE_PASSED, 'much')).toEqual([
      'ok      types                            1.2 s  1 passed, 0 failed',
    ]);
  });
  it('says why something was skipped, and does not count it as passed', () => {
    expect(said(ONE_SKIPPED, 'Install it.')).toEqual([
      'skipped types                            1.2 s  0 passed, 0 failed, 1 skipped',
      '  | Install it.',
    ]);
  });
  it('takes one failure among what passed for a failure', () => {
    const [first, ...others] = said({ passed: 7, failed: 1, skipped: 1 }, 'one\ntwo\n');
    expect(first).toMatch(/^not ok .* 7 passed, 1 failed, 1 skipped$/);
    expect(others).toEqual(['  | one', '  | two']);
  });
  it('shows the end of a long output, and where the rest is', () => {
    const lines = Array.from({ length: 81 }, (_, n) => `line ${n}`);
    const [, rest, first, ...others] = said(ONE_FAILED, lines.join('\n'));
    expect(rest).toBe('  … the whole of it is in build/test/types.log');
    expect([first, others.length]).toEqual(['  | line 1', 79]);
  });
});
