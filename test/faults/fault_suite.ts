import { allCases, mailKillCases, placesOf, telegramElsewhere, type FaultCase } from './fault_cases';
import { FaultWorld, type Outside, type Told } from './fault_world';
import { startFaultyService } from './faulty_service';
import { Heart } from './heart';
import { heartbeatCases } from './heartbeat_cases';
import { buildChild, realKillCases } from './real_kills';
import { smtpCases } from './smtp_cases';
import { authorityFile, viaEmail, viaTelegram } from './via';

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
  const byEmail = viaEmail(outside.mail);
  const trusted = authorityFile();
  const program = await buildChild();
  const byTelegram = viaTelegram(outside.botApi);
  const chats = await FaultWorld.open(outside, byTelegram);
  const service = await startFaultyService(() => chats.life.now);
  try {
    const mails = await FaultWorld.open(outside, byEmail);
    const inChats = [
      ...allCases(await placesOf(chats)),
      ...telegramElsewhere(byTelegram, service),
      ...(await realKillCases(chats, program)),
      ...(await heartbeatCases(chats, new Heart(chats.life, service, trusted.file))),
    ];
    const cases = [
      ...inChats.map((one) => ({ ...one, world: chats })),
      ...[...mailKillCases(await placesOf(mails)), ...smtpCases(outside.mail)].map((one) => ({
        ...one,
        world: mails,
      })),
    ].filter(isWanted);
    const rows: FaultRow[] = [];
    for (const { what, how, play, world } of cases) {
      const row = { what, how, ...(await play(world)) };
      rows.push(row);
      onRow(row);
    }
    const secretsFound = (await secretsIn(chats, service.key)) + (await secretsIn(mails));
    return { rows, secretsFound };
  } finally {
    await service.close();
    trusted.close();
    byEmail.close();
    await program.remove();
  }
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

/** How often the secret of the channel, or another one, stands in what was logged or stored. */
async function secretsIn(
  { life: { logged, space, via }, outside }: FaultWorld,
  ...others: string[]
): Promise<number> {
  await outside.client.indices.refresh({ index: `*${space.space}*`, expand_wildcards: 'all' });
  const stored = await outside.client.search({
    index: `*${space.space}*`,
    expand_wildcards: 'all',
    size: 10_000,
  });
  const texts = [...logged, ...stored.hits.hits.map((hit) => JSON.stringify(hit))];
  return texts.filter((text) => [via.secret, ...others].some((secret) => text.includes(secret))).length;
}
