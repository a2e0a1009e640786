/**
 * Adds account names that are not in the list yet. Names that differ only in case are one account. Blanks inside a
 * name belong to it.
 */
export function withAccounts(accounts: readonly string[], added: readonly string[]): string[] {
  const known = new Set(accounts.map(comparable));
  const all = [...accounts];
  for (const name of added.map((one) => one.trim())) {
    if (name === '' || known.has(comparable(name))) continue;
    known.add(comparable(name));
    all.push(name);
  }
  return all;
}

const comparable = (name: string) => name.toLowerCase();
