import type { Detection, KnownAlert } from '../../../common/alerts/detections';
import type { Rule } from '../../../common/rules/rules';
import { findAttacks, type Search } from './attacks';
import type { EventWindow } from '../log/window';

/**
 * What every rule finds in the window: all failures and lockouts, and the successes of suspects. Where successes are
 * unread, those rules that ask for them have but a part of the slice.
 */
export function findAllAttacks(
  window: EventWindow,
  known: KnownAlert[],
  { rules, isUnread = false, ...search }: Omit<Search, 'rule'> & { rules: Rule[]; isUnread?: boolean },
): Detection[] {
  return rules.flatMap((rule) => {
    const extent = isUnread && asksForSuccesses(rule) ? 'part' : search.extent;
    return findAttacks(window, known, { ...search, rule, extent });
  });
}

const asksForSuccesses = (rule: Rule) => rule.kind === 'temporal_ordered';
