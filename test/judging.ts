import type { Alert } from '../common/alerts/alerts';
import type { PastMessage } from '../server/judge/verdict';
import { alert, evidence, MINUTE, NOW } from './builders';

/** The alert that is judged: its last event was a moment ago, and it counts five failures. */
export const judgedAlert = (overrides: Partial<Alert> = {}, last = NOW): Alert =>
  alert({ id: 'this', evidence: evidence({ last }), ...overrides });

/** A message about it, which arrived two minutes ago. */
export const past = (overrides: Partial<PastMessage> = {}): PastMessage => {
  const at = overrides.at ?? NOW - 2 * MINUTE;
  return {
    id: 'message',
    alertId: 'this',
    ordinal: 1,
    at,
    reaches: true,
    arrived: true,
    severity: 'medium',
    attempts: 5,
    saidAt: at,
    ...overrides,
  };
};
