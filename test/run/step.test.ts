import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD } from '../../scripts/paths';
import { ONE_FAILED, ONE_PASSED, ONE_SKIPPED } from './counts';
import { carryOut, endedLate, toLines, type Step } from './step';

// It starts programs, which take their time on a busy machine.
jest.setTimeout(60_000);

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
  it('keeps the name of the test that began last', async () => {
    const args = ['--testPathPatterns', 'common/alerts/found_late'];
    await carryOut({ ...step, script: 'test:unit', args }, process.env);
    const running = await readFile(join(BUILD, 'test', 'a_test_of_steps.running'), 'utf8');
    expect(running).toBe('common/alerts/found_late.test.ts › found later than that');
  });
});

describe('endedLate', () => {
  it.each([
    [
      'what was running',
      'a.test.ts › a › b',
      'It was ended after 15 minutes, in this test: a.test.ts › a › b',
    ],
    ['how long it took where no test began', undefined, 'It was ended after 15 minutes.'],
  ])('says %s', (_what, running, text) => expect(endedLate({ timeoutMinutes: 15 }, running)).toBe(text));
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
