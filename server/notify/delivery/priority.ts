import type { EntryReason } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';

/** The order in which messages go through a channel; the lowest number goes first. */
const ORDER: Record<EntryReason, number> = { summary: 0, first: 20, severity: 30, reminder: 40 };
/** The place of an attack that worked, or of another critical one. */
const CRITICAL = 10;

/** The place of a message among all that wait for a channel. The least goes first; of equals, the older one. */
export const priorityOf = (reason: EntryReason, severity: Severity): number =>
  severity === 'critical' && reason !== 'reminder' && reason !== 'summary' ? CRITICAL : ORDER[reason];

/** The place of the message that shows whether a repaired channel works. */
export const RELEASE_PRIORITY = 0;
