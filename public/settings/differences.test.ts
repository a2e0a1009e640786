import type { Channel } from '../../common/channels/channels';
import { DEFAULT_SETTINGS } from '../../common/settings/settings';
import { CHANNEL_ID, telegramChannel } from '../../test/channels';
import { ruleWith, withThreshold } from '../../test/draft_builders';
import { differences } from './differences';
import { type Draft, draftOf } from './draft';
import { newRule, FIRST_CHOICE } from './rules/new_rule';
import { toRuleDraft } from './rules/rule_draft';

const draft = draftOf(DEFAULT_SETTINGS);
const of = (change: Partial<Draft>) => differences(DEFAULT_SETTINGS, { ...draft, ...change });

it('there are none where nothing differs', () => expect(of({})).toEqual([]));

it('never says a secret', () => {
  const channels = [telegramChannel('-1001')];
  const saved = { ...DEFAULT_SETTINGS, channels };
  const mine = { ...draftOf(saved), secrets: { [CHANNEL_ID]: { botToken: 'secret' } } };
  expect(differences(saved, mine)).toEqual([]);
});

it.each([
  ['a text', { cooldown: '1h' }, 'Cooldown', '15m', '1h'],
  ['a switch', { keepDomainsApart: true }, 'Keep domains apart', 'no', 'yes'],
  ['a choice', { kerberosAndNtlm: 'on' as const }, 'Count Kerberos and NTLM failures', 'Automatic', 'Always'],
  ['a list', { indexPatterns: ['a-*', 'b-*'] }, 'Index patterns', /winlogbeat/, 'a-*, b-*'],
  ['an empty list', { excludedAccounts: [] }, 'Excluded accounts', /SYSTEM/, 'empty'],
  ['fields', { fields: { account: 'who' } }, 'Fields', 'empty', 'Account who'],
])('says both of %s', (_what, change, label, theirs, mine) =>
  expect(of(change)).toEqual([
    { label, theirs: typeof theirs === 'string' ? theirs : expect.stringMatching(theirs), mine },
  ]),
);

it('says of each rule that differs what it is set to', () =>
  expect(
    of(withThreshold('7', { ...draft, rules: ruleWith(3, { enabled: false, severity: 'low' }) })),
  ).toEqual([
    {
      label: 'Failed logons of one account',
      theirs: 'on, 5 within 5 min, severity Medium',
      mine: 'on, 7 within 5 min, severity Medium',
    },
    {
      label: 'Accounts tried from one source address (password spraying)',
      theirs: 'on, 5 within 10 min, severity High',
      mine: 'off, 5 within 10 min, severity Low',
    },
  ]));

it('says which rule only one of both has', () => {
  const added = toRuleDraft(newRule(FIRST_CHOICE, draft.rules));
  expect(of({ rules: [...draft.rules, added] })).toEqual([
    {
      label: 'Failed logons of one account (failed_logons_of_one_account_2)',
      theirs: 'no such rule',
      mine: 'on, 5 within 5 min, severity Medium',
    },
  ]);
});

describe('channels', () => {
  const night = telegramChannel('-1001');
  const saved = { ...DEFAULT_SETTINGS, channels: [night] };
  const ofChannels = (channels: Channel[]) => differences(saved, { ...draftOf(saved), channels });

  it('each says what differs of it, and no more', () =>
    expect(ofChannels([{ ...night, name: 'Night', tell: { ...night.tell, leastSeverity: 'high' } }])).toEqual(
      [
        {
          label: 'Channel Telegram (Telegram)',
          theirs: 'Telegram; From Low on; each attack by itself, at most 100 in ten minutes',
          mine: 'Night; From High on; each attack by itself, at most 100 in ten minutes',
        },
      ],
    ));

  it('one with another option says both', () =>
    expect(ofChannels([telegramChannel('-1002')])).toMatchObject([
      { theirs: 'chatId -1001', mine: 'chatId -1002' },
    ]));

  it('one that only one of both has is said as that', () => {
    const other = telegramChannel('2', 'day');
    expect(ofChannels([night, other])).toMatchObject([{ theirs: 'no such channel' }]);
    expect(ofChannels([])).toMatchObject([{ mine: 'no such channel' }]);
  });
});
