import type { FailedLogon } from '../../common/events';
import type { Hit } from './event_source_port';

/** What Windows and shippers write where there is nothing. */
const NOTHING = new Set(['', '-', '::', '0.0.0.0']);

function text(hit: Hit, ...names: string[]): string | null {
  for (const name of names) {
    const value = hit.fields?.[name]?.[0];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const trimmed = String(value).trim();
    if (!NOTHING.has(trimmed)) return trimmed;
  }
  return null;
}

/** An account keeps its blanks: two spellings are told apart by them. Only an empty name is none. */
function account(hit: Hit): string | null {
  for (const name of ['winlog.event_data.TargetUserName', 'user.name']) {
    const logged = hit.fields?.[name]?.[0];
    // A dynamic mapping makes a number of an account such as 4711.
    const value = typeof logged === 'number' ? String(logged) : logged;
    if (typeof value === 'string' && !NOTHING.has(value.trim())) return value;
  }
  return null;
}

/** One spelling an address: IPv4 in IPv6 is IPv4, and the forms of loopback are one source. */
export function sourceAddress(logged: string | null): string | null {
  if (logged === null) return null;
  const address = logged.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return /^127\./.test(address) || address === '::1' || address === 'localhost' ? '127.0.0.1' : address;
}

const lower = (value: string | null) => value?.toLowerCase() ?? null;

/** Nanoseconds stand behind a point, and a number would round them up: only what is before it is read. */
const milliseconds = (epochMillis: unknown) => Number(/^(-?\d+)(\.\d+)?$/.exec(String(epochMillis))?.[1]);

/** A failed logon from a document of Winlogbeat 8 or Elastic Agent. Undefined where it has no readable time. */
export function toFailedLogon(hit: Hit): FailedLogon | undefined {
  const at = milliseconds(hit.fields?.['@timestamp']?.[0]);
  if (!Number.isFinite(at)) return undefined;
  return {
    id: `${hit._index}/${hit._id}`,
    at,
    account: account(hit),
    domain: text(hit, 'winlog.event_data.TargetDomainName', 'user.domain'),
    source: sourceAddress(text(hit, 'source.ip', 'winlog.event_data.IpAddress')),
    host: text(hit, 'winlog.computer_name', 'host.name'),
    workstation: text(hit, 'winlog.event_data.WorkstationName', 'source.domain'),
    logonType: text(hit, 'winlog.event_data.LogonType', 'winlog.logon.type'),
    status: lower(text(hit, 'winlog.event_data.Status')),
    subStatus: lower(text(hit, 'winlog.event_data.SubStatus')),
  };
}
