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
import type { NotifyReason } from '../common/alerts/verdicts';
import { CLOSE_REASONS, SEVERITY_FACTS, type Deed } from '../common/alerts/workflow';
import { SEVERITIES } from '../common/rules/rules';
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
/** Every reason and every kind is here: one that is new does not compile until it is. */
const REASONS: Record<NotifyReason, true> = {
  first: true,
  reminder: true,
  severity: true,
  growing: true,
  ended: true,
  digest: true,
};
const keysOf = <K extends string>(all: Record<K, unknown>) => Object.keys(all) as K[];

const anyMoment = fc.integer({ min: -LAST_MOMENT, max: LAST_MOMENT });
const anyLink = fc.oneof(fc.constant(null), anyText, fc.constant('https://kibana.example/x?a=<b>&c=|d'));

export const anyAttack: fc.Arbitrary<AttackMessage> = fc.record({
  kind: fc.constant('attack'),
  alertId: anyText,
  reason: fc.constantFrom(...keysOf(REASONS)),
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
  quietSince: fc.option(anyMoment),
});

const bare = <K extends Deed['kind']>(kind: K) => fc.constant({ kind });
const anySeverity = fc.constantFrom(...SEVERITIES);
const DEEDS: { [K in Deed['kind']]: fc.Arbitrary<Extract<Deed, { kind: K }>> } = {
  acknowledge: bare('acknowledge'),
  reopen: bare('reopen'),
  comment: bare('comment'),
  unsnooze: bare('unsnooze'),
  close: fc.record({ kind: fc.constant('close'), reason: fc.constantFrom(...CLOSE_REASONS) }),
  snooze: fc.record({ kind: fc.constant('snooze'), until: anyMoment }),
  assign: fc.record({ kind: fc.constant('assign'), assignee: fc.option(anyText) }),
  severity: fc.record({
    kind: fc.constant('severity'),
    from: anySeverity,
    to: anySeverity,
    because: fc.constantFrom(...SEVERITY_FACTS),
  }),
};

/** What people did, and the buttons that are there, with names as an attacker would choose them. */
export const anyWork: fc.Arbitrary<AlertWork> = fc.record({
  deeds: fc.array(
    fc
      .tuple(
        fc.oneof(...Object.values(DEEDS)),
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

const BY_KIND: { [K in ChannelMessage['kind']]: fc.Arbitrary<Extract<ChannelMessage, { kind: K }>> } = {
  attack: anyAttack,
  summary: fc.record({
    kind: fc.constant('summary'),
    cause: fc.constantFrom('broken' as const, ...DIGEST_CAUSES),
    digest: fc.option(anyText),
    since: anyMoment,
    until: anyMoment,
    attacks: fc.nat(),
    gravest: fc.array(
      anyAttack.map((attack) => ({ ...attack, reason: 'digest' as const })),
      { maxLength: 5 },
    ),
    link: anyLink,
  }),
  notice: fc.record({
    kind: fc.constant('notice'),
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
  daily: fc.record({
    kind: fc.constant('daily'),
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
  test: fc.record({
    kind: fc.constant('test'),
    askedBy: fc.option(anyText),
    at: anyMoment,
    channel: anyText,
    space: anyText,
  }),
};

/** Any message about events, of any kind. */
export const anyChannelMessage: fc.Arbitrary<ChannelMessage> = fc.oneof(...Object.values(BY_KIND));
