import type { Alert } from '../../common/alerts/alerts';
import type { GroupBy } from '../../common/rules/rules';
import type { Concept } from '../../common/settings/fields';
import type { SettingsInput } from '../../common/settings/settings';

/** The fields in which most shippers have what a group is about; others are found by the free text. */
const FIELDS: Record<GroupBy, readonly string[]> = {
  account: ['winlog.event_data.TargetUserName', 'user.target.name', 'user.name'],
  source: ['source.ip', 'winlog.event_data.IpAddress'],
  host: ['winlog.computer_name', 'host.name'],
  workstation: ['winlog.event_data.WorkstationName', 'source.domain'],
};
const CODES = ['4625', '4624', '4740', '4771', '4776'];
/** What is shown before the first and after the last event, ms: lockouts and the next logon belong to the picture. */
const AROUND = 60_000;
/** The most spellings of a name that are searched for. */
const SPELLINGS = 20;
/** The locator of Discover has had this form since before this version; Kibana brings older forms up to date. */
const FORM_OF_VERSION = '8.12.0';

type Source = Pick<SettingsInput, 'indexPatterns' | 'fields' | 'patternFields'>;

/**
 * Path in Kibana that opens the events of an alert in Discover: its own time, its names in every spelling, and the
 * events of logons. The data view is made for this look alone, so none has to exist. `source`: null where the person
 * may not see the settings; then it reads the indices of the samples.
 */
export function discoverPath(alert: Alert, source: Source | null): string {
  const { first, last, samples } = alert.evidence;
  const indices = source?.indexPatterns ?? [...new Set(samples.map(indexOf))];
  const title = indices.join(',');
  const timeFieldName = source?.fields.time ?? '@timestamp';
  const params = {
    dataViewSpec: { id: `brute-force-alerts-${title}`, title, timeFieldName, name: title },
    timeRange: { from: iso(first - AROUND), to: iso(last + AROUND), mode: 'absolute' },
    query: { language: 'kuery', query: queryOf(alert, source) },
    sort: [[timeFieldName, 'asc']],
  };
  const search = new URLSearchParams({
    l: 'DISCOVER_APP_LOCATOR',
    v: FORM_OF_VERSION,
    p: JSON.stringify(params),
  });
  return `/app/r?${search}`;
}

/** A sample is `index/id`. Names of indices have no slash. */
const indexOf = (sample: string) => sample.slice(0, sample.indexOf('/'));
const iso = (at: number) => new Date(at).toISOString();

function queryOf({ group, evidence }: Alert, source: Source | null): string {
  const spellings = group.kind === 'account' ? evidence.spellings.map(({ value }) => value) : group.spellings;
  const names = [...new Set([group.value, ...spellings])].slice(0, SPELLINGS);
  const fields = [...setFields(group.kind, source), ...FIELDS[group.kind]];
  return `${anywhere(names, fields)} and ${anywhere(CODES, [...setFields('code', source), 'event.code'])}`;
}

/** One of the values, in one of the fields or wherever else the events have it. */
function anywhere(values: readonly string[], fields: readonly string[]): string {
  const any = values.map(quoted).join(' or ');
  return `(${[...fields.map((field) => `${field}: (${any})`), any].join(' or ')})`;
}

const quoted = (value: string) => `"${value.replace(/["\\]/g, String.raw`\$&`)}"`;

/** The fields that somebody set for it. */
function setFields(concept: Exclude<Concept, 'time'>, source: Source | null): string[] {
  const set = [source?.fields, ...(source?.patternFields ?? []).map(({ fields }) => fields)];
  return [...new Set(set.flatMap((fields) => fields?.[concept] ?? []))];
}
