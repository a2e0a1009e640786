import type { Alert } from '../../../common/alerts/alerts';
import { NOTHING_SEALED, type Sealed } from '../../../common/alerts/detections';
import type { Tally } from '../../../common/alerts/evidence';
import { parseRange } from '../../../common/rules/addresses';
import { gravity } from '../../../common/rules/rules';
import type { Workflow } from '../../../common/alerts/workflow';
import { sentenceOf } from '../../../common/alerts/sentence';
import type { StoredAlert } from '../../record/alert_store_port';
import { hashOf } from './own_indices';
import { revisionOf } from './compare_and_set';

/**
 * The part of a stored alert that is read back. The rest is there for Discover, Lens and people, so its times are ISO
 * 8601 texts, as other programs write them; those of the part that is read back are epoch milliseconds.
 */
export interface AlertDocument {
  brute_force: { alert: Alert; sealed?: Sealed; provisional?: true; generation: number };
}

export function toDocument(
  { alert, sealed, isProvisional, generation = 0 }: StoredAlert,
  space: string,
): object {
  const { evidence } = alert;
  const fields = workflowFields(alert.workflow);
  return {
    '@timestamp': iso(alert.detectedAt),
    event: { kind: 'signal' },
    kibana: {
      space_ids: [space],
      alert: {
        uuid: alert.id,
        status: alert.status,
        ...fields.kibana,
        start: iso(evidence.first),
        end: alert.status === 'recovered' ? iso(evidence.last) : undefined,
        last_detected: iso(alert.updatedAt),
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
    source: { address: namesOf(evidence.sources), ip: namesOf(evidence.sources).filter(isAddress) },
    host: { name: namesOf(evidence.hosts) },
    brute_force: {
      attempts: evidence.count,
      ordinal: alert.ordinal,
      group_hash: hashOf(alert.rule.id, alert.group.key),
      fired_at: iso(alert.firedAt),
      last_event_at: iso(evidence.last),
      held: alert.held ?? undefined,
      digests: alert.tellings.flatMap(({ digest }) => digest?.id ?? []),
      part_of: alert.partOf ?? undefined,
      group_kind: alert.group.kind,
      severity_rank: gravity(alert.severity),
      snoozed_until: fields.snoozedUntil,
      generation: generation + 1,
      names: searchedNames(alert),
      alert,
      sealed: Number.isFinite(sealed.before) ? sealed : undefined,
      provisional: isProvisional || undefined,
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

/** What people filter and sort by of what they decided. Null takes a value away that was there. */
export function workflowFields({ status, reason, assignee, snoozedUntil, changedAt }: Workflow) {
  const kibana = {
    workflow_status: status,
    workflow_status_updated_at: isoOrNull(changedAt),
    workflow_reason: reason,
    workflow_assignee_ids: assignee === null ? [] : [assignee],
  };
  return { kibana, snoozedUntil: isoOrNull(snoozedUntil) };
}

/** What a search for a piece of a name finds an alert by: accounts, sources, hosts and workstations, without case. */
function searchedNames({ group, evidence }: Alert): string[] {
  const { accounts, sources, hosts, workstations } = evidence;
  const listed = [accounts, sources, hosts, workstations].flatMap(namesOf);
  const names = [group.value, ...group.spellings, ...listed];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

const isAddress = (name: string) => typeof parseRange(name) !== 'string' && !name.includes('/');
const namesOf = (tallies: Tally[]) => tallies.map(({ value }) => value);

interface AlertHit {
  _source?: AlertDocument;
  _seq_no?: number;
  _primary_term?: number;
}

export function fromHit(hit: AlertHit): StoredAlert[] {
  if (!hit._source) return [];
  const { alert, sealed = NOTHING_SEALED, provisional: isProvisional = false } = hit._source.brute_force;
  const { generation } = hit._source.brute_force;
  const revision = revisionOf(hit);
  return [{ alert, sealed, isProvisional, generation, revision }];
}
