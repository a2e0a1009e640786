import type { LogonEvent, LogonKind } from '../../../common/alerts/events';
import type { Concept, Hit } from './event_source_port';
import { logonTypeNumber } from './windows_codes';
import { isMadeLikeAddress, normaliseAddress } from './address';
import { withInserts } from './inserts';
import { normaliseHost, normaliseStatus, normaliseText } from './normalise';
import { isOfSecurity } from './provider';
import { remembered } from './remembered';
import { domainOf, tellOf, textOf } from './values';

export const FAILED_LOGON = '4625';
export const FAILED_KERBEROS = '4771';
export const NTLM_VALIDATION = '4776';
export const LOCKOUT = '4740';
export const SUCCESSFUL_LOGON = '4624';

type Candidates = Readonly<Record<Concept, readonly string[]>>;
type Fields = Readonly<Record<string, readonly unknown[]>>;

const toAddress = remembered(normaliseAddress);
const toHost = remembered(normaliseHost);
const toStatus = remembered(normaliseStatus);

type Told = (concept: Concept) => string | null;

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

const codeOf = (fields: Fields, candidates: Candidates): string | null =>
  normaliseText(tellOf(fields, 'code', candidates.code)?.text ?? null);

/** What a document says of a concept, as it was written; null for nothing. The same as `readLogon` reads. */
export function valueOf({ fields = {} }: Hit, candidates: Candidates, concept: Concept): string | null {
  const named = withInserts(fields, codeOf(fields, candidates));
  return tellOf(named, concept, candidates[concept])?.text ?? null;
}

/** A logon event from a document of any shape. Undefined where it is none, or has no readable time. */
export function readLogon(
  { _index, _id, fields: shown = {} }: Hit,
  candidates: Candidates,
): LogonEvent | undefined {
  const at = milliseconds(shown[candidates.time[0] ?? '']?.[0]);
  const code = codeOf(shown, candidates);
  const fields = withInserts(shown, code);
  const told: Told = (concept) => tellOf(fields, concept, candidates[concept])?.text ?? null;
  const status = toStatus(told('status'));
  const kind = kindOf(code, status);
  if (!Number.isFinite(at) || code === null || kind === undefined) return undefined;
  if (!isOfSecurity(fields, candidates.provider)) return undefined;
  const account = tellOf(fields, 'account', candidates.account);
  const domain = domainOf(fields, candidates.domain, account) ?? null;
  return {
    id: `${_index}/${_id}`,
    at,
    kind,
    code,
    account: account?.text ?? null,
    domain: kind === 'lockout' ? null : normaliseText(domain),
    workstation:
      toHost(told('workstation')) ??
      (kind === 'lockout' ? toHost(domain) : null) ??
      nameInsteadOfAddress(fields, candidates),
    source: toAddress(told('source')),
    host: toHost(told('host')),
    logonType: logonTypeNumber(normaliseText(told('logonType'))),
    status,
    subStatus: toStatus(told('subStatus')),
  };
}

/** A name where the address should be is that of the machine that called. */
function nameInsteadOfAddress(fields: Fields, candidates: Candidates): string | null {
  for (const field of candidates.source) {
    const text = textOf(fields[field]?.[0]);
    const name = text === undefined || isMadeLikeAddress(text.trim()) ? null : toHost(text);
    if (name !== null) return name;
  }
  return null;
}
