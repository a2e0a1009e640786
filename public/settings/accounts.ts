/** Adds account names that are not there yet; capitals make no other account, and blanks belong to a name. */
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
