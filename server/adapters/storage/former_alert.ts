import type { Alert, AlertRule } from '../../../common/alerts/alerts';
import type { Evidence } from '../../../common/alerts/evidence';

/** An alert as a former version stored it: without what came with later ones. */
export type StoredForm = Omit<Alert, 'rule' | 'evidence' | 'severity' | 'partOf' | 'linked'> & {
  rule: Pick<AlertRule, 'id' | 'kind' | 'threshold' | 'timespan'> & Partial<AlertRule>;
  evidence: FormerEvidence;
} & Partial<Pick<Alert, 'severity' | 'partOf' | 'linked'>>;

type Added = 'accounts' | 'statuses' | 'subStatuses' | 'successes' | 'successCount' | 'lockouts' | 'samples';
export type FormerEvidence = Omit<Evidence, Added> & Partial<Pick<Evidence, Added>>;

/** 0.1 knew one rule: so many failures of one account. */
const RULE_OF_0_1 = { of: null, withoutSource: false, technique: 'T1110.001' } as const;

/** Whatever version stored it, an alert of this one: the first run after an upgrade goes on where the last ended. */
export function toPresentAlert(stored: StoredForm): Alert {
  return {
    severity: 'medium',
    partOf: null,
    linked: [],
    ...stored,
    rule: { ...RULE_OF_0_1, ...stored.rule },
    evidence: toPresentEvidence(stored.evidence, stored.group.key),
  };
}

/** `account` is the group's key: 0.1 counted failures of one account only. */
export function toPresentEvidence(evidence: FormerEvidence, account: string): Evidence {
  return {
    accounts: evidence.count > 0 ? [{ value: account, count: evidence.count }] : [],
    statuses: [],
    subStatuses: [],
    successes: [],
    successCount: 0,
    lockouts: 0,
    samples: [],
    ...evidence,
  };
}
