import type { FailedLogon } from '../../common/events';

/** `CORP\guest` and `guest@corp.lan`, taken apart; a name without either keeps its own domain field. */
function takeApart(account: string, domain: string | null): { name: string; domain: string | null } {
  const text = account.trim();
  const slash = text.lastIndexOf('\\');
  if (slash >= 0 && slash < text.length - 1)
    return { name: text.slice(slash + 1), domain: text.slice(0, slash) };
  const at = text.indexOf('@');
  if (at > 0) return { name: text.slice(0, at), domain: text.slice(at + 1) };
  return { name: text, domain };
}

/** NetBIOS and DNS names of one domain compare by their first label; `.` and `-` name none. */
function domainKey(domain: string | null): string {
  const label = (domain ?? '').trim().toLowerCase().split('.')[0] ?? '';
  return label === '-' ? '' : label;
}

/**
 * What two failures must share to count as one account: the name without case, blanks, domain and UPN suffix, and
 * with `keepDomainsApart` the domain too. Undefined where the event names no account.
 */
export function accountKey(event: FailedLogon, keepDomainsApart: boolean): string | undefined {
  if (event.account === null) return undefined;
  const { name, domain } = takeApart(event.account, event.domain);
  const key = name.trim().toLowerCase();
  if (key === '') return undefined;
  return keepDomainsApart ? `${domainKey(domain)}\\${key}` : key;
}
