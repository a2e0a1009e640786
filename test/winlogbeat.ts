import type { Client } from '@elastic/elasticsearch';

/** What a test or the demo says of a logon; the rest is as Winlogbeat 8 with its ingest pipeline writes it. */
export interface LogonOptions {
  account: string;
  /** Epoch milliseconds. */
  at: number;
  domain?: string;
  source?: string;
  host?: string;
  workstation?: string;
}

const base = ({ account, at, domain = 'CORP', source, host = 'DC01', workstation }: LogonOptions) => ({
  '@timestamp': new Date(at).toISOString(),
  agent: { type: 'winlogbeat', version: '8.17.0', name: host },
  ecs: { version: '8.0.0' },
  host: { name: host.toLowerCase(), os: { type: 'windows' } },
  source: { ...(source ? { ip: source } : {}), ...(workstation ? { domain: workstation } : {}) },
  user: { name: account, domain, id: 'S-1-0-0' },
});

/** A failed logon, event 4625. */
export function failedLogonDocument(options: LogonOptions): object {
  const { account, domain = 'CORP', host = 'DC01' } = options;
  return {
    ...base(options),
    event: {
      code: '4625',
      kind: 'event',
      provider: 'Microsoft-Windows-Security-Auditing',
      outcome: 'failure',
      action: 'logon-failed',
      category: ['authentication'],
      module: 'security',
    },
    winlog: {
      channel: 'Security',
      computer_name: host,
      event_id: '4625',
      provider_name: 'Microsoft-Windows-Security-Auditing',
      logon: { type: 'Network' },
      event_data: {
        TargetUserName: account,
        TargetDomainName: domain,
        TargetUserSid: 'S-1-0-0',
        LogonType: '3',
        Status: '0xc000006d',
        SubStatus: '0xc000006a',
      },
    },
  };
}

/** An ordinary logon, event 4624. */
export function logonDocument(options: LogonOptions): object {
  const { account, domain = 'CORP', host = 'DC01' } = options;
  return {
    ...base(options),
    event: {
      code: '4624',
      kind: 'event',
      provider: 'Microsoft-Windows-Security-Auditing',
      outcome: 'success',
      action: 'logged-in',
      category: ['authentication'],
      module: 'security',
    },
    winlog: {
      channel: 'Security',
      computer_name: host,
      event_id: '4624',
      provider_name: 'Microsoft-Windows-Security-Auditing',
      logon: { type: 'Network' },
      event_data: { TargetUserName: account, TargetDomainName: domain, LogonType: '3' },
    },
  };
}

const keyword = { type: 'keyword', ignore_above: 1024 };

/** The part of Winlogbeat 8's own index template that matters here. */
export const WINLOGBEAT_MAPPINGS = {
  dynamic_templates: [{ strings: { match_mapping_type: 'string', mapping: keyword } }],
  properties: {
    '@timestamp': { type: 'date' },
    source: { properties: { ip: { type: 'ip' }, domain: keyword } },
    event: { properties: { code: keyword, provider: keyword } },
    user: { properties: { name: keyword, domain: keyword } },
    winlog: { properties: { event_data: { properties: { TargetUserName: keyword } } } },
  },
} as const;

/** Winlogbeat's own template says 5 s; Elasticsearch's default is 1 s. */
export async function createWinlogbeatIndex(
  client: Client,
  index: string,
  refreshInterval = '1s',
): Promise<void> {
  await client.indices.create({
    index,
    settings: { number_of_shards: 1, number_of_replicas: 0, refresh_interval: refreshInterval },
    mappings: WINLOGBEAT_MAPPINGS as never,
  });
}
