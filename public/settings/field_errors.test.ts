import type { Tell } from '../../common/channels/tell';
import { telegramChannel } from '../../test/channels';
import type { Problem } from '../../common/status/problems';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { type Draft, draftOf } from './draft';
import { ruleWith, withThreshold } from '../../test/draft_builders';
import type { FieldName } from './field_name';
import { fieldOf, firstInvalid, problemsByField, problemsOfNoField, validate } from './field_errors';

const draft: Draft = { ...draftOf(DEFAULT_SETTINGS), channels: [telegramChannel('-1001')] };
const withTell = (change: Partial<Tell>) => [
  { ...telegramChannel('1'), tell: { ...telegramChannel('1').tell, ...change } },
];
const zoneless = { from: '22:00', to: '07:00', timeZone: '' };
const problem = (change: Partial<Problem> = {}): Problem => ({
  code: 'c',
  message: 'No.',
  remedy: 'Do that.',
  severity: 'error',
  ...change,
});

describe('what the form finds', () => {
  it('nothing in the defaults, and a secret may stay empty', () => expect(validate(draft)).toEqual({}));

  it.each([
    ['rules.0.threshold', withThreshold('', draft), /threshold must be/],
    ['rules.2.timespan', { rules: ruleWith(2, { timespan: '5' }) }, /timespan must be/],
    ['rules.3', { rules: ruleWith(3, { id: 'Bad' }) }, /id of a rule must/],
    ['rules.1', { rules: ruleWith(1, { id: draft.rules[0]?.id }) }, /Two rules/],
    ['rules', { rules: [] }, /from 1 to 50 rules/],
    ['fields.account', { fields: { account: 'a b' } }, /name of a field/],
    ['excludedAccounts', { excludedAccounts: ['ok', 'x'.repeat(257)] }, /accounts to leave out/],
    ['interval', { interval: '2h' }, /interval must be/],
    ['cooldown', { cooldown: '8d' }, /cooldown must be/],
    ['indexPatterns', { indexPatterns: [] }, /Name from 1 to 50/],
    ['indexPatterns', { indexPatterns: ['ok-*', 'Bad'] }, /"Bad"/],
    ['secrets.night.botToken', { secrets: { night: { botToken: '@soc_bot' } } }, /not its token/],
    ['channels.0.options.chatId', { channels: [telegramChannel('soc')] }, /no chat id/],
    ['channels.0.name', { channels: [{ ...telegramChannel('1'), name: '' }] }, /name of a channel/],
    ['channels.1', { channels: [telegramChannel('1'), telegramChannel('2')] }, /Two channels/],
    ['channels.0.tell.firstMessages', { channels: withTell({ firstMessages: NaN }) }, /number of first/],
    ['channels.0.tell.quietHours', { channels: withTell({ quietHours: zoneless }) }, /time zone/],
    ['channels.0.tell.digest', { channels: withTell({ digest: { mode: 'every', minutes: 1 } }) }, /digest/],
  ] satisfies Array<[FieldName, Partial<Draft>, RegExp]>)('%s wrong', (field: FieldName, change, message) => {
    const errors = validate({ ...draft, ...change });
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]?.join(' ')).toMatch(message);
  });

  it('says one thing once', () =>
    expect(validate({ ...draft, indexPatterns: ['', ''] }).indexPatterns).toHaveLength(1));

  it('starts at the top of the page', () => {
    const rules = ruleWith(2, { timespan: 'x', threshold: '' });
    expect(firstInvalid(validate({ ...draft, channels: [telegramChannel('x')], rules }))).toBe(
      'rules.2.threshold',
    );
    expect(firstInvalid({ 'rules.10.threshold': ['No.'], 'rules.9.severity': ['No.'] })).toBe(
      'rules.9.severity',
    );
    expect(firstInvalid({ 'fields.host': ['No.'], 'fields.source': ['No.'], rules: ['No.'] })).toBe(
      'fields.source',
    );
    expect(firstInvalid({ 'rules.0': ['No.'], 'rules.0.threshold': ['No.'] })).toBe('rules.0');
    expect(firstInvalid({})).toBeUndefined();
  });
});

describe('what the server refuses', () => {
  it.each([
    ['settings.rules.3.threshold', 'rules.3.threshold'],
    ['settings.rules[3].timespan', 'rules.3.timespan'],
    ['settings.rules.3.technique', 'rules.3'],
    ['settings.rules', 'rules'],
    ['settings.fields.account', 'fields.account'],
    ['settings.fields.unknown', 'fields'],
    ['settings.excludedAccounts.4', 'excludedAccounts'],
    ['settings.indexPatterns.0', 'indexPatterns'],
    ['settings.indexPatterns[2]', 'indexPatterns'],
    ['secrets.night.botToken', 'secrets.night.botToken'],
    ['settings.channels.0.options.chatId', 'channels.0.options.chatId'],
    ['settings.channels.1.options.recipients.3', 'channels.1.options.recipients'],
    ['settings.channels.1.tell.digest.minutes', 'channels.1.tell.digest'],
    ['settings.channels.1.kind', 'channels.1'],
    ['settings.channels.0.', 'channels.0'],
    ['settings.channels', 'channels'],
    ['settings.unknown', undefined],
    [undefined, undefined],
  ])('%p is of the field %p', (field, expected) => expect(fieldOf(problem({ field }))).toBe(expected));

  it('stands at its field, with what to do', () =>
    expect(problemsByField([problem({ field: 'settings.cooldown' })])).toEqual({
      cooldown: ['No. Do that.'],
    }));

  it('shows every problem in exactly one place', () => {
    const problems = [
      problem({ field: 'secrets.night.botToken' }),
      problem({ field: 'settings.rules.0.threshold', severity: 'warning' }),
      problem({ field: 'somewhere' }),
      problem(),
    ];
    const atFields = Object.values(problemsByField(problems)).flat().length;
    expect(atFields + problemsOfNoField(problems).length).toBe(problems.length);
    expect(atFields).toBe(1);
  });
});
