import type { Alert, DigestRef } from '../../../common/alerts/alerts';
import type { DeliveryChannel } from '../../../common/deliveries/deliveries';
import type { OutboxEntry } from '../../../common/deliveries/outbox';
import { gravity } from '../../../common/rules/rules';
import { priorityOf } from '../delivery/priority';
import { entryOfNoAlert } from './of_no_alert';
import { toAttackMessage, type AttackMessage, type SummaryMessage } from './message';
import { gravestOf, NAMED_MAX, newestOfEach } from './summary';

export interface Digesting {
  space: string;
  channel: DeliveryChannel;
  digest: DigestRef;
  /** The alerts that are in it, as far as they are known. */
  alerts: Alert[];
  /** What it said before; null where it is new. */
  said: Pick<SummaryMessage, 'attacks' | 'gravest' | 'since'> | null;
  /** Address of the page with these alerts; null where Kibana's public address is not known. */
  link: string | null;
  linkOf(alertId: string): string | null;
  now: number;
}

/** The message about the alerts of a digest. Alerts that are not looked at any more are counted as it was said before. */
export function planDigest(digesting: Digesting): OutboxEntry<SummaryMessage> {
  const { space, channel, digest, now } = digesting;
  const { id, kind, name } = channel;
  return entryOfNoAlert({
    id: digest.id,
    space,
    channel: { id, kind, name },
    reason: 'digest',
    priority: priorityOf({ reason: 'digest', edits: null }, 'low'),
    now,
    message: toDigest(digesting),
  });
}

/** How a digest that went out is told anew. */
export interface Change {
  /** The message that is changed; null where it cannot be changed: then it is a message of its own. */
  edits: string | null;
  /** The id of the entry. */
  id: string;
  /** Epoch ms. */
  notBefore: number;
}

/** The same as a change of the digest that went out. */
export function planDigestChange(digesting: Digesting, change: Change): OutboxEntry<SummaryMessage> {
  const { edits } = change;
  return { ...planDigest(digesting), ...change, priority: priorityOf({ reason: 'digest', edits }, 'low') };
}

export function toDigest({ digest, alerts, said, link, linkOf, now }: Digesting): SummaryMessage {
  const messages = gravestAlerts(alerts).map((alert) => toMessage(alert, linkOf(alert.id)));
  return {
    kind: 'summary',
    cause: digest.cause,
    digest: digest.id,
    since: alerts.reduce((least, { detectedAt }) => Math.min(least, detectedAt), said?.since ?? now),
    until: now,
    attacks: Math.max(alerts.length, said?.attacks ?? 0),
    gravest: gravestOf(newestOfEach([...(said?.gravest ?? []), ...messages])),
    link,
  };
}

const toMessage = (alert: Alert, link: string | null): AttackMessage =>
  toAttackMessage(alert, { reason: 'digest', ordinal: 1, link });

/** Only a few of thousands are made into messages. */
function gravestAlerts(alerts: Alert[]): Alert[] {
  return [...alerts]
    .sort((a, b) => gravity(b.severity) - gravity(a.severity) || b.evidence.count - a.evidence.count)
    .slice(0, NAMED_MAX);
}
