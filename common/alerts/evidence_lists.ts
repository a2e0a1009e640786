import { ACCOUNTS_MAX, EVIDENCE_LIST_MAX, type Evidence } from './evidence';

/** Lists of the evidence that tell how often each value was seen. */
export type EvidenceList = 'accounts' | 'sources' | 'hosts' | 'workstations' | 'logonTypes' | 'reasons';

/**
 * Whether values are missing from a list, because it was cut when the alert was stored. A cut list holds its maximum.
 */
export function isCut(evidence: Evidence, list: EvidenceList): boolean {
  const max = list === 'accounts' ? ACCOUNTS_MAX : EVIDENCE_LIST_MAX;
  // `truncated` is one flag for all lists: a list below its maximum was not the one that was cut.
  return evidence.truncated && evidence[list].length >= max;
}
