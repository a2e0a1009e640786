import type { Problem } from '../../common/problems';
import { DEFAULT_SETTINGS } from '../../common/settings';
import { draftOf } from './draft';
import { fieldOf, firstInvalid, problemsByField, problemsOfNoField, validate } from './field_errors';

const draft = draftOf(DEFAULT_SETTINGS);
const problem = (change: Partial<Problem> = {}): Problem => ({
  code: 'c',
  message: 'No.',
  remedy: 'Do that.',
  severity: 'error',
  ...change,
});

describe('what the form finds', () => {
  it('nothing in the defaults, and a token may stay empty', () => expect(validate(draft)).toEqual({}));

  it.each([
    ['threshold', { threshold: '' }, /threshold must be/],
    ['timespan', { timespan: '5' }, /timespan must be/],
    ['interval', { interval: '2h' }, /interval must be/],
    ['cooldown', { cooldown: '8d' }, /cooldown must be/],
    ['indexPatterns', { indexPatterns: [] }, /Name from 1 to 50/],
    ['indexPatterns', { indexPatterns: ['ok-*', 'Bad'] }, /"Bad"/],
    ['botToken', { botToken: '@soc_bot' }, /not its token/],
    ['telegramChatId', { telegramChatId: 'soc' }, /no chat id/],
  ] as const)('%s wrong in %p', (field, change, message) => {
    const errors = validate({
      ...draft,
      ...change,
      indexPatterns: [...((change as typeof draft).indexPatterns ?? draft.indexPatterns)],
    });
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]?.join(' ')).toMatch(message);
  });

  it('says one thing once', () =>
    expect(validate({ ...draft, indexPatterns: ['', ''] }).indexPatterns).toHaveLength(1));

  it('starts at the top of the page', () => {
    expect(firstInvalid(validate({ ...draft, telegramChatId: 'x', timespan: 'x' }))).toBe('timespan');
    expect(firstInvalid({})).toBeUndefined();
  });
});

describe('what the server refuses', () => {
  it.each([
    ['settings.threshold', 'threshold'],
    ['settings.indexPatterns.0', 'indexPatterns'],
    ['settings.indexPatterns[2]', 'indexPatterns'],
    ['botToken', 'botToken'],
    ['settings.unknown', undefined],
    [undefined, undefined],
  ])('%p is of the field %p', (field, expected) => expect(fieldOf(problem({ field }))).toBe(expected));

  it('stands at its field, with what to do', () =>
    expect(problemsByField([problem({ field: 'settings.cooldown' })])).toEqual({
      cooldown: ['No. Do that.'],
    }));

  it('shows every problem in exactly one place', () => {
    const problems = [
      problem({ field: 'botToken' }),
      problem({ field: 'settings.threshold', severity: 'warning' }),
      problem({ field: 'somewhere' }),
      problem(),
    ];
    const atFields = Object.values(problemsByField(problems)).flat().length;
    expect(atFields + problemsOfNoField(problems).length).toBe(problems.length);
    expect(atFields).toBe(1);
  });
});
