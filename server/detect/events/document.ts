import type { LogonEvent, LogonKind } from '../../../common/alerts/events';
import type { Concept, Hit } from './event_source_port';
import { logonTypeNumber } from '../../../common/alerts/windows_codes';
import { milliseconds } from '../../../common/time';
import { isMadeLikeAddress } from './address';
import { INDIRECT_FIELDS, withIndirectValues } from './indirect_values';
import { normaliseHost, normaliseText } from './normalise';
import { createShapes, type Candidates } from './shapes';
import { isOfSecurity } from './provider';
import { remembered } from './remembered';
import { domainOf, tellOf, textOf } from './values';

export const FAILED_LOGON = '4625';
export const FAILED_KERBEROS = '4771';
export const NTLM_VALIDATION = '4776';
export const LOCKOUT = '4740';
export const SUCCESSFUL_LOGON = '4624';

type Fields = Readonly<Record<string, readonly unknown[]>>;

const toHost = remembered(normaliseHost);

/** An NTLM validation is logged whether it succeeds or not: only its status tells. */
function kindOf(code: string | null, status: string | null): LogonKind | undefined {
  if (code === FAILED_LOGON || code === FAILED_KERBEROS) return 'failure';
  if (code === NTLM_VALIDATION) return status === null || status === '0x0' ? undefined : 'failure';
  if (code === LOCKOUT) return 'lockout';
  return code === SUCCESSFUL_LOGON ? 'success' : undefined;
}

/** What some fields have for a concept, as it is known; null where they have nothing. */
const valueFor = (fields: Fields, candidates: Candidates, concept: Concept): string | null =>
  tellOf(fields, concept, candidates[concept])?.value ?? null;

/** The same as it was written. */
const textFor = (fields: Fields, candidates: Candidates, concept: Concept): string | null =>
  tellOf(fields, concept, candidates[concept])?.text ?? null;

/** Reads documents of every shipper. */
export interface Reader {
  /**
   * The text that a document has for a concept, as it was written; null where it has none. `read` uses the
   * same text.
   */
  valueOf(hit: Hit, concept: Concept): string | null;
  /** A logon event. Undefined where the document is none, or has no readable time. */
  read(hit: Hit): LogonEvent | undefined;
}

/** What a reader lets pass beside events whose fields tell all. */
export interface Allowed {
  /** Events count whatever program they name. */
  anyProvider?: boolean;
  /** Gives the fields of a document whose event stands in one text, and those of others as they are. */
  takeApart?(shown: Fields): Fields;
}

/** Reads documents by the fields that may tell each concept, the best first. */
export function createReader(
  candidates: Candidates,
  { anyProvider = false, takeApart = (shown) => shown }: Allowed = {},
): Reader {
  const shapeOf = createShapes(candidates, INDIRECT_FIELDS);
  const sayingsOf = (document: Fields): Sayings => {
    const shown = takeApart(document);
    const shape = shapeOf(shown);
    const code = valueFor(shown, shape.candidates, 'code');
    const fields = shape.isIndirect ? withIndirectValues(shown, code) : shown;
    return { code, fields, candidates: fields === shown ? shape.candidates : shapeOf(fields).candidates };
  };
  return {
    valueOf({ fields: shown = {} }, concept) {
      const { fields, candidates: those } = sayingsOf(shown);
      return textFor(fields, those, concept);
    },
    read({ _index, _id, fields: shown = {} }) {
      const at = milliseconds(shown[candidates.time[0] ?? '']?.[0]);
      const event = Number.isFinite(at) ? readSayings(sayingsOf(shown), anyProvider) : undefined;
      return event && { id: `${_index}/${_id}`, at, ...event };
    },
  };
}

/** The fields of a document under the names that they are known by, and the candidates that are among them. */
interface Sayings {
  code: string | null;
  fields: Fields;
  candidates: Candidates;
}

/**
 * Whether a field may be read as the domain of a lockout. There the account's domain is replaced by the computer that
 * called. These three fields hold the domain of the machine that logged the lockout instead, so they are left out.
 */
const isOfLocked = (field: string) =>
  !['user.domain', 'Account_Domain', 'winlogbeat_user_domain'].includes(field);

function readSayings(
  { code, fields, candidates }: Sayings,
  anyProvider: boolean,
): Omit<LogonEvent, 'id' | 'at'> | undefined {
  const status = valueFor(fields, candidates, 'status');
  const kind = kindOf(code, status);
  if (code === null || kind === undefined) return undefined;
  if (!anyProvider && !isOfSecurity(fields, candidates.provider)) return undefined;
  const account = tellOf(fields, 'account', candidates.account);
  const domains = kind === 'lockout' ? candidates.domain.filter(isOfLocked) : candidates.domain;
  const domain = domainOf(fields, domains, account) ?? null;
  return {
    kind,
    code,
    account: account?.text ?? null,
    domain: kind === 'lockout' ? null : normaliseText(domain),
    workstation:
      valueFor(fields, candidates, 'workstation') ??
      (kind === 'lockout' ? toHost(domain) : null) ??
      nameInsteadOfAddress(fields, candidates),
    source: valueFor(fields, candidates, 'source'),
    host: valueFor(fields, candidates, 'host'),
    logonType: logonTypeNumber(valueFor(fields, candidates, 'logonType')),
    status,
    subStatus: valueFor(fields, candidates, 'subStatus'),
  };
}

/**
 * Some shippers write a name where the address should be: it is that of the machine that called. Null where
 * there is none.
 */
function nameInsteadOfAddress(fields: Fields, candidates: Candidates): string | null {
  for (const field of candidates.source) {
    const text = textOf(fields[field]?.[0]);
    const name = text === undefined || isMadeLikeAddress(text.trim()) ? null : toHost(text);
    if (name !== null) return name;
  }
  return null;
}
