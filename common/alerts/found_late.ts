import type { Alert } from './alerts';
import { LATENESS } from '../bounds';

/**
 * How long after it happened an attack was found, ms, where that was later than events may come: Kibana was away, or
 * the events were. Null where it was found in time.
 */
export function foundLateBy({ firedAt, detectedAt }: Pick<Alert, 'firedAt' | 'detectedAt'>): number | null {
  const late = Date.parse(detectedAt) - Date.parse(firedAt);
  return late > LATENESS ? late : null;
}
