import { reasonOf } from '../../common/text/reason_of';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import type { StoredDaily } from '../../common/status/daily';
import type { ChannelFact } from '../judge/trouble/conditions';
import { dueDaily } from '../judge/trouble/daily';
import { planDaily, type DailyReport } from '../notify/message/daily';
import type { DailyStore } from '../record/daily_port';

/** A space in which somebody wants to be told every day. */
export interface DailySpace {
  space: string;
  channels(): Promise<ChannelFact[]>;
  /** How detection does, and what it saw in the last day. */
  report(): Promise<DailyReport>;
}

/** What telling every day needs. */
export interface DailyPorts {
  /** The spaces in which detection is on and a channel wants to be told. */
  spaces(): Promise<DailySpace[]>;
  storeOf(space: string): DailyStore;
  /** Creates these deliveries of a space. One whose id exists stays as it is. */
  add(space: string, entries: Array<OutboxEntry<unknown>>): Promise<void>;
  /** Address of the plugin's page in a space; null where Kibana's public address is not known. */
  linkOf(space: string): string | null;
  /** Has the outbox look at once. */
  poke(): void;
  clock(): number;
  log(line: string): void;
}

/** Plans the daily messages that are due. An error about one space is logged and keeps no other from being told. */
export async function tellDaily(ports: DailyPorts): Promise<void> {
  for (const one of await ports.spaces()) {
    try {
      await tellOf(ports, one);
    } catch (error) {
      ports.log(`The daily message of space ${one.space} could not be planned: ${reasonOf(error)}`);
    }
  }
}

/**
 * First the deliveries are planned, then it is stored that they were. Their ids are made of the day and the channel, so
 * where several Kibanas plan them, or one does so again after it was killed in between, there is one.
 */
async function tellOf(ports: DailyPorts, { space, channels, report }: DailySpace): Promise<void> {
  const store = ports.storeOf(space);
  const known = await store.read();
  const now = ports.clock();
  const next = dueDaily(known, await channels(), now);
  if (next.due.length > 0) {
    const told = { space, report: await report(), link: ports.linkOf(space), now };
    await ports.add(
      space,
      next.due.map((due) => planDaily({ ...told, ...due })),
    );
    ports.poke();
  }
  if (!isSame(known.channels, next.channels)) await store.write({ ...known, channels: next.channels });
}

const isSame = (some: StoredDaily['channels'], others: StoredDaily['channels']) =>
  JSON.stringify(some) === JSON.stringify(others);
