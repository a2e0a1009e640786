import { createHmac } from 'node:crypto';
import type { Secret } from '../../../common/channels/secret';

/** The header by which a receiver knows that a request is from this Kibana, and from when. */
export const SIGNATURE_HEADER = 'X-Brute-Force-Alerts-Signature';

/**
 * `t=<epoch seconds>,v1=<hex>`: HMAC-SHA-256 with the key over `<epoch seconds>.<body>`. A receiver that refuses old
 * times refuses what somebody recorded and sends again.
 */
export function signatureOf(key: Secret, body: string, now: number): string {
  const at = Math.floor(now / 1_000);
  const hex = createHmac('sha256', key.reveal()).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${hex}`;
}
