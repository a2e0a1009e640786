import fc from 'fast-check';
import type { LogonEvent } from '../common/alerts/events';
import type { Comparing, Rule } from '../common/rules/rules';
import { failedLogon, MINUTE, NOW, rule, SECOND, sprayRule, successRule } from './builders';

const HOUR = 60 * MINUTE;
/** How late an event may come, by what the docs promise. */
const LATE_MAX = 10 * MINUTE;
/** How far a clock is ahead here. */
const AHEAD = 4 * MINUTE;

const RULES: Rule[] = [
  rule(),
  rule({ id: 'long', threshold: 4, timespan: 30 * MINUTE }),
  rule({ id: 'short', threshold: 2, timespan: SECOND }),
  rule({ id: 'local', threshold: 3, withoutSource: true }),
  rule({ id: 'source', groupBy: 'source', threshold: 6 }),
  rule({ id: 'host', groupBy: 'host', threshold: 6 }),
  rule({ id: 'workstation', groupBy: 'workstation', threshold: 4, timespan: 15 * MINUTE }),
  sprayRule({ threshold: 3 }),
  sprayRule({ id: 'on_host', groupBy: 'host', threshold: 3, withoutSource: true }),
  sprayRule({ id: 'distributed', groupBy: 'account', of: 'source', threshold: 3, timespan: 20 * MINUTE }),
  successRule({ threshold: 2 }),
  successRule({ id: 'slow_success', threshold: 3, timespan: 20 * MINUTE }),
];

/** Several rules, so that the slice is now and then one rule's own. */
export const rulesArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.subarray(RULES, { minLength: 1 }) },
  { weight: 1, arbitrary: fc.subarray(RULES, { minLength: 1, maxLength: 1 }) },
);

export const comparingArbitrary: fc.Arbitrary<Comparing> = fc.record({
  keepDomainsApart: fc.boolean(),
  excludedAddresses: fc.subarray(['10.0.0.1', '10.0.0.3']),
  excludedAccounts: fc.oneof<fc.Arbitrary<string[]>[]>(
    fc.constant([]),
    fc.subarray(['bert', 'CORP\\anna', '?arl', 'c*l', '*@lab.*', '?*$'], { minLength: 1 }),
  ),
});

/** An event with the moment from which on a run sees it, epoch milliseconds. */
export interface Planned extends LogonEvent {
  seen: number;
}

const ACCOUNTS = [
  'anna',
  'ANNA',
  'CORP\\anna',
  'lab.lan\\Anna',
  'anna@corp.lan',
  'bert',
  ' Bert ',
  'LAB\\bert',
  'Carl',
  'Dora',
  'dora@fs01',
  'FS01$',
  null,
];
const KINDS = ['failure', 'failure', 'failure', 'failure', 'success', 'success', 'lockout'] as const;

const namesArbitrary = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  domain: fc.constantFrom('CORP', 'corp.lan', 'LAB', 'FS01', 'dc01', '-', null),
  source: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', null, null),
  host: fc.constantFrom('DC01', 'dc01', 'dc01.corp.lan', 'FS01', 'FS01', null),
  workstation: fc.constantFrom('KALI', 'Kali', 'PC7', null),
});

/** The spans that the product compares with. Offsets are a millisecond shorter, equal, or a millisecond longer. */
const EDGES = [SECOND, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 20 * MINUTE, 30 * MINUTE];
const offsetArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 0, 1, SECOND, MINUTE, 2 * MINUTE) },
  { weight: 4, arbitrary: fc.nat(6 * MINUTE) },
  { weight: 4, arbitrary: fc.constantFrom(...EDGES.flatMap((edge) => [edge - 1, edge, edge + 1])) },
  { weight: 2, arbitrary: fc.nat(40 * MINUTE) },
  { weight: 1, arbitrary: fc.integer({ min: HOUR, max: 9 * HOUR }) },
);

/** Each some time after another one, of the same names or of others; some indexed twice. */
const draft = {
  after: fc.nat(),
  offset: offsetArbitrary,
  isAlike: fc.boolean(),
  names: namesArbitrary,
  kind: fc.constantFrom(...KINDS),
  copies: fc.constantFrom(1, 1, 1, 1, 2),
};

/**
 * How late an event is seen, ms: up to ten minutes. One millisecond more is possible, because a run in the very
 * millisecond of an arrival may or may not see it.
 */
const lateArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, LATE_MAX, LATE_MAX, LATE_MAX + 1) },
  { weight: 4, arbitrary: fc.nat(LATE_MAX) },
  { weight: 2, arbitrary: fc.constantFrom(5 * MINUTE, 9 * MINUTE, LATE_MAX - 1) },
  { weight: 1, arbitrary: fc.integer({ min: -AHEAD, max: 0 }) },
);

/** `late`: how long after an event happened it is seen, milliseconds. */
const eventsArbitrary = (late: fc.Arbitrary<number>): fc.Arbitrary<Planned[]> =>
  fc
    .array(fc.record({ ...draft, lates: fc.tuple(late, late) }), { minLength: 4, maxLength: 40 })
    .map((drafts) => {
      const made: Array<{ at: number; names: Partial<LogonEvent> }> = [];
      return drafts.flatMap(({ after, offset, isAlike, names, kind, copies, lates }) => {
        const other = made[after % Math.max(1, made.length)];
        const at = (other?.at ?? NOW) + offset;
        const one = { at, names: isAlike && other ? other.names : names };
        made.push(one);
        return lates
          .slice(0, copies)
          .map((ms) => ({ ...failedLogon({ ...one.names, at, kind }), seen: at + ms }));
      });
    });

/** Events that are each differently late. */
export const anyOrderArbitrary = eventsArbitrary(lateArbitrary);
/** Events that are all equally late, so that they are seen in the order in which they happened. */
export const inOrderArbitrary = lateArbitrary.chain((late) => eventsArbitrary(fc.constant(late)));
