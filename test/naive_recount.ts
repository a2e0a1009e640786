import type { Alert } from '../common/alerts';
import type { LogonEvent } from '../common/events';
import type { Rule } from '../common/rules';

const nameOf = (text: string | null) =>
  (text ?? '').trim().toLowerCase().replace(/^.*\\/, '').replace(/@.*$/, '');
const keyOf = (event: LogonEvent, one: Rule) =>
  one.groupBy === 'account' ? nameOf(event.account) : (event.source ?? '');

/** What an alert has to count: everything of the group that lies between the first and the last event of an alert, each once. */
export function naiveCounts(events: LogonEvent[], one: Rule, { group, evidence: { first, last } }: Alert) {
  const ofGroup = events.filter((event) => keyOf(event, one) === group.key);
  const failures = ofGroup.filter(({ kind }) => kind === 'failure');
  const within = ({ at }: LogonEvent) => at >= Date.parse(first) && at <= Date.parse(last);
  const worked = ofGroup.filter(
    ({ kind, at }) =>
      kind === 'success' &&
      failures.filter((failure) => failure.at <= at && at - failure.at <= one.timespan).length >=
        one.threshold,
  );
  return {
    count: failures.filter(within).length,
    successCount: one.kind === 'temporal_ordered' ? worked.filter(within).length : 0,
  };
}

/** Keys of those who are over a rule's threshold, by comparing each event with each: shares nothing with the product. */
export function naiveKeys(events: LogonEvent[], one: Rule): string[] {
  const failures = events.filter(
    ({ kind, source }) => kind === 'failure' && (one.groupBy === 'account' || source),
  );
  const before = (end: LogonEvent) =>
    failures.filter(
      (other) =>
        keyOf(other, one) === keyOf(end, one) && other.at <= end.at && end.at - other.at <= one.timespan,
    );
  const isOver = (end: LogonEvent) => {
    if (one.kind === 'temporal_ordered') return end.kind === 'success' && before(end).length >= one.threshold;
    if (end.kind !== 'failure' || (one.groupBy === 'source' && !end.source)) return false;
    if (one.kind === 'event_count') return before(end).length >= one.threshold;
    const values = before(end).map((other) => (one.of === 'account' ? nameOf(other.account) : other.source));
    return new Set(values.filter(Boolean)).size >= one.threshold;
  };
  return [
    ...new Set(
      events.filter((event) => keyOf(event, one) !== '' && isOver(event)).map((event) => keyOf(event, one)),
    ),
  ].sort();
}
