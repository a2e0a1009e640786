import type { EntryReason } from '../../../common/deliveries/outbox';
import type { Severity } from '../../../common/rules/rules';

/** What goes first through a channel, the least first. */
const ORDER: Record<EntryReason, number> = { summary: 0, first: 20, severity: 30, reminder: 40 };
/** An attack that worked, or another critical one. */
const CRITICAL = 10;

/** The place of a message among all that wait for a channel. The least goes first; of equals, the older one. */
export const priorityOf = (reason: EntryReason, severity: Severity): number =>
  severity === 'critical' && reason !== 'reminder' && reason !== 'summary' ? CRITICAL : ORDER[reason];

/** What shows whether a repaired channel works goes before everything else. */
export const RELEASE_PRIORITY = 0;
