import { splitAccount } from '../../../common/rules/account_name';
import type { LogonFacts } from '../../../common/alerts/events';
import { isPlaceholder } from './placeholders';
import { remembered } from './remembered';

/** The text without blanks around it; null where it is a placeholder. */
export function normaliseText(logged: string | null): string | null {
  return logged === null || isPlaceholder(logged) ? null : logged.trim();
}

/**
 * An account keeps its blanks: two spellings are told apart by them. Null where the name is a placeholder, alone or
 * behind a domain, such as `CORP\\-`.
 */
export function normaliseAccount(logged: string | null): string | null {
  if (logged === null || isPlaceholder(logged)) return null;
  return /[\\@]/.test(logged) && isPlaceholder(splitAccount(logged).name) ? null : logged;
}

/**
 * The text without these characters at its end. Not by a regular expression: its time would grow with the
 * square of the length of a text that somebody made for that.
 */
function withoutLast(text: string, character: string): string {
  let end = text.length;
  while (text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}

/** Without the backslashes before a name and the dot after a full one. */
export function normaliseHost(logged: string | null): string | null {
  const text = (logged ?? '').trim().replace(/^\\+/, '');
  return normaliseText(withoutLast(text, '.'));
}

/** Hexadecimal digits behind `0x`, with words behind them or without; eight of an NTSTATUS code without `0x`, too. */
const HEXADECIMAL = /^(?:0x([0-9a-f]{1,16})(?![0-9a-z])|(c0[0-9a-f]{6})$)/;
/** A number as a program prints it, also one that a mapping took for a floating one. */
const DECIMAL = /^-?\d{1,10}(?:\.0+)?$/;

/**
 * An NTSTATUS or Kerberos code as `0xc000006a` or `0x18`: from hexadecimal digits in any case and number, and from a
 * decimal number, which is negative where a shipper took the 32 bits for signed. Anything else in lower case.
 */
export function normaliseStatus(logged: string | null): string | null {
  const text = normaliseText(logged)?.toLowerCase() ?? null;
  if (text === null) return null;
  const [, marked, bare] = HEXADECIMAL.exec(text) ?? [];
  const digits = marked ?? bare;
  if (digits) return `0x${digits.slice(-8).replace(/^0+(?=.)/, '')}`;
  return DECIMAL.test(text) ? `0x${(Number(text) >>> 0).toString(16)}` : text;
}

/** The first label of a name of a domain or machine, as it was written; an IPv4 address is kept whole. */
export function firstLabel(name: string): string {
  return /^\d+(\.\d+){3}$/.test(name) ? name : (name.split('.')[0] ?? '');
}

/**
 * The key of a domain: its first label in lower case, so that NetBIOS and DNS names of one domain are equal;
 * an IPv4 address is kept whole. Empty where no domain is named (also for `.` and `-`). Holds no backslash,
 * since one ends the domain in the key of an account.
 */
function domainKey(domain: string | null): string {
  return firstLabel((normaliseHost(domain)?.toLowerCase() ?? '').replaceAll('\\', '/'));
}

const toDomainKey = remembered(domainKey);

/** The key of the domain that an account names, in its own text or beside it; empty where it names none. */
export function accountDomain({ account, domain }: Pick<LogonFacts, 'account' | 'domain'>): string {
  const own = account !== null && /[\\@]/.test(account) ? splitAccount(account).domain : null;
  return toDomainKey(own ?? domain) ?? '';
}

/** The machine's short name in lower case; empty where the event names no machine. */
export const machineKey = ({ host }: LogonFacts): string => toDomainKey(host) ?? '';

/**
 * What two events must share to be about one account: the name without case, blanks, domain and UPN suffix, and with
 * `keepDomainsApart` the domain too. Undefined where the event names no account.
 */
export function accountKey(event: LogonFacts, keepDomainsApart: boolean): string | undefined {
  if (event.account === null) return undefined;
  const key = splitAccount(event.account).name.trim().toLowerCase();
  if (key === '') return undefined;
  return keepDomainsApart ? `${accountDomain(event)}\\${key}` : key;
}

/** The address, which reading has brought to one spelling. */
export const sourceKey = (event: LogonFacts): string | undefined => event.source ?? undefined;

/**
 * The machine without case. A short and a full name stay two: two domains may each have a machine of one short name.
 */
export const hostKey = (event: LogonFacts): string | undefined => event.host?.toLowerCase();

/** The workstation without case. */
export const workstationKey = (event: LogonFacts): string | undefined => event.workstation?.toLowerCase();
