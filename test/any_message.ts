import fc from 'fast-check';
import type { Tally } from '../common/alerts/evidence';
import {
  listingOf,
  type AttackMessage,
  type ChannelMessage,
  type CodeListing,
  type Listing,
} from '../server/notify/message/message';
import { attackMessage } from './messages';

/** The last moment that JavaScript can tell, epoch ms. */
const LAST_MOMENT = 8_640_000_000_000_000;

/** Every title there is, on every kind of group. */
export const RULES: Array<Partial<AttackMessage>> = (
  [
    ['event_count', null, ['account', 'source', 'host', 'workstation']],
    ['value_count', 'account', ['source', 'host', 'workstation']],
    ['value_count', 'source', ['account', 'host', 'workstation']],
    ['temporal_ordered', null, ['account']],
  ] as const
).flatMap(([kind, of, groups]) =>
  groups.map((group) => ({
    rule: { kind, of, threshold: 5, timespan: '5m' },
    group: { kind: group, value: 'Guest' },
  })),
);

/** Markup, halves of characters, direction marks, very long text, or anything else. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3_000 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', ';', 'b', '/', 'lt', '#', '\n', '\u202e', '\ud800', '😀'),
    maxLength: 3_000,
  }),
  fc.constantFrom(
    '</code>',
    '<b>',
    '&amp;',
    '&lt',
    '@everyone',
    'https://evil.example',
    '😀'.repeat(2_000),
    '&'.repeat(9_000),
  ),
);
const anyTallies: fc.Arbitrary<Tally[]> = fc.array(fc.record({ value: anyText, count: fc.nat() }), {
  maxLength: 60,
});
const anyListing: fc.Arbitrary<Listing> = fc
  .tuple(anyTallies, fc.boolean())
  .map(([list, isCut]) => ({ ...listingOf(list), isCut }));
const anyCodes: fc.Arbitrary<CodeListing> = fc.record({ isCut: fc.boolean(), codes: anyTallies });
const anyMoment = fc.integer({ min: -LAST_MOMENT, max: LAST_MOMENT });
const anyRule = fc.constantFrom(...RULES.map(({ rule }) => rule as AttackMessage['rule']));
/** An attack of which every field may hold anything. */
export const anyAttack: fc.Arbitrary<AttackMessage> = fc.record({
  kind: fc.constant('attack'),
  alertId: anyText,
  reason: fc.constantFrom('first', 'reminder', 'severity'),
  ordinal: fc.nat(),
  partOf: fc.option(anyText),
  rule: fc
    .tuple(anyRule, fc.nat(), fc.constantFrom('1s', '5m', '1d'))
    .map(([rule, threshold, timespan]) => ({ ...rule, threshold, timespan })),
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
  link: fc.oneof(fc.constant(null), anyText),
});

/** A message of any kind of which every field may hold anything. */
export const anyMessage: fc.Arbitrary<ChannelMessage> = fc.oneof(
  { arbitrary: anyAttack, weight: 8 },
  {
    arbitrary: fc.record({
      kind: fc.constant('summary' as const),
      since: anyMoment,
      attacks: fc.nat(),
      gravest: fc.array(anyAttack, { maxLength: 10 }),
      link: fc.option(anyText),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('test' as const),
      askedBy: fc.option(anyText),
      at: anyMoment,
      channel: anyText,
      space: anyText,
    }),
    weight: 1,
  },
);
