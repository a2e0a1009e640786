import type { AlertOrder, AlertSearch, AlertSort, WorkflowFilter } from '../../../common/alerts/search';
import { anyOf, exists, range, without } from './query_parts';
import { textQuery } from './text_query';

/** The question to Elasticsearch for the alerts that are looked for. `now`: epoch ms, for what is snoozed. */
export const queryOf = (search: AlertSearch, now: number): object => ({
  bool: { filter: [...listed(search, now), ...named(search), ...inTime(search)] },
});

function listed(
  { status, workflow, severity, rule, held, assignee, digest, told, parts }: AlertSearch,
  now: number,
) {
  return [
    ...terms('kibana.alert.status', status),
    ...terms('kibana.alert.severity', severity),
    ...terms('kibana.alert.rule.uuid', rule),
    ...terms('brute_force.held', held),
    ...terms('brute_force.digests', digest === undefined ? undefined : [digest]),
    ...terms('kibana.alert.workflow_assignee_ids', assignee === undefined ? undefined : [assignee]),
    ...(workflow ? [anyOf(...workflow.map((one) => stands(one, now)))] : []),
    ...(told === undefined ? [] : [told ? without('brute_force.held') : exists('brute_force.held')]),
    ...(parts === false ? [without('brute_force.part_of')] : []),
  ];
}

const stands = (filter: WorkflowFilter, now: number): object =>
  filter === 'snoozed'
    ? range('brute_force.snoozed_until', { gt: now })
    : { term: { 'kibana.alert.workflow_status': filter } };

function named({ text, host }: AlertSearch): object[] {
  return [
    ...(text ? [textQuery(text)] : []),
    ...(host
      ? [anyOf(...host.map((value) => ({ term: { 'host.name': { value, case_insensitive: true } } })))]
      : []),
  ];
}

const inTime = ({ from, to }: AlertSearch): object[] => [
  ...(from === undefined ? [] : [range('brute_force.last_event_at', { gte: from })]),
  ...(to === undefined ? [] : [range('kibana.alert.start', { lte: to })]),
];

const terms = (field: string, values: string[] | undefined) =>
  values ? [{ terms: { [field]: values } }] : [];

const SORTED_BY: Record<AlertSort, string[]> = {
  fired: ['brute_force.fired_at'],
  last: ['brute_force.last_event_at'],
  severity: ['brute_force.severity_rank', 'brute_force.fired_at'],
  attempts: ['brute_force.attempts', 'brute_force.fired_at'],
};

/** The sort of a list. Those that are equal go newest first. Its last field is the id, so that no two are equal. */
export const sortOf = ({ sort, ascending }: AlertOrder): object[] => [
  ...SORTED_BY[sort].map((field, n) => ({ [field]: n === 0 && ascending ? 'asc' : 'desc' })),
  { 'kibana.alert.uuid': 'asc' },
];
