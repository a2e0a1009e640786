import { reasonOf } from '../../common/text/reason_of';
import type { RetentionStore } from '../record/retention_port';

/** What retention needs. */
export interface RetentionPorts {
  /** The spaces of which anything is stored. */
  spaces(): Promise<string[]>;
  /** How long a space keeps what is over, milliseconds; null for ever, and where it has no settings. */
  keptFor(space: string): Promise<number | null>;
  storeOf(space: string): RetentionStore;
  now(): number;
  logger: { info(line: string): void; warn(line: string): void };
}

/** The most batches of one kind in one run of a space: the rest is removed by the next run. */
const BATCHES = 40;

/** By space, where its last run stopped looking at messages. The next one goes on there: those before may all stay. */
type Places = Map<string, string>;

/**
 * Gives what removes what is older than each space keeps it; to be called now and then. An error about one space keeps no
 * other from being cleared.
 */
export function createRetention(ports: RetentionPorts): () => Promise<void> {
  const { logger, spaces } = ports;
  const places: Places = new Map();
  return async () => {
    try {
      for (const space of await spaces()) await retainSpace(ports, places, space);
    } catch (error) {
      logger.warn(`What is older than spaces keep it stays for now: ${reasonOf(error)}`);
    }
  };
}

async function retainSpace(ports: RetentionPorts, places: Places, space: string): Promise<void> {
  const { keptFor, storeOf, now, logger } = ports;
  try {
    const span = await keptFor(space);
    if (span === null) return;
    const alerts = await removeAlerts(storeOf(space), now() - span);
    const { removed: deliveries, after } = await removeDeliveries(
      storeOf(space),
      now() - span,
      places.get(space) ?? null,
    );
    if (after === null) places.delete(space);
    else places.set(space, after);
    if (alerts + deliveries > 0)
      logger.info(`Space ${space}: removed ${alerts} old alerts and ${deliveries} old messages`);
  } catch (error) {
    logger.warn(`What is older than space ${space} keeps it stays for now: ${reasonOf(error)}`);
  }
}

async function removeAlerts(store: RetentionStore, before: number): Promise<number> {
  let all = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const removed = await store.removeAlerts(before);
    if (removed === 0) break;
    all += removed;
  }
  return all;
}

/** `from`: where it begins to look; null for the oldest. Gives where it stopped, null where it came to the end. */
async function removeDeliveries(
  store: RetentionStore,
  before: number,
  from: string | null,
): Promise<{ removed: number; after: string | null }> {
  let [removed, after] = [0, from];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const looked = await store.removeDeliveries(before, after);
    removed += looked.removed;
    after = looked.after;
    if (after === null) break;
  }
  return { removed, after };
}
