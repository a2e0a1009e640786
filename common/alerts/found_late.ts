import type { Alert } from './alerts';
import { LATENESS } from '../bounds';

/**
 * How long after it happened an attack was found, in milliseconds. Null where it was found in time, which is within
 * the lateness that is allowed to events. An attack is found late where Kibana was away or its events came late.
 */
export function foundLateBy({ firedAt, detectedAt }: Pick<Alert, 'firedAt' | 'detectedAt'>): number | null {
  const late = detectedAt - firedAt;
  return late > LATENESS ? late : null;
}
