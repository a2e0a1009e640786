import type { AlertWithDeliveries } from '../../../common/api/api';
import type { Services } from '../services';

/** An alert of a space with its messages; undefined where the space has none of this id. */
export async function alertWithDeliveries(
  services: Services,
  space: string,
  id: string,
): Promise<AlertWithDeliveries | undefined> {
  const alert = await services.alerts(space).get(id);
  if (!alert) return undefined;
  const deliveries = await services.deliveries(space).ofAlerts([id]);
  return { ...alert, deliveries: deliveries.get(id) ?? [] };
}
