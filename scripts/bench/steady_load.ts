import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@elastic/elasticsearch';
import { failedLogonDocument } from '../../test/winlogbeat';
import { seededRandom } from './seeded_random';

/**
 * What this program writes: `rate` failures a second for `seconds` seconds, or as many as Elasticsearch takes. At its
 * end it prints what it wrote as JSON.
 */
interface Load {
  url: string;
  index: string;
  rate: number;
  seconds: number;
}

/** How many accounts there are; nine tenths of all failures are of the attacked ones. */
const [ATTACKED, OTHERS, HOSTS] = [100, 100_000, 50];
const BULKS_A_SECOND = 5;

function failureAt(at: number, random: () => number): string {
  const among = (count: number) => Math.floor(random() * count);
  const isAttack = random() < 0.9;
  const account = isAttack ? among(ATTACKED) : ATTACKED + among(OTHERS);
  return JSON.stringify(
    failedLogonDocument({
      at,
      account: `${isAttack ? 'attacked' : 'user'}.${account}`,
      source: isAttack ? `203.0.113.${account % 40}` : `10.1.${(account >> 8) & 255}.${account & 255}`,
      host: `DC${among(HOSTS)}.corp.example`,
      workstation: 'KALI',
    }),
  );
}

async function main({ url, index, rate, seconds }: Load): Promise<void> {
  const [client, random] = [new Client({ node: url }), seededRandom(1)];
  const [start, each] = [Date.now(), Math.ceil(rate / BULKS_A_SECOND)];
  let documents = 0;
  while (Date.now() - start < seconds * 1_000) {
    const due = start + (documents / rate) * 1_000;
    if (due > Date.now()) await sleep(due - Date.now());
    const operations = Array.from({ length: each }, () => ['{"create":{}}', failureAt(Date.now(), random)]);
    await client.bulk({ index, operations: operations.flat(), filter_path: 'errors' });
    documents += each;
  }
  console.log(JSON.stringify({ documents, took: (Date.now() - start) / 1_000 }));
  await client.close();
}

void main(JSON.parse(process.argv[2] ?? '{}') as Load);
