import { reasonOf } from '../../common/text/reason_of';
import type { FailedOutcome, Failure, OpenChannel } from '../notify/delivery/channel_sender_port';
import { addressOf, opened, readdressed } from '../notify/delivery/circuit';
import type { Circuit } from '../notify/delivery/outbox_port';
import { askedPause, isAtMostOnce, isTooOld, nextStep, type NextStep } from '../notify/delivery/retry_policy';
import { texts, type Why } from './delivery_texts';
import { anew, putOut, takeTurn, type Put } from './put_out';
import { refOf, senderOf, type Entry, type OutboxPorts } from './outbox_ports';
import { probeNow } from './probe_now';

/** How long a Kibana holds a delivery that it sends: longer than any sending lasts, so that only a killed one loses it. */
const CLAIM = 60_000;
/** A delivery that failed by a fault of our own is tried again after this, ms. */
const SET_ASIDE = 60_000;
/**
 * How often an outcome is tried to be stored, and the first pause between two tries, ms. A message that went
 * out and whose outcome is not stored would go out again.
 */
const RECORD_TRIES = { times: 5, pause: 500 };

/**
 * Sends one delivery, or gives it up where that is due. Resolves with null where the channel's next delivery
 * may follow. Else the channel has to wait: resolves with until when, epoch ms, or Infinity where that is not
 * known. Throws where the plugin's own storage fails.
 */
export async function deliver(ports: OutboxPorts, entry: Entry): Promise<number | null> {
  if (wasLeftUnfinished(entry) && isAtMostOnce(entry)) return giveUp(ports, entry, unfinished(entry));
  const channel = await ports.channels.of(refOf(entry));
  if (channel === 'gone') return giveUp(ports, entry, texts.channelGone());
  const now = ports.clock();
  if (channel === 'not ready')
    return isTooOld(entry, now) ? giveUp(ports, entry, texts.notReady()) : Infinity;
  // A test is to show how the channel is, so it goes through a broken one too.
  const circuit = isTest(entry) ? null : await ports.circuits.of(refOf(entry));
  if (circuit && !(await mayPass(ports, entry, { circuit, channel }))) return Infinity;
  if (!circuit && isTooOld(entry, now)) return giveUp(ports, entry, tooOld(entry));
  const turn = await takeTurn(ports, entry, channel);
  if (turn !== 'now') return turn;
  const claimed = await ports.outbox.claim(entry, ports.clock() + CLAIM);
  if (claimed) await attempt(ports, claimed, { circuit, channel });
  return null;
}

/**
 * Whether a Kibana claimed the delivery and did not come back: the message was perhaps sent. What goes out at most once
 * ends there.
 */
const wasLeftUnfinished = ({ status }: Entry) => status === 'sending';

const isTest = ({ reason }: Entry) => reason === 'test';
const unfinished = (entry: Entry) => (isTest(entry) ? texts.testUnfinished() : texts.unfinished());
const tooOld = (entry: Entry) => (isTest(entry) ? texts.testTooOld() : texts.tooOld());

interface Through {
  /** Of a broken channel; null for a test, which neither opens again nor closes one. */
  circuit: Circuit | null;
  channel: OpenChannel;
}

/**
 * Whether a delivery may go through a broken channel: only the one that is to show whether the channel works
 * again. Where the channel was changed since it refused, its circuit is stored as half open, and the answer
 * is no for now.
 */
async function mayPass(
  ports: OutboxPorts,
  entry: Entry,
  { circuit, channel }: Through & { circuit: Circuit },
): Promise<boolean> {
  if (circuit.address !== addressOf(channel)) {
    await ports.circuits.write(readdressed(circuit, channel));
    return false;
  }
  return circuit.state === 'half_open' && circuit.releaseId === entry.id;
}

async function giveUp(ports: OutboxPorts, entry: Entry, why: Why): Promise<null> {
  await ports.outbox.record({ ...givenUp(entry, ports.clock()), ...why });
  return null;
}

async function attempt(ports: OutboxPorts, entry: Entry, through: Through): Promise<void> {
  const outcome = await put(ports, entry, through.channel);
  if (outcome === 'failed before it was sent') return closeIfAny(ports, through.circuit);
  if (outcome === 'not there') return void (await giveUp(ports, entry, texts.notThere()));
  if (outcome.kind === 'gone')
    return tellsNothingNew(entry)
      ? void (await giveUp(ports, entry, texts.notThere()))
      : ports.outbox.record(anew(entry, outcome));
  if (outcome.kind !== 'delivered') return afterFailure(ports, entry, through, outcome);
  await recordSurely(ports, {
    ...entry,
    status: 'delivered',
    claimedUntil: null,
    deliveredAt: ports.clock(),
    messageId: outcome.messageId,
    text: outcome.text,
    ...(outcome.detour ? { detour: true, ...failureOf(outcome.detour) } : {}),
  });
  // A test that arrived shows that its channel may work again.
  if (isTest(entry)) await probeNow(ports.circuits, refOf(entry), ports.clock());
  else await closeIfAny(ports, through.circuit);
}

/** That somebody works on an alert is no news for people whose message is gone. */
const tellsNothingNew = ({ reason }: Entry) => reason === 'worked_on';

