/**
 * `CORP\guest`, `guest@corp.lan` and `AzureAD\guest@corp.lan`, taken apart. What stands before the backslash is the
 * domain, else what stands after the @; null where there is neither. Blanks around the name are dropped.
 */
export function splitAccount(account: string): { name: string; domain: string | null } {
  const written = account.trim();
  const slash = written.lastIndexOf('\\');
  const hasDomain = slash >= 0 && slash < written.length - 1;
  const rest = hasDomain ? written.slice(slash + 1) : written;
  const at = rest.indexOf('@');
  const name = at > 0 ? rest.slice(0, at) : rest;
  if (hasDomain) return { name, domain: written.slice(0, slash) };
  return { name, domain: at > 0 ? rest.slice(at + 1) : null };
}
