import type { LogonEvent } from '../common/alerts/events';
import type { Comparing, GroupBy, Rule } from '../common/rules/rules';
import { MINUTE } from './builders';

/** What belongs together by the definition of an attack, whether or not it reached the threshold. */
export interface NaiveAttack {
  key: string;
  /** By time. */
  failures: LogonEvent[];
  /** By time: those that have the threshold's failures in the timespan before them. */
  successes: LogonEvent[];
  /** All of the group. */
  lockouts: LogonEvent[];
  /** Epoch milliseconds of each event at which the threshold is reached, the first of them first. */
  reached: number[];
}

/** The numbers that an alert must have. Times in epoch milliseconds. */
export interface NaiveAlert {
  key: string;
  firedAt: number;
  count: number;
  successCount: number;
  lockouts: number;
  first: number;
  last: number;
}

/** A rule, how names are compared, and the group that is counted. */
interface Counting {
  one: Rule;
  compared: Comparing;
  key: string;
}

/** Every attack that a rule sees. It compares each event with each, and shares no code with the product. */
export function naiveAttacks(events: LogonEvent[], one: Rule, compared: Comparing): NaiveAttack[] {
  const keyOf = (event: LogonEvent) => naiveName(event, one.groupBy, compared);
  const keys = new Set(events.map(keyOf).filter((key) => key !== null));
  return [...keys].flatMap((key) => {
    const counting = { one, compared, key };
    const ofGroup = events
      .filter((event) => keyOf(event) === key || maybeIts(event, counting))
      .sort((a, b) => a.at - b.at);
    const failures = ofGroup.filter((event) => event.kind === 'failure' && counts(event, one));
    const successes = ofGroup.filter(
      (event) =>
        one.kind === 'temporal_ordered' && event.kind === 'success' && isOver(event, failures, counting),
    );
    const lockouts = ofGroup.filter(({ kind }) => one.groupBy === 'account' && kind === 'lockout');
    return splitWhereQuiet([...failures, ...successes], one).map((together) => {
      const ends = one.kind === 'temporal_ordered' ? successes : failures;
      return {
        key,
        failures: failures.filter((event) => together.has(event)),
        successes: successes.filter((event) => together.has(event)),
        lockouts,
        reached: ends
          .filter((event) => together.has(event) && isOver(event, failures, counting))
          .map(({ at }) => at),
      };
    });
  });
}

/**
 * Whether an event without a domain may be of the group's account. Where domains are not kept apart it is that of the
 * name alone, and may be that of the machine which logged it.
 */
function maybeIts(event: LogonEvent, { one, compared, key }: Counting): boolean {
  if (one.groupBy !== 'account') return false;
  const named = namedAccount(event, compared);
  if (named !== `\\${nameAlone(key)}`) return false;
  return compared.keepDomainsApart || key.split('\\')[0] === labelOf(event.host);
}

const nameAlone = (key: string) => key.split('\\')[1] ?? key;

/** What an alert that fired at `firedAt` has to count: each event of its attack from one timespan before, once. */
export function naiveAlert(attack: NaiveAttack, firedAt: number, one: Rule): NaiveAlert {
  const { key, failures, successes } = attack;
  const isCounted = ({ at }: LogonEvent) => at >= firedAt - one.timespan;
  const times = [...failures, ...successes].filter(isCounted).map(({ at }) => at);
  const ends = { first: Math.min(...times), last: Math.max(...times) };
  return {
    key,
    firedAt,
    count: failures.filter(isCounted).length,
    successCount: successes.filter(isCounted).length,
    lockouts: naiveLockouts(attack, ends, one),
    ...ends,
  };
}

/**
 * How many lockouts an alert has to show: from its first event until as long after its last one as an attack may be
 * quiet.
 */
export const naiveLockouts = (
  { lockouts }: NaiveAttack,
  { first, last }: { first: number; last: number },
  one: Rule,
): number => lockouts.filter(({ at }) => at >= first && at <= last + quietOf(one)).length;

const counts = ({ source }: LogonEvent, one: Rule) =>
  one.kind === 'temporal_ordered' || !one.withoutSource || source === null;

/**
 * Whether the threshold is reached in the timespan that ends with `end`. At least one of its events must belong to the
 * group for certain.
 */
function isOver(end: LogonEvent, failures: LogonEvent[], { one, compared, key }: Counting): boolean {
  const before = failures.filter(({ at }) => at <= end.at && end.at - at <= one.timespan);
  if (![...before, end].some((event) => naiveName(event, one.groupBy, compared) === key)) return false;
  if (one.kind === 'event_count' || one.kind === 'temporal_ordered') return before.length >= one.threshold;
  const values = new Set(
    before.map((other) =>
      one.of === 'account' ? namedAccount(other, compared) : naiveName(other, one.of, compared),
    ),
  );
  values.delete(null);
  return [...values].filter((value) => !isNamedBetter(value, values)).length >= one.threshold;
}

/**
 * Whether a value is an account without a domain of which the same name with a domain is there too. They count as one.
 */
const isNamedBetter = (value: string | null, all: Set<string | null>) =>
  value?.startsWith('\\') &&
  [...all].some((other) => other !== value && other?.split('\\').pop() === value.slice(1));

const quietOf = ({ timespan }: Rule) => Math.max(timespan, 15 * MINUTE);

function splitWhereQuiet(events: LogonEvent[], one: Rule): Array<Set<LogonEvent>> {
  const quiet = quietOf(one);
  const attacks: Array<Set<LogonEvent>> = [];
  let before = -Infinity;
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    if (event.at - before > quiet) attacks.push(new Set());
    attacks.at(-1)?.add(event);
    before = event.at;
  }
  return attacks;
}

/** What an event is counted under; null where it names nothing, or an account that is excluded. */
export function naiveName(event: LogonEvent, kind: GroupBy, compared: Comparing): string | null {
  if (kind === 'source' && compared.excludedAddresses.includes(event.source ?? '')) return null;
  if (kind !== 'account') return event.kind === 'failure' ? (event[kind]?.toLowerCase() ?? null) : null;
  const named = namedAccount(event, compared);
  return named?.startsWith('\\') && !compared.keepDomainsApart ? named.slice(1) : named;
}

const labelOf = (text: string | null) => (text ?? '').toLowerCase().split('.')[0];

/**
 * The account with its domain, where domains are kept apart; else with the machine that it is of, or the name alone
 * where it is of a domain. With nothing before the backslash where no domain is named.
 */
function namedAccount(event: LogonEvent, compared: Comparing): string | null {
  const written = (event.account ?? '').trim().toLowerCase();
  const [, before, name, after] = /^(?:(.*)\\)?([^\\@]+)(?:@(.*))?$/.exec(written) ?? [];
  if (name === undefined) return null;
  const isExcluded = compared.excludedAccounts.some((pattern) =>
    [name, written].some((form) => fits(form, pattern.toLowerCase())),
  );
  if (isExcluded) return null;
  const label = labelOf(before ?? after ?? event.domain);
  const domain = label === '-' ? '' : label;
  const isTold = compared.keepDomainsApart || domain === '' || domain === labelOf(event.host);
  return isTold ? `${domain}\\${name}` : name;
}

/** `*` stands for any characters, `?` for one. */
function fits(text: string, pattern: string): boolean {
  if (pattern === '') return text === '';
  const rest = pattern.slice(1);
  if (pattern.startsWith('*')) return fits(text, rest) || (text !== '' && fits(text.slice(1), pattern));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && fits(text.slice(1), rest);
}
