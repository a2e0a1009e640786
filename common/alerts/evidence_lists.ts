import { ACCOUNTS_MAX, EVIDENCE_LIST_MAX, type Evidence } from './evidence';

/** Lists of the evidence that tell how often each value was seen. */
export type EvidenceList = 'accounts' | 'sources' | 'hosts' | 'workstations' | 'logonTypes' | 'reasons';

/** How many different values there were; at least so many where the list was cut. */
export const differentIn = (evidence: Evidence, list: 'accounts' | 'sources'): number =>
  Math.max(evidence[list].length, evidence.different?.[list] ?? 0);

/**
 * Whether values are missing from a list, because it was cut when the alert was stored. A cut list holds its maximum.
 */
export function isCut(evidence: Evidence, list: EvidenceList): boolean {
  const max = list === 'accounts' ? ACCOUNTS_MAX : EVIDENCE_LIST_MAX;
  // `truncated` is one flag for all lists: a list below its maximum was not the one that was cut.
  return evidence.truncated && evidence[list].length >= max;
}
