import type { Client } from '@elastic/elasticsearch';
import { failedLogonDocument } from '../../test/winlogbeat';

/** Failures of each account: as many as its limit. */
const FAILURES = 5;
/** Accounts whose events are written at once: few, since the stalls of this process are measured. */
const AT_ONCE = 200;

/**
 * Failed logons of so many accounts within a few seconds. Each account has an address and a host of its own, so that each
 * is an attack of its own. Gives the names of the accounts.
 */
export async function playFlood(
  client: Client,
  index: string,
  accounts: number,
  progress: (line: string) => void,
): Promise<string[]> {
  const numbers = Array.from({ length: accounts }, (_, n) => n);
  for (let start = 0; start < accounts; start += AT_ONCE) {
    const operations = numbers
      .slice(start, start + AT_ONCE)
      .flatMap(failuresOf)
      .flatMap((document) => [{ index: {} }, document]);
    const { errors } = await client.bulk({ index, operations });
    if (errors) throw new Error('Elasticsearch did not take all events of the flood.');
    progress(`${Math.min(accounts, start + AT_ONCE)} accounts are attacked …`);
  }
  return numbers.map(nameOf);
}

const nameOf = (n: number) => `user${n}`;

function failuresOf(n: number): object[] {
  const source = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const attempt = { account: nameOf(n), source, host: `HOST${n}`, workstation: `PC${n}` };
  return Array.from({ length: FAILURES }, (_, attempts) =>
    failedLogonDocument({ ...attempt, at: Date.now() - attempts * 100 }),
  );
}
