import type { Delivery } from '../common/deliveries/deliveries';
import { NOW, SECOND } from './builders';
import { DELIVERY_CHANNEL } from './channels';

/** A message as the page sees it, delivered a minute before `NOW`. */
export const delivery = (overrides: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  alertId: 'a1',
  channel: DELIVERY_CHANNEL,
  reason: 'first',
  status: 'delivered',
  attempts: 1,
  plannedAt: NOW - 60 * SECOND,
  notBefore: null,
  deliveredAt: NOW - 59 * SECOND,
  detour: false,
  lastErrorCode: null,
  lastError: null,
  remedy: null,
  text: 'text',
  ...overrides,
});
