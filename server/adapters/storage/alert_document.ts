import type { Alert } from '../../../common/alerts/alerts';
import type { Evidence, Tally } from '../../../common/alerts/evidence';
import { sentenceOf } from '../../../common/alerts/sentence';
import type { StoredAlert } from '../../record/alert_store_port';
import { hashOf } from './own_indices';

/** An alert as it is stored, but for what is there for Discover, Lens and people. */
export interface AlertDocument {
  brute_force: { alert: Alert; settled: { until: number | null; evidence: Evidence } };
}

export function toDocument({ alert, settled }: StoredAlert, space: string): object {
  const { evidence } = alert;
  return {
    '@timestamp': alert.detectedAt,
    event: { kind: 'signal' },
    kibana: {
      space_ids: [space],
      alert: {
        uuid: alert.id,
        status: alert.status,
        workflow_status: 'open',
        start: evidence.first,
        end: alert.status === 'recovered' ? evidence.last : undefined,
        last_detected: alert.updatedAt,
        reason: sentenceOf(alert),
        severity: alert.severity,
        rule: {
          uuid: alert.rule.id,
          category: alert.rule.kind,
          threat: [{ technique: { id: [alert.rule.technique] } }],
        },
      },
    },
    user: { name: alert.group.kind === 'account' ? alert.group.value : namesOf(evidence.accounts) },
    source: { address: namesOf(evidence.sources) },
    host: { name: namesOf(evidence.hosts) },
    brute_force: {
      attempts: evidence.count,
      ordinal: alert.ordinal,
      group_hash: hashOf(alert.rule.id, alert.group.key),
      fired_at: alert.firedAt,
      last_event_at: evidence.last,
      held: alert.held ?? undefined,
      part_of: alert.partOf ?? undefined,
      group_kind: alert.group.kind,
      alert,
      settled: { ...settled, until: Number.isFinite(settled.until) ? settled.until : null },
    },
  };
}

const namesOf = (tallies: Tally[]) => tallies.map(({ value }) => value);

interface AlertHit {
  _source?: AlertDocument;
  _seq_no?: number;
  _primary_term?: number;
}

export function fromHit(hit: AlertHit): StoredAlert[] {
  if (!hit._source) return [];
  const { alert, settled } = hit._source.brute_force;
  const revision = { seqNo: hit._seq_no ?? 0, primaryTerm: hit._primary_term ?? 0 };
  return [{ alert, settled: { ...settled, until: settled.until ?? -Infinity }, revision }];
}
