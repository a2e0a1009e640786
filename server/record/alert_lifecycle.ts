import type { Alert, AlertRule, ChannelTelling } from '../../common/alerts/alerts';
import { BOUNDS } from '../../common/bounds';
import type { Detection } from '../../common/alerts/detections';
import { NO_HISTORY, UNTOUCHED } from '../../common/alerts/workflow';
import { toDuration } from '../../common/time';
import type { Rule } from '../../common/rules/rules';
import { raised, raisedTo } from './severity';
import type { StoredAlert } from './alert_store_port';

export interface Opening {
  detection: Detection<StoredAlert>;
  /** The ordinal of the group's alert before this one; 0 where there was none. */
  lastOrdinal: number;
  /** Makes the id from the alert's place: the same attack gets the same id on a second try. */
  toId(ruleId: string, groupKey: string, ordinal: number): string;
  now: number;
}

/** A new attack as an alert. */
export function openAlert({ detection, lastOrdinal, toId, now }: Opening): StoredAlert {
  const { rule, group, evidence, sealed, isProvisional, firedAt } = detection;
  const ordinal = lastOrdinal + 1;
  const alert: Alert = {
    id: toId(rule.id, group.key, ordinal),
    status: 'active',
    rule: toAlertRule(rule),
    severity: rule.severity,
    raisedBy: [],
    group,
    ordinal,
    firedAt,
    detectedAt: now,
    updatedAt: now,
    held: null,
    partOf: null,
    tellings: [],
    linked: [],
    evidence,
    workflow: UNTOUCHED,
    comments: [],
    history: NO_HISTORY,
  };
  return { alert: raised(alert, now), sealed, isProvisional };
}

function toAlertRule(rule: Rule): AlertRule {
  const { id, kind, threshold, technique, severity } = rule;
  return {
    id,
    kind,
    of: rule.kind === 'value_count' ? rule.of : null,
    withoutSource: rule.kind !== 'temporal_ordered' && rule.withoutSource,
    threshold,
    timespan: toDuration(rule.timespan),
    technique,
    severity,
  };
}

/** A known alert with what was added. An ended one is active again only by a newer event that is recent. */
export function growAlert(
  stored: StoredAlert,
  { group, evidence, firedAt, sealed, isProvisional }: Detection<StoredAlert>,
  { gap, asOf, now }: Times,
): StoredAlert {
  const isNewer = evidence.last > stored.alert.evidence.last;
  const isRecent = Number.isFinite(asOf) && !hasEnded(evidence.last, gap, asOf);
  const status = isNewer && isRecent ? 'active' : stored.alert.status;
  const alert = { ...stored.alert, status, group, evidence, firedAt, updatedAt: now };
  return { ...stored, sealed, isProvisional, alert: raised(alert, now) };
}

/** Epoch milliseconds, and the gap in milliseconds. */
export interface Times {
  /** The longest that the attack may be quiet. */
  gap: number;
  /** Up to when everything that its rule needs was read; -Infinity where nobody can tell. */
  asOf: number;
  now: number;
}

/**
 * Whether an attack was quiet for longer than the gap, up to `asOf`. What came after `asOf` is unread and may
 * belong to the attack, so the clock does not decide.
 */
export function hasEnded(last: number, gap: number, asOf: number): boolean {
  return asOf - last > gap;
}

export function endAlert(stored: StoredAlert, now: number): StoredAlert {
  return { ...stored, alert: { ...stored.alert, status: 'recovered', updatedAt: now } };
}

/**
 * The alert with what the judge said of it; the same object where nothing changed. A graver severity is that of another
 * rule that sees the same attack. `now`: epoch ms.
 */
export function withJudgement(
  stored: StoredAlert,
  judgement: Pick<Alert, 'held' | 'partOf' | 'severity' | 'linked' | 'tellings'>,
  now: number,
): StoredAlert {
  const { alert } = stored;
  const { held, partOf, severity, linked } = judgement;
  const tellings = withTellings(alert.tellings, judgement.tellings);
  const isSame =
    alert.held === held &&
    alert.partOf === partOf &&
    alert.severity === severity &&
    alert.linked === linked &&
    alert.tellings === tellings;
  if (isSame) return stored;
  const graver = raisedTo(severity, 'graver_rule', alert, now);
  return { ...stored, alert: { ...graver, held, partOf, linked, tellings } };
}

/** What channels told that are not set up now stays, for the case that they come back. */
const TELLINGS_MAX = 2 * BOUNDS.channels.max;

/** The same list where nothing changed: the judge gives a telling that did not change as it was. */
function withTellings(before: ChannelTelling[], judged: ChannelTelling[]): ChannelTelling[] {
  if (judged.every((telling) => before.includes(telling))) return before;
  const others = before.filter(({ channelId }) => !judged.some((one) => one.channelId === channelId));
  return [...judged, ...others].slice(0, TELLINGS_MAX);
}
