import type { Alert, DigestRef } from '../../../common/alerts/alerts';
import type { HoldReason } from '../../../common/alerts/verdicts';
import type { Delivery } from '../../../common/deliveries/deliveries';
import { newestFirst } from '../delivery_words';

/** A channel of the settings, as the status names it. */
export interface NamedChannel {
  id: string;
  name: string;
}

/** What is known of one channel, or of several of which exactly the same is known, about one alert. */
export interface Told {
  /** The names of the channels. A removed one has the name that its last message has, or its id where it sent none. */
  channels: string[];
  /** Why it does not tell of the alert now, and since when (epoch ms); null where it told, or is about to. */
  held: { reason: HoldReason; at: number } | null;
  /** The digest that tells of the alert; null where none does. */
  digest: DigestRef | null;
  /** Its messages about the alert, the newest first. */
  deliveries: Delivery[];
}

type Teller = Pick<Alert, 'tellings'> & { deliveries: Delivery[] };

/**
 * What each channel told of an alert, or why it did not. Channels that hold it for the same reason and sent nothing
 * share an entry, so that no reason stands twice. Channels of the settings come first, in their order; a channel
 * about which nothing was decided is left out.
 */
export function toldOf({ tellings, deliveries }: Teller, channels: readonly NamedChannel[]): Told[] {
  const ids = [
    ...channels.map(({ id }) => id),
    ...tellings.map(({ channelId }) => channelId),
    ...deliveries.map(({ channel }) => channel.id),
  ];
  const found = [...new Set(ids)].flatMap((id) => {
    const telling = tellings.find(({ channelId }) => channelId === id);
    const own = newestFirst(deliveries.filter(({ channel }) => channel.id === id));
    if (!telling && own.length === 0) return [];
    const name = channels.find((channel) => channel.id === id)?.name ?? own[0]?.channel.name ?? id;
    const verdict = telling?.verdict;
    const held = telling && verdict?.decision === 'hold' ? { reason: verdict.reason, at: telling.at } : null;
    return [{ channels: [name], held, digest: telling?.digest ?? null, deliveries: own }];
  });
  return found.reduce<Told[]>(withOne, []);
}

function withOne(all: Told[], one: Told): Told[] {
  const same = all.find((other) => isSame(other, one));
  if (!same) return [...all, one];
  const joined = { ...same, channels: [...same.channels, ...one.channels] };
  return all.map((other) => (other === same ? joined : other));
}

const isSame = (a: Told, b: Told): boolean =>
  a.deliveries.length === 0 &&
  b.deliveries.length === 0 &&
  a.digest?.id === b.digest?.id &&
  a.held !== null &&
  a.held.reason === b.held?.reason;