async function closeIfAny({ circuits }: OutboxPorts, circuit: Circuit | null): Promise<void> {
  if (circuit) await circuits.close(circuit);
}

async function put(
  ports: OutboxPorts,
  entry: Entry,
  channel: OpenChannel,
): Promise<Put | 'failed before it was sent'> {
  try {
    return await putOut(ports, entry, channel);
  } catch (error) {
    // What the far side and the network do is an outcome: what is thrown is a fault of our own.
    ports.log(`Delivery ${entry.id} was set aside: ${reasonOf(error)}`);
    await ports.outbox.record(setAside(entry, ports.clock()));
    return 'failed before it was sent';
  }
}

/**
 * Stores an outcome, with several tries. Never throws: where even the last try fails the claim runs out, and
 * the message is sent again (at least once), or a reminder is given up (at most once).
 */
async function recordSurely(ports: OutboxPorts, entry: Entry): Promise<void> {
  for (let n = 0; n < RECORD_TRIES.times; n += 1) {
    try {
      return await ports.outbox.record(entry);
    } catch (error) {
      ports.log(`Delivery ${entry.id} could not be recorded: ${reasonOf(error)}`);
      await ports.wait(RECORD_TRIES.pause * 2 ** n);
    }
  }
}

async function afterFailure(
  ports: OutboxPorts,
  entry: Entry,
  through: Through,
  outcome: FailedOutcome,
): Promise<void> {
  ports.log(`Delivery ${entry.id}: ${outcome.code} (${outcome.said})`);
  const unknowns = entry.unknowns + (outcome.kind === 'unknown' ? 1 : 0);
  const { attempts, reason, edits, plannedAt } = entry;
  const [now, jitter] = [ports.clock(), ports.jitter()];
  const step = nextStep({ attempts, unknowns, reason, edits, plannedAt, now, outcome, jitter });
  const { circuit, channel } = through;
  // Before the delivery, so that nothing is refused of which nobody knows that it is to be told later.
  const isBroken = outcome.kind === 'refused' && outcome.by === 'channel';
  if (isBroken) await ports.circuits.write({ ...opened(circuit, channel, outcome, now), ...againOf(entry) });
  await recordSurely(ports, afterStep({ ...entry, unknowns, lastTriedAt: now }, outcome, step));
  if (outcome.kind === 'deferred') await putOff(ports, channel, outcome, { now, jitter });
  // The channel did not refuse, so it holds up nothing any more: each message, this one too, has its own tries.
  if (!isBroken) await closeIfAny(ports, circuit);
}

/** A summary that is refused on a later try tells of a break that is not over: released again, it is the same one. */
const againOf = ({ message }: Entry) =>
  message.kind === 'summary' && message.cause === 'broken' ? { openedAt: message.since } : {};

/**
 * What the far side puts off, it puts off for the whole destination, unless it speaks of the one message. That is for as
 * long as it asked for: the growing pause of a message that was often tried is for that one alone.
 */
async function putOff(
  ports: OutboxPorts,
  channel: OpenChannel,
  { moved, waitMs, onlyThis }: Extract<FailedOutcome, { kind: 'deferred' }>,
  { now, jitter }: { now: number; jitter: number },
): Promise<void> {
  if (moved)
    await ports.channels.moved(refOfChannel(channel), { from: optionsOf(channel, moved), to: moved });
  else if (waitMs !== null && !onlyThis)
    await ports.pacing.pause(
      senderOf(ports, channel).limits(channel)[0].key,
      now + askedPause(waitMs, jitter),
    );
}

const refOfChannel = ({ space, id: channelId }: OpenChannel) => ({ space, channelId });

/** Those of the options that are named, as the channel had them when it was used. */
const optionsOf = ({ options }: OpenChannel, named: object) =>
  Object.fromEntries(Object.keys(named).map((name) => [name, options[name]]));

const STATUS = { retry: 'pending', refuse: 'refused', expire: 'expired' } as const;

const givenUp = (entry: Entry, now: number): Entry => ({
  ...entry,
  status: 'expired',
  claimedUntil: null,
  givenUpAt: now,
});

const afterStep = (entry: Entry, outcome: FailedOutcome, step: NextStep): Entry => ({
  ...entry,
  status: STATUS[step.kind],
  claimedUntil: null,
  givenUpAt: step.kind === 'expire' ? entry.lastTriedAt : null,
  notBefore: step.kind === 'retry' ? step.at : entry.notBefore,
  refusedBy: outcome.kind === 'refused' ? outcome.by : null,
  ...failureOf(outcome),
});

const failureOf = ({ code, said, remedy }: Failure): Why => ({
  lastErrorCode: code,
  lastError: said,
  remedy,
});

/** The delivery after a fault of our own: to be tried again later or, where it is too old, expired. */
export function setAside(entry: Entry, now: number): Entry {
  const failed = { ...entry, ...texts.fault(), lastTriedAt: now, claimedUntil: null };
  if (isTooOld(entry, now)) return givenUp(failed, now);
  return { ...failed, status: 'pending', notBefore: now + SET_ASIDE };
}
