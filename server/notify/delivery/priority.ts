import type { OutboxEntry } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';

type Kind = Pick<OutboxEntry<unknown>, 'reason' | 'edits'>;

/**
 * The order in which messages go through a channel; the lowest number goes first. Edits go last. A test goes before
 * alerts: somebody looks at the page and waits for it, and there are few.
 */
const ORDER: Record<Kind['reason'], number> = {
  summary: 0,
  test: 5,
  first: 20,
  severity: 30,
  notice: 35,
  reminder: 40,
  ended: 45,
  digest: 50,
  growing: 70,
  worked_on: 70,
};
/** The place of an attack that worked, or of another critical one. */
const CRITICAL = 10;
/** Of two edits that of a digest goes first: it tells of more. */
const EDIT = { digest: 60, other: 70 } as const;
const NEWS = new Set<Kind['reason']>(['first', 'severity']);

/** The place of a message among all that wait for a channel. The least goes first; of equals, the older one. */
export function priorityOf({ reason, edits }: Kind, severity: Severity): number {
  if (edits !== null) return reason === 'digest' ? EDIT.digest : EDIT.other;
  return severity === 'critical' && NEWS.has(reason) ? CRITICAL : ORDER[reason];
}

/** The place of a change that somebody waits for, who just pressed a button below the message. */
export const PRESSED_PRIORITY = 5;

/** The place of the message that shows whether a repaired channel works. */
export const RELEASE_PRIORITY = 0;
