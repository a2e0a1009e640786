import {
  intervalFor,
  type AlertBar,
  type AlertSearch,
  type AlertSummary,
} from '../../../common/alerts/search';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';
import { range } from './query_parts';

/** How many different rules, hosts and reasons are named, the most frequent first. */
const VALUES = 50;
/** What the histogram shows where the list has no beginning. */
const WEEK = 7 * 86_400_000;

type Bounds = AlertSummary['histogram'];

/** What the histogram of a list spans. `now`: epoch milliseconds. */
export function boundsOf({ from, to }: AlertSearch, now: number): Omit<Bounds, 'bars'> {
  const end = to ?? now;
  const start = from ?? end - WEEK;
  return { from: start, to: end, interval: intervalFor(Math.max(1, end - start)) };
}

const counted = (field: string) => ({ terms: { field, size: VALUES } });

/** The aggregations of a list that give its summary. */
export const summaryAggregations = ({ from, to, interval }: Omit<Bounds, 'bars'>) => ({
  shown: {
    filter: range('brute_force.fired_at', { gte: from, lte: to }),
    aggs: {
      bars: {
        date_histogram: { field: 'brute_force.fired_at', fixed_interval: `${interval}ms`, min_doc_count: 1 },
        aggs: { severity: { terms: { field: 'kibana.alert.severity' } } },
      },
    },
  },
  rules: counted('kibana.alert.rule.uuid'),
  hosts: counted('host.name'),
  held: counted('brute_force.held'),
});

interface Bucket {
  key: string | number;
  doc_count: number;
}
export interface SummaryAggregates {
  shown: { bars: { buckets: Array<Bucket & { severity: { buckets: Bucket[] } }> } };
  rules: { buckets: Bucket[] };
  hosts: { buckets: Bucket[] };
  held: { buckets: Bucket[] };
}

export function toSummary(found: SummaryAggregates, bounds: Omit<Bounds, 'bars'>): AlertSummary {
  const bars = found.shown.bars.buckets.map(({ key, severity }): AlertBar => ({
    at: Number(key),
    bySeverity: bySeverity(severity.buckets),
  }));
  return {
    histogram: { ...bounds, bars },
    rules: values(found.rules.buckets),
    hosts: values(found.hosts.buckets),
    held: values(found.held.buckets),
  };
}

const values = (buckets: Bucket[]) =>
  buckets.map(({ key, doc_count: count }) => ({ value: String(key), count }));

const bySeverity = (buckets: Bucket[]): Record<Severity, number> => {
  const of = (severity: Severity) => buckets.find(({ key }) => key === severity)?.doc_count ?? 0;
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, of(severity)])) as Record<
    Severity,
    number
  >;
};
