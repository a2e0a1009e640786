import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { gravity } from '../../../common/rules/rules';
import { RELEASE_PRIORITY } from '../delivery/priority';
import { entryOfNoAlert } from './of_no_alert';
import type { AttackMessage, ChannelMessage, SummaryMessage } from './message';

/** The most attacks that a summary names; the others are only counted. */
export const NAMED_MAX = 5;

export interface Summarising {
  id: string;
  /** Entries of one channel, at least one. */
  entries: Array<OutboxEntry<ChannelMessage>>;
  /** Since when the channel did not work, epoch ms. */
  since: number;
  /** Address of the page of alerts; null where Kibana's public address is not known. */
  link: string | null;
  now: number;
}

/** One message about everything that a broken channel held back. */
export function planSummary({ id, entries, since, link, now }: Summarising): OutboxEntry<ChannelMessage> {
  const [first] = entries;
  if (!first) throw new Error('There is nothing to summarise.');
  const { space, channel } = first;
  return entryOfNoAlert({
    id,
    space,
    channel,
    reason: 'summary',
    priority: RELEASE_PRIORITY,
    now,
    message: toSummary(entries, { since, link, now }),
  });
}

/** What an entry tells of, by id: its alert, its digest however often that was changed, or nothing but itself. */
export const toldOf = ({ id, alertId, message }: OutboxEntry<ChannelMessage>): string =>
  alertId ?? (message.kind === 'summary' ? message.digest : null) ?? id;

/** A digest among the entries counts with all the attacks that it told of last. */
function toSummary(
  entries: Array<OutboxEntry<ChannelMessage>>,
  { since, link, now }: Pick<Summarising, 'since' | 'link' | 'now'>,
): SummaryMessage {
  const attacks: AttackMessage[] = [];
  let others = 0;
  for (const { message } of new Map(entries.map((entry) => [toldOf(entry), entry])).values()) {
    if (message.kind === 'attack') attacks.push(message);
    if (message.kind !== 'summary') continue;
    attacks.push(...message.gravest);
    others += message.attacks - message.gravest.length;
  }
  const newest = newestOfEach(attacks);
  return {
    kind: 'summary',
    cause: 'broken',
    digest: null,
    since,
    until: now,
    attacks: newest.length + others,
    gravest: gravestOf(newest),
    link,
  };
}

/** Of the messages about one alert the last counts. */
export const newestOfEach = (messages: AttackMessage[]): AttackMessage[] => [
  ...new Map(messages.map((message) => [message.alertId, message])).values(),
];

/** The gravest first; of equals the one with most attempts. As many as a summary names. */
export const gravestOf = (messages: AttackMessage[]): AttackMessage[] =>
  [...messages]
    .sort((a, b) => gravity(b.severity) - gravity(a.severity) || b.attempts - a.attempts || a.first - b.first)
    .slice(0, NAMED_MAX);
