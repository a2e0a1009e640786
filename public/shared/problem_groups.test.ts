import type { Problem } from '../../common/status/problems';
import { grouped } from './problem_groups';

const problem = (message: string, change: Partial<Problem> = {}): Problem => ({
  code: 'nothing_matches',
  message,
  remedy: 'Check the spelling.',
  severity: 'warning',
  ...change,
});
const said = (...problems: Problem[]) =>
  grouped(problems).map(({ problem: first, others }) => [first.message, ...others]);

it('those with one remedy are said together, in their order', () =>
  expect(said(problem('a'), problem('b', { code: 'other' }), problem('c'))).toEqual([['a', 'c'], ['b']]));

it('the same words are said once', () => expect(said(problem('a'), problem('a'))).toEqual([['a']]));

it.each<[string, Partial<Problem>]>([
  ['another remedy', { remedy: 'Ask an administrator.' }],
  ['another code', { code: 'other' }],
  ['another severity', { severity: 'error' }],
])('%s stands alone', (_what, change) =>
  expect(said(problem('a'), problem('b', change))).toEqual([['a'], ['b']]),
);
