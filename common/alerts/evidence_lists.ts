import { ACCOUNTS_MAX, EVIDENCE_LIST_MAX, type Evidence } from './evidence';

/** Lists of the evidence that tell how often each value was seen. */
export type EvidenceList = 'accounts' | 'sources' | 'hosts' | 'workstations' | 'logonTypes' | 'reasons';

/** Whether the list was cut when it was stored: there were at least as many values as it names, and maybe more. */
export function isCut(evidence: Evidence, list: EvidenceList): boolean {
  const max = list === 'accounts' ? ACCOUNTS_MAX : EVIDENCE_LIST_MAX;
  // One flag tells of all lists: those that are not full were not cut.
  return evidence.truncated && evidence[list].length >= max;
}
