import type { Client } from '@elastic/elasticsearch';
import { MINUTE, NOW } from './builders';

/** What a made-up logon event tells; a part that is left out is what Windows writes for nothing, or is not there. */
export interface LogonFacts {
  code: number;
  account: string;
  /** Epoch milliseconds. */
  at: number;
  provider: string;
  host: string;
  domain: string;
  source: string;
  workstation: string;
  logonType: string;
  status: string;
  subStatus: string;
}

export function facts(overrides: Partial<LogonFacts> = {}): LogonFacts {
  return {
    code: 4625,
    account: 'Guest',
    at: NOW - MINUTE,
    provider: 'Microsoft-Windows-Security-Auditing',
    host: 'DC01.corp.lan',
    domain: 'CORP',
    source: '203.0.113.7',
    workstation: 'KALI',
    logonType: '3',
    status: '0xc000006d',
    subStatus: '0xc000006a',
    ...overrides,
  };
}

/** Windows' EventData of the event, with the names that each event has for the same thing. */
function eventData(event: LogonFacts): Record<string, string> {
  const target = { TargetUserName: event.account };
  if (event.code === 4740)
    return { ...target, TargetDomainName: event.workstation, SubjectUserName: 'DC01$' };
  if (event.code === 4776) return { ...target, Workstation: event.workstation, Status: event.status };
  if (event.code === 4771) return { ...target, Status: event.status, IpAddress: `::ffff:${event.source}` };
  return {
    ...target,
    TargetUserSid: 'S-1-0-0',
    TargetDomainName: event.domain,
    LogonType: event.logonType,
    IpAddress: event.source,
    WorkstationName: event.workstation,
    ...(event.code === 4625 ? { Status: event.status, SubStatus: event.subStatus } : {}),
  };
}

type Json = Record<string, unknown>;
export type Shape = (event: LogonFacts) => Json;

const time = ({ at }: LogonFacts) => ({ '@timestamp': new Date(at).toISOString() });
const isSomething = ([, value]: [string, string]) => value !== '-';

/** As the ingest pipelines of Winlogbeat and Elastic Agent leave it: the source is moved, what says nothing is gone. */
function withPipeline(event: LogonFacts, code: string | number, host: string): Json {
  const { IpAddress = '-', WorkstationName = '-', ...left } = eventData(event);
  const source = Object.entries({ ip: IpAddress.replace('::ffff:', ''), domain: WorkstationName });
  const isLockout = event.code === 4740;
  return {
    ...time(event),
    event: { code, provider: event.provider, kind: 'event', module: 'security' },
    host: { name: host },
    source: Object.fromEntries(source.filter(isSomething)),
    user: isLockout
      ? { name: 'DC01$', domain: 'CORP', target: { name: event.account } }
      : { name: event.account, domain: event.domain },
    winlog: {
      computer_name: event.host,
      event_id: code,
      provider_name: event.provider,
      event_data: Object.fromEntries(Object.entries(left).filter(isSomething)),
    },
  };
}

const shortName = (host: string) => (host.split('.')[0] ?? '').toLowerCase();

const flat = (event: LogonFacts): Json => ({
  ...time(event),
  EventID: event.code,
  SourceName: event.provider,
  Channel: 'Security',
  Hostname: event.host,
  ...eventData(event),
});

const camelCase = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );

/** Every shape that is read, by the program that writes it. */
export const SHAPES: Record<string, Shape> = {
  'Winlogbeat 8': (event) => withPipeline(event, String(event.code), event.host),
  'Winlogbeat 7 with numbers': (event) => withPipeline(event, event.code, event.host),
  'Elastic Agent': (event) => withPipeline(event, String(event.code), shortName(event.host)),
  'Winlogbeat without its pipeline': (event) => ({
    ...time(event),
    event: { action: 'Logon', code: String(event.code), provider: event.provider },
    host: { name: shortName(event.host) },
    winlog: {
      computer_name: event.host,
      event_id: String(event.code),
      provider_name: event.provider,
      event_data: eventData(event),
    },
  }),
  'Winlogbeat 6': (event) => ({
    ...time(event),
    event_id: event.code,
    source_name: event.provider,
    computer_name: event.host,
    host: { name: 'collector' },
    beat: { name: 'collector' },
    event_data: eventData(event),
  }),
  Wazuh: (event) => ({
    ...time(event),
    agent: { id: '001', name: shortName(event.host) },
    rule: { id: '60122', level: 5 },
    data: {
      win: {
        system: { eventID: String(event.code), providerName: event.provider, computer: event.host },
        eventdata: camelCase(eventData(event)),
      },
    },
  }),
  'NXLog, flat': (event) => ({ ...flat(event), host: 'collector.corp.lan', Version: 2, Task: 12544 }),
  'an export of the event log, flat': (event) => ({ ...flat(event), Level: '0', Task: '12544' }),
};

const keywords = [{ strings: { match_mapping_type: 'string', mapping: { type: 'keyword' } } }];
const ANY_CODE = ['event.code', 'winlog.event_id', 'event_id', 'EventID', 'data.win.system.eventID'];
const ANY_ADDRESS = [
  'source.ip',
  'winlog.event_data.IpAddress',
  'event_data.IpAddress',
  'IpAddress',
  'data.win.eventdata.ipAddress',
];

const typed = (fields: string[], mapping: object) =>
  fields.map((field) => ({ [field]: { path_match: field, mapping } }));

/** How an index may map a shape: the same document is found and read in each. */
export const MAPPINGS: Record<string, object> = {
  keywords: { dynamic_templates: keywords },
  'dynamic mappings': {},
  'numbers and addresses': {
    dynamic_templates: [
      ...typed(ANY_CODE, { type: 'long' }),
      ...typed(ANY_ADDRESS, { type: 'ip', ignore_malformed: true }),
      ...keywords,
    ],
  },
};

/** Writes documents into a new index of these mappings. */
export async function writeIndex(
  client: Client,
  index: string,
  { mappings, documents }: { mappings?: object; documents: object[] },
): Promise<void> {
  await client.indices.create({ index, mappings: mappings as never });
  const operations = documents.flatMap((document) => [{ index: { _index: index } }, document]);
  const answer = await client.bulk({ operations, refresh: true });
  const refused = answer.items.flatMap(({ index: item }) => item?.error?.reason ?? []);
  if (answer.errors) throw new Error(`${index} refused: ${refused.slice(0, 3).join(', ')}`);
}
