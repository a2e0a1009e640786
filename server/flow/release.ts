import type { OpenChannel } from '../notify/delivery/channel_sender_port';
import { addressOf, probed, probing, readdressed } from '../notify/delivery/circuit';
import type { ChannelRef, Circuit } from '../notify/delivery/outbox_port';
import { RELEASE_PRIORITY } from '../notify/delivery/priority';
import { isTooOld } from '../notify/delivery/retry_policy';
import { planSummary, toldOf } from '../notify/message/summary';
import { senderOf, type Entry, type OutboxPorts } from './outbox_ports';

/**
 * Looks at a broken channel that is due. Probes it; where it seems to work again, one message about everything that was
 * held back goes first.
 */
export async function tendCircuit(ports: OutboxPorts, circuit: Circuit): Promise<void> {
  const channel = await ports.channels.of(circuit);
  if (channel === 'gone') return ports.circuits.close(circuit);
  if (channel === 'not ready') return;
  const looked = await look(ports, circuit, channel);
  if (looked?.state !== 'half_open') return;
  await (looked.releaseId === null ? release(ports, looked) : finish(ports, looked, looked.releaseId));
}

/**
 * Does what a Kibana left undone that was killed after the released message got its outcome. Where the
 * channel refused it the circuit opens again; else it closes.
 */
async function finish(ports: OutboxPorts, circuit: Circuit, releaseId: string): Promise<void> {
  const entry = await ports.outbox.get(circuit, releaseId);
  if (entry?.status === 'pending' || entry?.status === 'sending') return;
  if (entry?.status !== 'refused' || entry.refusedBy === 'message') return ports.circuits.close(circuit);
  await ports.circuits.write({ ...circuit, state: 'open', releaseId: null });
}

/** The circuit after a probe, or as it is where none is needed. Null where another Kibana looks at it. */
async function look(ports: OutboxPorts, circuit: Circuit, channel: OpenChannel): Promise<Circuit | null> {
  if (circuit.address !== addressOf(channel)) return stored(ports, readdressed(circuit, channel));
  if (circuit.state === 'half_open') return circuit;
  const mine = await stored(ports, probing(circuit, ports.clock()));
  if (!mine) return null;
  const answer = await senderOf(ports, channel).probe(channel);
  return stored(ports, probed(mine, answer));
}

/** Stores the circuit. Gives it with its new revision; null where somebody else wrote it meanwhile. */
async function stored({ circuits }: OutboxPorts, circuit: Circuit): Promise<Circuit | null> {
  return (await circuits.write(circuit)) ? circuits.of(circuit) : null;
}

/**
 * Releases one message for everything that was held back: the newest message where all are about one alert or one
 * digest, else a summary. Each step may be repeated: a Kibana that is killed between two of them leaves
 * the rest to the next look. The circuit is written first and last: of two Kibanas that release at once only
 * the later one lets its message through, so that nothing is marked as told by a message that was sent without it.
 */
async function release(ports: OutboxPorts, known: Circuit): Promise<void> {
  const circuit = await stored(ports, known);
  if (!circuit) return;
  const ref: ChannelRef = { space: circuit.space, channelId: circuit.channelId };
  const summaryId = `summary-${circuit.channelId}-${circuit.openedAt}`;
  const all = await ports.outbox.heldBack(ref);
  const notices = all.filter(({ reason }) => reason === 'notice');
  const held = all.filter(({ reason }) => reason !== 'notice');
  const before = await ports.outbox.summarisedBy(ref, summaryId);
  const [newest] = [...held].reverse();
  if (before.length === 0 && !newest) return releaseNotice(ports, circuit, notices);
  await freeNotices(ports, notices);
  const isOne = new Set([...before, ...held].map(toldOf)).size === 1;
  // An old message must not pass for news, so one that is too old is told by a summary too.
  const isNews = isOne && before.length === 0 && newest && !isTooOld(newest, ports.clock());
  const releaseId = isNews
    ? await releaseAlone(ports, held, newest)
    : await releaseSummary(ports, { ref, circuit, summaryId, held });
  await ports.circuits.write({ ...circuit, releaseId });
}

/** Notices are never summed up. Those that were refused wait again; each goes out by itself once the channel works. */
async function freeNotices({ outbox, clock }: OutboxPorts, notices: Entry[]): Promise<void> {
  for (const entry of notices.filter(({ status }) => status === 'refused'))
    await outbox.record({ ...entry, status: 'pending', refusedBy: null, notBefore: clock() });
}

/** Where nothing else waits, the newest notice that is still news shows whether the channel works. */
async function releaseNotice(ports: OutboxPorts, circuit: Circuit, notices: Entry[]): Promise<void> {
  const now = ports.clock();
  const [newest] = notices.filter((entry) => !isTooOld(entry, now)).reverse();
  await freeNotices(
    ports,
    notices.filter((entry) => entry !== newest),
  );
  if (!newest) return ports.circuits.close(circuit);
  const fresh = { status: 'pending', priority: RELEASE_PRIORITY, notBefore: now, refusedBy: null } as const;
  await ports.outbox.record({ ...newest, ...fresh, claimedUntil: null });
  await ports.circuits.write({ ...circuit, releaseId: newest.id });
}

/**
 * Releases the newest message of an alert or a digest, which alone is still news, and marks the older ones as told by it.
 * Gives its id.
 */
async function releaseAlone(ports: OutboxPorts, held: Entry[], newest: Entry): Promise<string> {
  const now = ports.clock();
  const fresh = { status: 'pending', priority: RELEASE_PRIORITY, notBefore: now, refusedBy: null } as const;
  // Before the older ones are marked: they say what it has to be told as.
  await ports.outbox.record({ ...inPlaceOf(held, newest), ...fresh, claimedUntil: null });
  const older = held.filter(({ id }) => id !== newest.id);
  if (older.length > 0) await ports.outbox.summarise(older, newest.id);
  return newest.id;
}

/** Nobody was told by what was held back: a reminder in place of a first message is the first, and repeated as one. */
function inPlaceOf(held: Entry[], newest: Entry): Entry {
  const reason = NEWS.find((news) => held.some((entry) => entry.reason === news));
  if (!reason || newest.message.kind !== 'attack') return newest;
  return { ...newest, reason, message: { ...newest.message, reason } };
}

const NEWS = ['first', 'severity'] as const;

interface Summarised {
  ref: ChannelRef;
  circuit: Circuit;
  summaryId: string;
  held: Entry[];
}

async function releaseSummary(
  ports: OutboxPorts,
  { ref, circuit, summaryId, held }: Summarised,
): Promise<string> {
  await ports.outbox.summarise(held, summaryId);
  const entries = await ports.outbox.summarisedBy(ref, summaryId);
  const link = ports.listLinkOf(ref.space);
  const now = ports.clock();
  await ports.outbox.put(planSummary({ id: summaryId, entries, since: circuit.openedAt, link, now }));
  return summaryId;
}
