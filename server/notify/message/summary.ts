import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { SEVERITIES } from '../../../common/rules/rules';
import { RELEASE_PRIORITY } from '../delivery/priority';
import type { AttackMessage, ChannelMessage, SummaryMessage } from './message';

/** The most attacks that a summary names; the others are only counted. */
const NAMED_MAX = 5;

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
  return {
    id,
    space,
    channel,
    alertId: null,
    ruleId: '',
    groupKey: '',
    alertOrdinal: 0,
    reason: 'summary',
    ordinal: 1,
    edits: null,
    priority: RELEASE_PRIORITY,
    ...UNTRIED,
    plannedAt: now,
    notBefore: now,
    message: toSummary(entries, since, link),
  };
}

/** The fields of an entry that nobody has tried to send yet. */
export const UNTRIED = {
  status: 'pending',
  attempts: 0,
  unknowns: 0,
  claimedUntil: null,
  lastTriedAt: null,
  deliveredAt: null,
  givenUpAt: null,
  messageId: null,
  lastErrorCode: null,
  lastError: null,
  remedy: null,
  refusedBy: null,
  toldBy: null,
  text: null,
} as const;

function toSummary(
  entries: Array<OutboxEntry<ChannelMessage>>,
  since: number,
  link: string | null,
): SummaryMessage {
  const newest = new Map<string, AttackMessage>();
  for (const { message } of entries) if (message.kind === 'attack') newest.set(message.alertId, message);
  const gravest = [...newest.values()].sort(
    (a, b) => gravityOf(b) - gravityOf(a) || b.attempts - a.attempts || a.first - b.first,
  );
  return {
    kind: 'summary',
    since,
    attacks: newest.size,
    gravest: gravest.slice(0, NAMED_MAX),
    link,
  };
}

const gravityOf = ({ severity }: AttackMessage) => SEVERITIES.indexOf(severity);
