import type { LogonEvent, LogonKind } from '../../../common/alerts/events';
import type { Concept, Hit } from './event_source_port';
import { logonTypeNumber } from '../../../common/alerts/windows_codes';
import { normaliseAddress } from './address';
import { normaliseAccount, normaliseHost, normaliseStatus, normaliseText } from './normalise';
import { remembered } from './remembered';

export const FAILED_LOGON = '4625';
export const FAILED_KERBEROS = '4771';
export const NTLM_VALIDATION = '4776';
export const LOCKOUT = '4740';
export const SUCCESSFUL_LOGON = '4624';
export const SECURITY_PROVIDER = 'Microsoft-Windows-Security-Auditing';

type Fields = Readonly<Record<Concept, readonly string[]>>;
const toAddress = remembered(normaliseAddress);
const toHost = remembered(normaliseHost);
const toStatus = remembered(normaliseStatus);

type Told = (concept: Concept) => string | null;

/** The first value that says something. A dynamic mapping makes a number of an account such as 4711. */
export function valueOf(hit: Hit, names: readonly string[]): string | null {
  for (const name of names) {
    const logged = hit.fields?.[name]?.[0];
    const value = typeof logged === 'number' ? String(logged) : logged;
    if (typeof value === 'string' && normaliseText(value) !== null) return value;
  }
  return null;
}

/** Nanoseconds stand behind a point, and a number would round them up: only what is before it is read. */
function milliseconds(epochMillis: unknown): number {
  const text = String(epochMillis);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number.parseInt(text, 10) : NaN;
}

/** An NTLM validation is logged whether it succeeds or not: only its status tells. */
function kindOf(code: string | null, status: string | null): LogonKind | undefined {
  if (code === FAILED_LOGON || code === FAILED_KERBEROS) return 'failure';
  if (code === NTLM_VALIDATION) return status === null || status === '0x0' ? undefined : 'failure';
  if (code === LOCKOUT) return 'lockout';
  return code === SUCCESSFUL_LOGON ? 'success' : undefined;
}

const isSecurity = (told: string) =>
  told === SECURITY_PROVIDER || told.trim().toLowerCase() === SECURITY_PROVIDER.toLowerCase();

/**
 * Elasticsearch finds the provider's name within a longer one too where the field is a text, and without case, which
 * stays: shippers' filters change it. What it found in a field that it does not show is taken for said.
 */
function isOfSecurity({ fields = {} }: Hit, names: readonly string[]): boolean {
  const told = names.flatMap((name) => fields[name] ?? []).filter((value) => typeof value === 'string');
  return told.length === 0 || told.some(isSecurity);
}

/** A logon event from a document of any shape. Undefined where it is none, or has no readable time. */
export function readLogon(hit: Hit, fields: Fields): LogonEvent | undefined {
  const told: Told = (concept) => valueOf(hit, fields[concept]);
  const at = milliseconds(hit.fields?.[fields.time[0] ?? '']?.[0]);
  const code = normaliseText(told('code'));
  const status = toStatus(told('status'));
  const kind = kindOf(code, status);
  if (!Number.isFinite(at) || code === null || kind === undefined) return undefined;
  if (!isOfSecurity(hit, fields.provider)) return undefined;
  return {
    id: `${hit._index}/${hit._id}`,
    at,
    kind,
    code,
    account: normaliseAccount(told('account')),
    domain: kind === 'lockout' ? null : normaliseText(told('domain')),
    workstation: workstationOf(told, kind),
    source: addressOf(hit, fields),
    host: toHost(told('host')),
    logonType: logonTypeNumber(normaliseText(told('logonType'))),
    status,
    subStatus: toStatus(told('subStatus')),
  };
}

/** A lockout has the name of the computer that called where others have the domain. */
const workstationOf = (told: Told, kind: LogonKind): string | null =>
  toHost(told('workstation')) ?? (kind === 'lockout' ? toHost(told('domain')) : null);

/** The first field that names an address: `::` and `0.0.0.0` are none. */
function addressOf(hit: Hit, fields: Fields): string | null {
  for (const name of fields.source) {
    const address = toAddress(valueOf(hit, [name]));
    if (address !== null) return address;
  }
  return null;
}
