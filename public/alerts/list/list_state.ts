import {
  ALERT_SORTS,
  WORKFLOW_FILTERS,
  type AlertSort,
  type WorkflowFilter,
} from '../../../common/alerts/search';
import type { Alert } from '../../../common/alerts/alerts';
import { HOLD_REASONS, type HoldReason } from '../../../common/alerts/verdicts';
import { SEVERITIES, type Severity } from '../../../common/rules/rules';
import { parseDuration } from '../../../common/time';
import type { AlertsQuery } from '../../shared/api_client';

/** Spans that lead up to now. `all` has no beginning. */
export const RANGES = ['1h', '24h', '7d', '30d', '90d', 'all'] as const;
export type Range = (typeof RANGES)[number];

/** Which alerts the list shows. An empty list or text restricts nothing. */
export interface ListState {
  text: string;
  status: Array<Alert['status']>;
  workflow: WorkflowFilter[];
  severity: Severity[];
  rule: string[];
  host: string[];
  held: HoldReason[];
  /** Id of the digest whose attacks are shown alone; null for all. The link in a digest's message names it. */
  digest: string | null;
  told: 'yes' | 'no' | null;
  /** Up to now, or a span that somebody drew in the histogram or typed, epoch milliseconds. */
  range: Range | { from: number; to: number };
  sort: AlertSort;
}

/** What is shown to who has chosen nothing. What goes on is in it, however long ago it began. */
export const EVERYTHING: ListState = {
  text: '',
  status: [],
  workflow: [],
  severity: [],
  rule: [],
  host: [],
  held: [],
  digest: null,
  told: null,
  range: '7d',
  sort: 'fired',
};

/** The filters that are lists of values. */
export type ListFilter = 'status' | 'workflow' | 'severity' | 'rule' | 'host' | 'held';

const STATUSES = ['active', 'recovered'] as const;
/** The most values of one filter that the server takes. */
const VALUES = 50;

/** Reads the part of an address behind `?`. What it names that is not known restricts nothing. */
export function stateOf(search: string): ListState {
  const given = new URLSearchParams(search);
  const several = <V extends string>(name: string, known?: readonly V[]) =>
    (given.getAll(name) as V[])
      .filter((one) => one !== '' && (known?.includes(one) ?? true))
      .slice(0, VALUES);
  const one = <V extends string>(name: string, known: readonly V[]) => several(name, known)[0];
  return {
    text: given.get('q') ?? '',
    status: several('status', STATUSES),
    workflow: several('workflow', WORKFLOW_FILTERS),
    severity: several('severity', SEVERITIES),
    rule: several('rule'),
    host: several('host'),
    held: several('held', HOLD_REASONS),
    digest: several('digest')[0] ?? null,
    told: one('told', ['yes', 'no'] as const) ?? null,
    range: spanOf(given) ?? one('range', RANGES) ?? usualRange(given.get('digest')),
    sort: one('sort', ALERT_SORTS) ?? EVERYTHING.sort,
  };
}

/** A digest is shown whole, however old it is. */
const usualRange = (digest: string | null): Range => (digest ? 'all' : '7d');

function spanOf(given: URLSearchParams): { from: number; to: number } | undefined {
  const [from, to] = [Date.parse(given.get('from') ?? ''), Date.parse(given.get('to') ?? '')];
  return from >= 0 && from < to ? { from, to } : undefined;
}

/** The part of an address behind `?`; empty where nothing was chosen. */
export function searchOf(state: ListState): string {
  const { range } = state;
  const span = typeof range === 'string' ? { range } : { from: iso(range.from), to: iso(range.to) };
  const { sort, told } = state;
  const all = { ...filtersOf(state), told: told ?? undefined, sort, ...span };
  const usual: Record<string, unknown> = { sort: EVERYTHING.sort, range: usualRange(state.digest) };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(all))
    if (value !== undefined && value !== usual[name])
      for (const one of [value].flat()) search.append(name, one);
  return search.toString() === '' ? '' : `?${search}`;
}

function filtersOf({ text, status, workflow, severity, rule, host, held, digest }: ListState) {
  const some = (values: string[]) => (values.length > 0 ? values : undefined);
  return {
    q: text.trim() === '' ? undefined : text.trim(),
    status: some(status),
    workflow: some(workflow),
    severity: some(severity),
    rule: some(rule),
    host: some(host),
    held: some(held),
    digest: digest ?? undefined,
  };
}

/** What the server is asked for. `now`: epoch milliseconds. */
export function queryOf(state: ListState, now: number): AlertsQuery {
  return {
    ...filtersOf(state),
    told: state.told ?? undefined,
    ...bounds(state.range, now),
    // One attack is one row, unless somebody looks for something that only a part of it may have.
    parts: isNarrowed(state) ? 'listed' : 'inside',
    sort: state.sort,
  };
}

function bounds(range: ListState['range'], now: number): AlertsQuery {
  if (typeof range !== 'string') return { from: iso(range.from), to: iso(range.to) };
  const span = parseDuration(range);
  return span === undefined ? {} : { from: iso(now - span) };
}

const iso = (at: number) => new Date(at).toISOString();

/** Whether anything but time and order was chosen. */
export const isNarrowed = (state: ListState): boolean =>
  state.told !== null || Object.values(filtersOf(state)).some((value) => value !== undefined);
