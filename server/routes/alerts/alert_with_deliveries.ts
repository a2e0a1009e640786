import type { Alert } from '../../../common/alerts/alerts';
import type { AlertWithDeliveries } from '../../../common/api/api';
import { entryIdsOfDigest } from '../../../common/deliveries/entry_ids';
import type { Services } from '../services';

/**
 * An alert of a space with its messages; undefined where the space has none of this id. What was not delivered has the
 * words that it would have.
 */
export async function alertWithDeliveries(
  services: Services,
  space: string,
  id: string,
): Promise<AlertWithDeliveries | undefined> {
  const found = await services.alerts(space).get(id);
  if (!found) return undefined;
  const [alert] = await withDeliveries(services, space, [found]);
  if (!alert) return undefined;
  const undelivered = alert.deliveries.filter(({ text }) => text === null);
  const texts = undelivered.length > 0 ? await services.undeliveredTexts(space, undelivered) : new Map();
  return {
    ...alert,
    deliveries: alert.deliveries.map((one) => ({ ...one, text: one.text ?? texts.get(one.id) ?? null })),
  };
}

/** Alerts with their messages, those of the digests that tell of them among these. */
export async function withDeliveries(
  services: Services,
  space: string,
  alerts: Alert[],
): Promise<AlertWithDeliveries[]> {
  const reader = services.deliveries(space);
  const [own, ofDigests] = await Promise.all([
    reader.ofAlerts(alerts.map(({ id }) => id)),
    reader.ofDigests([...new Set(alerts.flatMap(digestEntriesOf))]),
  ]);
  return alerts.map((alert) => {
    const entries = digestEntriesOf(alert);
    const told = ofDigests.filter(({ id }) => entries.includes(id));
    const inDigests = told.map((message) => ({ ...message, alertId: alert.id }));
    return { ...alert, deliveries: [...(own.get(alert.id) ?? []), ...inDigests] };
  });
}

const digestEntriesOf = ({ tellings }: Alert): string[] =>
  tellings.flatMap(({ digest }) => (digest ? entryIdsOfDigest(digest.id) : []));
