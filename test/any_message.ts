import { DIGEST_CAUSES } from '../common/alerts/alerts';
import fc from 'fast-check';
import type { Tally } from '../common/alerts/evidence';
import { TROUBLES } from '../common/status/trouble';
import {
  listingOf,
  type AttackMessage,
  type ChannelMessage,
  type CodeListing,
  type Listing,
} from '../server/notify/message/message';
import { CLOSE_REASONS } from '../common/alerts/workflow';
import { randomWord } from '../server/adapters/telegram/nonce';
import { WORK_ACTIONS, type AlertWork } from '../server/notify/message/work';
import { attackMessage } from './messages';

/** The last moment that JavaScript can tell, epoch ms. */
export const LAST_MOMENT = 8_640_000_000_000_000;

/** Text as an attacker would choose it: any characters, markup of every service, mentions, and far too much of it. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3_000 }),
  fc.string({
    unit: fc.constantFrom(...'<>&"\';`*_~|[]()@#!:/\\-', 'b', 'at', '\n', '\u202e', '\ud800', '😀'),
    maxLength: 3_000,
  }),
  fc.constantFrom(
    ...['<!channel>', '<!here>', '@everyone', '@here', '<@U123>', '<@&1>', '<#C1>', '</at>', '<at>all</at>'],
    ...[
      '</code>',
      '<b>',
      '```',
      '`',
      '\\`',
      '&amp;',
      '&lt',
      'https://evil.example',
      '{"a":1}',
      '"}',
      '${x}',
      '{{x}}',
    ],
    ...['😀'.repeat(2_000), '&'.repeat(9_000), '`'.repeat(9_000), '\n'.repeat(9_000)],
  ),
);
const anyTallies: fc.Arbitrary<Tally[]> = fc.array(fc.record({ value: anyText, count: fc.nat() }), {
  maxLength: 60,
});
const anyListing: fc.Arbitrary<Listing> = fc
  .tuple(anyTallies, fc.boolean(), fc.nat())
  .map(([list, isCut, more]) => ({ ...listingOf(list), total: list.length + more, isCut }));
const anyCodes: fc.Arbitrary<CodeListing> = fc.record({ isCut: fc.boolean(), codes: anyTallies });
const anyMoment = fc.integer({ min: -LAST_MOMENT, max: LAST_MOMENT });
const anyLink = fc.oneof(fc.constant(null), anyText, fc.constant('https://kibana.example/x?a=<b>&c=|d'));

export const anyAttack: fc.Arbitrary<AttackMessage> = fc.record({
  kind: fc.constant('attack'),
  alertId: anyText,
  reason: fc.constantFrom('first', 'reminder', 'severity'),
  ordinal: fc.nat(),
  partOf: fc.option(anyText),
  rule: fc.record({
    kind: fc.constantFrom('event_count', 'value_count', 'temporal_ordered'),
    of: fc.constantFrom(null, 'account', 'source'),
    threshold: fc.nat(),
    timespan: fc.constantFrom('1s', '5m', '1d'),
  }),
  group: fc.record({ kind: fc.constantFrom('account', 'source', 'host', 'workstation'), value: anyText }),
  severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
  attempts: fc.nat(),
  pace: fc.constant(attackMessage().pace),
  first: anyMoment,
  last: anyMoment,
  accounts: anyListing,
  sources: anyListing,
  hosts: anyListing,
  workstations: anyListing,
  logonTypeCodes: anyCodes,
  reasonCodes: anyCodes,
  success: fc.option(fc.record({ at: anyMoment, source: fc.option(anyText), host: fc.option(anyText) })),
  successCount: fc.nat(),
  lockouts: fc.nat(),
  foundLateBy: fc.option(fc.nat()),
  ruleCount: fc.nat(),
  link: anyLink,
});

/** What people did, and the buttons that are there, with names as an attacker would choose them. */
export const anyWork: fc.Arbitrary<AlertWork> = fc.record({
  deeds: fc.array(
    fc
      .tuple(
        fc.oneof(
          fc.record({ kind: fc.constantFrom('acknowledge' as const, 'reopen' as const, 'comment' as const) }),
          fc.record({ kind: fc.constant('close' as const), reason: fc.constantFrom(...CLOSE_REASONS) }),
          fc.record({ kind: fc.constant('snooze' as const), until: anyMoment }),
          fc.record({ kind: fc.constant('assign' as const), assignee: fc.option(anyText) }),
        ),
        fc.record(
          { by: fc.option(anyText), at: anyMoment, via: fc.constant('telegram' as const) },
          { requiredKeys: ['by', 'at'] },
        ),
      )
      .map(([deed, who]) => ({ ...deed, ...who })),
    { maxLength: 3 },
  ),
  buttons: fc.option(
    fc
      .subarray([...WORK_ACTIONS])
      .map((actions) => actions.map((action) => ({ action, word: randomWord() }))),
  ),
});

/** Any message about events, of any kind. */
export const anyChannelMessage: fc.Arbitrary<ChannelMessage> = fc.oneof(
  anyAttack,
  fc.record({
    kind: fc.constant('summary' as const),
    cause: fc.constantFrom('broken' as const, ...DIGEST_CAUSES),
    digest: fc.option(anyText),
    since: anyMoment,
    until: anyMoment,
    attacks: fc.nat(),
    gravest: fc.array(anyAttack, { maxLength: 5 }),
    link: anyLink,
  }),
  fc.record({
    kind: fc.constant('notice' as const),
    troubleId: anyText,
    code: fc.constantFrom(...TROUBLES),
    state: fc.constantFrom('began' as const, 'over' as const),
    space: anyText,
    name: fc.option(anyText),
    since: anyMoment,
    until: fc.option(anyMoment),
    due: fc.option(anyMoment),
    cause: fc.option(fc.record({ code: anyText, said: anyText, remedy: anyText })),
    link: anyLink,
  }),
  fc.record({
    kind: fc.constant('daily' as const),
    space: anyText,
    due: anyMoment,
    since: anyMoment,
    until: anyMoment,
    failures: fc.nat(),
    attacks: fc.nat(),
    open: fc.nat(),
    state: fc.constantFrom(
      'off' as const,
      'starting' as const,
      'running' as const,
      'catching_up' as const,
      'failing' as const,
      'stalled' as const,
    ),
    problems: fc.array(fc.record({ code: anyText, message: anyText }), { maxLength: 5 }),
    moreProblems: fc.nat(),
    link: anyLink,
  }),
  fc.record({
    kind: fc.constant('test' as const),
    askedBy: fc.option(anyText),
    at: anyMoment,
    channel: anyText,
    space: anyText,
  }),
);
