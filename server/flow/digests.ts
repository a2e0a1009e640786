import type { Alert, DigestRef } from '../../common/alerts/alerts';
import { LOOK_BACK } from '../../common/bounds';
import { editId, entryIdsOfDigest } from '../../common/deliveries/entry_ids';
import type { OutboxEntry } from '../../common/deliveries/outbox';
import { FIRST_MESSAGES_WITHIN, tellingOf, type ChannelFacts, type JudgedChannel } from '../judge/channel';
import { isGrown } from '../judge/verdict';
import { planDigest, planDigestChange, toDigest, type Digesting } from '../notify/message/digest';
import type { SummaryMessage } from '../notify/message/message';
import type { ChannelPlans } from '../record/plans_port';

/** A digest takes in attacks for so long, and only while they come: after a pause the next one is new, and heard; ms. */
const TAKES_IN = { atMost: 3_600_000, pause: FIRST_MESSAGES_WITHIN } as const;
/** Where messages cannot be changed a digest is told anew at most once in this time, ms. */
const AGAIN_AFTER = FIRST_MESSAGES_WITHIN;

/** What planning digests needs to know of a tick. */
export interface DigestRun {
  space: string;
  channels: JudgedChannel[];
  linkOf(alertId: string): string | null;
  /** Address of the page with the alerts of a digest. */
  digestLinkOf(digestId: string): string | null;
  now: number;
}

/** A digest as it was planned, and what was planned to bring it up to date. */
type Chain = Array<OutboxEntry<SummaryMessage>>;

const chainOf = (digestId: string, { digests }: ChannelPlans): Chain => {
  const ids = entryIdsOfDigest(digestId);
  // A digest's id names nothing else, and its message is made in `planDigest`.
  return ids.flatMap((wanted) => digests.filter(({ id }) => id === wanted)) as Chain;
};
const isOfChannel = ({ channel }: OutboxEntry<unknown>, { id }: JudgedChannel) => channel.id === id;
const changedAt = (chain: Chain) => Math.max(-Infinity, ...chain.map(({ plannedAt }) => plannedAt));
const saidIn = (chain: Chain) => [...chain].sort((a, b) => b.message.attacks - a.message.attacks)[0]?.message;

/** The ids of everything planned for the digests that these alerts are in. */
export function digestsIn(alerts: Alert[], now: number): string[] {
  const recent = alerts.flatMap(({ tellings }) => tellings.filter(({ at }) => at >= now - LOOK_BACK));
  const ids = new Set(recent.flatMap(({ digest }) => digest?.id ?? []));
  return [...ids].flatMap(entryIdsOfDigest);
}

/** What is known of a channel, from what was planned for it. */
export function factsOf(channel: JudgedChannel, plans: ChannelPlans, now: number): ChannelFacts {
  const firsts = plans.firsts.filter(({ channelId }) => channelId === channel.id);
  const criticals = firsts.filter(({ severity }) => severity === 'critical').length;
  const open = plans.digests.find(
    (one) => isOfChannel(one, channel) && one.reason === 'digest' && isOpen(one, plans, now),
  );
  return {
    isBroken: plans.broken.includes(channel.id),
    firsts: firsts.length - criticals,
    criticals,
    digest: open ? { id: open.id, cause: 'flood' } : null,
  };
}

/** Whether the entry is a digest of what is too much that may take in more. */
function isOpen({ id, status, plannedAt, message }: OutboxEntry<unknown>, plans: ChannelPlans, now: number) {
  const { cause, digest } = message as SummaryMessage;
  if (cause !== 'flood' || digest !== id) return false;
  if (status === 'pending') return true;
  if (status !== 'delivered' && status !== 'sending') return false;
  return now - plannedAt < TAKES_IN.atMost && now - changedAt(chainOf(id, plans)) < TAKES_IN.pause;
}

/** Deliveries to create, and deliveries to write over those of the same id. */
export interface Planned {
  add: Array<OutboxEntry<unknown>>;
  replace: Array<OutboxEntry<unknown>>;
}

/**
 * What is to be planned for digests. Each is counted from the alerts that name it, so a digest that a killed Kibana left
 * unplanned, or out of date, is planned now. `alerts`: as they are stored.
 */
export function planDigests(run: DigestRun, alerts: Alert[], plans: ChannelPlans): Planned {
  const planned: Planned = { add: [], replace: [] };
  for (const channel of run.channels) {
    for (const [digest, members] of membersOf(alerts, channel, run.now)) {
      const chain = chainOf(digest.id, plans);
      const said = saidIn(chain);
      const digesting: Digesting = {
        ...run,
        channel,
        digest,
        alerts: members,
        said: said ?? null,
        link: run.digestLinkOf(digest.id),
      };
      if (!said) planned.add.push(planDigest(digesting));
      else planned.replace.push(...changeOf(digesting, channel, chain));
    }
  }
  return planned;
}

function membersOf(alerts: Alert[], channel: JudgedChannel, now: number): Array<[DigestRef, Alert[]]> {
  const members = new Map<string, [DigestRef, Alert[]]>();
  for (const alert of alerts) {
    const telling = tellingOf(alert, channel.id);
    if (!telling?.digest || telling.at < now - LOOK_BACK) continue;
    const known = members.get(telling.digest.id);
    if (known) known[1].push(alert);
    else members.set(telling.digest.id, [telling.digest, [alert]]);
  }
  return [...members.values()];
}

/** The change of a digest that has grown enough; none while it is being sent. */
function changeOf(digesting: Digesting, { canEdit }: JudgedChannel, chain: Chain): Planned['replace'] {
  const { alerts, said, now } = digesting;
  const last = changedAt(chain);
  if (!isGrown(said?.attacks ?? 0, alerts.length, now - last)) return [];
  const waiting = chain.find(
    ({ status, edits }) => edits === null && (status === 'pending' || status === 'sending'),
  );
  // One that waits is written over, unless it was sent since it was read.
  if (waiting) return waiting.status === 'sending' ? [] : [{ ...waiting, message: toDigest(digesting) }];
  const message = [...chain].reverse().find(({ edits, status }) => edits === null && status === 'delivered');
  const id = editId(message?.id ?? digesting.digest.id);
  if (canEdit && message) {
    const edit = planDigestChange(digesting, { id, edits: message.id, notBefore: now });
    return [{ ...edit, plannedAt: stillWaits(chain, id) ?? now }];
  }
  const notBefore = message ? Math.max(now, last + AGAIN_AFTER) : now;
  return [planDigestChange(digesting, { id: editId(digesting.digest.id), edits: null, notBefore })];
}

/** Since when the entry of this id waits, epoch ms: one that is replaced keeps its place in the queue. */
const stillWaits = (chain: Chain, id: string): number | undefined =>
  chain.find((one) => one.id === id && one.status === 'pending')?.plannedAt;
