import { DEMO_BOT } from '../../sandbox/bot_api/chats';
import { allCases, placesOf, type FaultCase } from './fault_cases';
import { FaultWorld, type Outside, type Told } from './fault_world';

export interface FaultRow extends Told {
  what: string;
  how: string;
}

/** One attack a case. `twice`: told more than once; `wrong`: of these, those where the product could have known. */
export interface FaultCounts {
  cases: number;
  should: number;
  told: number;
  twice: number;
  lost: number;
}

/** Plays all cases that `isWanted` takes, one after the other. */
export async function playFaults(
  outside: Outside,
  isWanted: (one: FaultCase, n: number) => boolean = () => true,
  onRow: (row: FaultRow) => void = () => undefined,
): Promise<{ rows: FaultRow[]; secretsFound: number }> {
  const world = await FaultWorld.open(outside);
  const cases = allCases(await placesOf(world)).filter(isWanted);
  const rows: FaultRow[] = [];
  for (const one of cases) {
    const row = { what: one.what, how: one.how, ...(await one.play(world)) };
    rows.push(row);
    onRow(row);
  }
  return { rows, secretsFound: await secretsIn(world) };
}

export const countsOf = (rows: readonly FaultRow[]): FaultCounts => ({
  cases: rows.length,
  should: rows.length,
  told: rows.filter(({ messages }) => messages > 0).length,
  twice: rows.filter(({ messages }) => messages > 1).length,
  lost: rows.filter(({ messages }) => messages === 0).length,
});

/** Told twice although the product could have known that the first message arrived. */
export const isWronglyRepeated = ({ messages, isUnknowable }: FaultRow): boolean =>
  messages > (isUnknowable ? 2 : 1);

/** How often the secret of the token stands in what was logged or stored. */
async function secretsIn({ logged, space, outside }: FaultWorld): Promise<number> {
  const [, secret = ''] = DEMO_BOT.token.split(':');
  await outside.client.indices.refresh({ index: `*${space.space}*`, expand_wildcards: 'all' });
  const stored = await outside.client.search({
    index: `*${space.space}*`,
    expand_wildcards: 'all',
    size: 10_000,
  });
  const texts = [...logged, ...stored.hits.hits.map((hit) => JSON.stringify(hit))];
  return texts.filter((text) => text.includes(secret)).length;
}
