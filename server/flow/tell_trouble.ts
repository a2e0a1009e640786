import { reasonOf } from '../../common/text/reason_of';
import type { PendingNotice, StoredTroubles } from '../../common/status/trouble';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import { conditionsOf, type ChannelFact, type WatchedFacts } from '../judge/trouble/conditions';
import { follow, notice, type News } from '../judge/trouble/notices';
import { planNotice } from '../notify/message/notice';
import type { TroubleStore } from '../record/trouble_port';

/** What a look saw. `isExpiryUnknown`: nobody could ask yet when the key expires. */
export interface LookedFacts extends WatchedFacts {
  isExpiryUnknown?: boolean;
}

/** What looking for trouble needs. */
export interface TroublePorts {
  /** The spaces in which detection is on. `facts` asks what is known of one now. */
  spaces(): Promise<Array<{ space: string; facts(): Promise<LookedFacts> }>>;
  storeOf(space: string): TroubleStore;
  /** Creates these deliveries of a space. One whose id exists stays as it is. */
  add(space: string, entries: Array<OutboxEntry<unknown>>): Promise<void>;
  /** Address of the plugin's page in a space; null where Kibana's public address is not known. */
  linkOf(space: string): string | null;
  /** Has the outbox look at once. */
  poke(): void;
  log(line: string): void;
}

/**
 * Looks for trouble in every space and plans the notices about it. An error about one space is logged and keeps no other
 * from being looked at.
 */
export async function tellTrouble(ports: TroublePorts): Promise<void> {
  for (const { space, facts } of await ports.spaces()) {
    try {
      await tellOf(ports, space, await facts());
    } catch (error) {
      ports.log(`It could not be told whether space ${space} is in trouble: ${reasonOf(error)}`);
    }
  }
}

/**
 * First it is stored what is to be told, then the deliveries are planned, then it is stored that they were. Of several Kibanas
 * that look at once only one gets through the first step; one that is killed in between leaves the rest to the next look, and
 * a delivery that is planned twice has the same id.
 */
async function tellOf(ports: TroublePorts, space: string, facts: LookedFacts): Promise<void> {
  const store = ports.storeOf(space);
  const known = await store.read();
  const next = afterLook(known, facts);
  const stored = isSame(known, next) ? known : await store.write(next);
  if (!stored || stored.pending.length === 0) return;
  await ports.add(
    space,
    stored.pending.flatMap((pending) => entryOf(ports, space, pending, facts.channels)),
  );
  await store.write({ ...stored, nth: stored.nth + 1, pending: [] });
  ports.poke();
}

/** What is to be stored after a look. */
export function afterLook(known: StoredTroubles, facts: LookedFacts): StoredTroubles {
  const { now, channels } = facts;
  const nth = known.nth + 1;
  const troubles = follow(known.troubles, conditionsOf(withExpiry(facts, known)), { now, nth });
  const noticed = notice(troubles, channels, now);
  const pending = [...known.pending, ...noticed.news.map((news) => pendingOf(news, now))];
  return { ...known, nth, troubles: noticed.troubles, pending };
}

/** Where nobody could ask when the key expires, what was told of it stands. */
function withExpiry(facts: LookedFacts, { troubles }: StoredTroubles): WatchedFacts {
  const told = troubles.find(({ code, over }) => code === 'key_expiring' && over === null);
  return facts.isExpiryUnknown && told ? { ...facts, key: { ...facts.key, expiresAt: told.due } } : facts;
}

const pendingOf = ({ trouble, channel, state }: News, at: number): PendingNotice => ({
  channelId: channel.id,
  state,
  trouble,
  at,
});

const isSame = (known: StoredTroubles, next: StoredTroubles) =>
  JSON.stringify([known.troubles, known.pending]) === JSON.stringify([next.troubles, next.pending]);

/** None for a channel that was removed meanwhile. */
function entryOf(
  { linkOf }: TroublePorts,
  space: string,
  { channelId, state, trouble, at }: PendingNotice,
  channels: ChannelFact[],
): Array<OutboxEntry<unknown>> {
  const channel = channels.find(({ id }) => id === channelId);
  return channel ? [planNotice({ space, channel, trouble, state, link: linkOf(space), now: at })] : [];
}
