import type { Alert, ChannelTelling, DigestRef } from '../../common/alerts/alerts';
import { isWaiting, type HoldReason, type Verdict } from '../../common/alerts/verdicts';
import { LOOK_BACK } from '../../common/bounds';
import { isGraver } from '../../common/rules/rules';
import type { ChannelNow } from './channel';
import { heldByPerson } from './suppression/persons';
import { hold, news, notify, type Judged } from './verdict';

/**
 * What waits for a time of day, for the end of a muting or of the cooldown, is still told so long after its last event; ms.
 * The longest wait that is set, and a day to tell it.
 */
export const waitsAtMost = (cooldown: number): number => Math.max(LOOK_BACK, cooldown) + LOOK_BACK;

/** The verdict for one channel, and what the alert remembers of it. */
export interface Decision {
  verdict: Verdict;
  telling: ChannelTelling;
}

interface Routed {
  verdict: Verdict;
  /** The digest that tells of the alert from now on. */
  digest?: DigestRef;
}

/**
 * Decides whether people are told of an alert through one channel now, and gives the reason. `channel` takes note of what
 * goes out: alerts are judged one after the other, the most important first.
 */
export function decide(judged: Judged, channel: ChannelNow): Decision {
  const wanted = news(judged);
  const routed = isTooOld(judged) ? { verdict: hold('too_old') } : gate(judged, channel, wanted);
  return { verdict: routed.verdict, telling: tellingAfter(judged, channel, { wanted, routed }) };
}

function isTooOld({ alert, telling, cooldown, now }: Judged): boolean {
  const waits = telling?.verdict.decision === 'hold' && WAITS_LONG.has(telling.verdict.reason);
  return now - alert.evidence.last > (waits ? waitsAtMost(cooldown) : LOOK_BACK);
}

const WAITS_LONG = new Set<HoldReason>(['cooldown', 'quiet_hours', 'muted', 'in_digest']);

/** What people and the settings of the channel make of a verdict to tell. */
function gate(judged: Judged, channel: ChannelNow, wanted: Verdict): Routed {
  const { alert, now } = judged;
  if (wanted.decision === 'hold') return { verdict: wanted };
  const reason = heldByPerson(alert, now) ?? heldByChannel(alert, channel, wanted);
  if (reason) return { verdict: hold(reason) };
  if (isNews(wanted)) return route(judged, channel, wanted);
  // A channel with a schedule sends no reminders. Changing a message makes no sound.
  if (channel.due !== null && wanted.reason !== 'growing') return { verdict: hold('in_digest') };
  // Thousands may be in one digest: their reminders are no flood either.
  return isOfDigest(judged) ? route(judged, channel, wanted, LEFT_FOR_NEWS) : { verdict: wanted };
}

/** Reminders of what digests told leave the last turn to an attack that is new. */
const LEFT_FOR_NEWS = 1;

/** Whether people were told of the alert by a digest alone. */
const isOfDigest = ({ alert, told, telling }: Judged) =>
  Boolean(telling?.digest) && told.every(({ alertId }) => alertId !== alert.id);

const isNews = (verdict: Verdict): boolean =>
  verdict.decision === 'notify' && (verdict.reason === 'first' || verdict.reason === 'severity');

function heldByChannel(
  { severity }: Alert,
  { channel, isMuted, isQuiet }: ChannelNow,
  { reason }: Verdict,
): HoldReason | null {
  if (isGraver(channel.tell.leastSeverity, severity)) return 'below_severity';
  if (isMuted) return 'muted';
  return isQuiet && severity !== 'critical' && reason !== 'growing' ? 'quiet_hours' : null;
}

/** How something new is told: by a message of its own, or with others in a digest. `left`: turns that others may need. */
function route({ alert, told, telling }: Judged, channel: ChannelNow, wanted: Verdict, left = 0): Routed {
  if (channel.isBroken) return { verdict: hold('channel_broken'), digest: channel.overflow() };
  const waited = telling?.verdict.decision === 'hold' ? telling : undefined;
  if (channel.due !== null) {
    const isIn = waited !== undefined && waited.at < channel.due;
    return isIn
      ? { verdict: notify('digest'), digest: channel.scheduled(channel.due) }
      : { verdict: hold('in_digest') };
  }
  const isCritical = alert.severity === 'critical';
  const wasQuiet = waited?.verdict.reason === 'quiet_hours' || waited?.verdict.reason === 'muted';
  if (wasQuiet && !isCritical) return { verdict: notify('digest'), digest: channel.afterQuiet() };
  // That a known attack became graver is at most one message for each severity: no flood.
  const isKnown = told.some(({ alertId }) => alertId === alert.id) && !isCritical;
  if (isKnown || channel.takeTurn(alert.severity, left)) return { verdict: wanted };
  return isCritical ? { verdict: hold('rate') } : { verdict: notify('digest'), digest: channel.overflow() };
}

interface Decided {
  wanted: Verdict;
  routed: Routed;
}

/** What the alert remembers. A decision to tell stays until something new waits, so that most ticks write nothing. */
function tellingAfter(
  { alert, telling: before, told, now }: Judged,
  { channel: { id: channelId }, isBroken }: ChannelNow,
  { wanted, routed: { verdict, digest } }: Decided,
): ChannelTelling {
  if (digest) return { channelId, verdict, at: now, digest, severity: alert.severity };
  const said = { digest: before?.digest ?? null, severity: before?.severity ?? null };
  if (verdict.decision === 'notify') {
    if (verdict.reason === 'growing' && before) return before;
    return { channelId, verdict, at: now, ...said };
  }
  if (before?.digest && before.verdict.reason === 'channel_broken')
    return isBroken ? before : { ...before, verdict: notify('digest'), at: now };
  const isSame = before?.verdict.decision === 'hold' && before.verdict.reason === verdict.reason;
  const waits = isNews(wanted) && isWaiting(verdict.reason);
  if (before && (isSame || (before.verdict.decision === 'notify' && !waits))) return before;
  const own = told.find(({ alertId }) => alertId === alert.id);
  // Planned, and the alert does not know: it says so from now on.
  if (own && !waits) return { channelId, verdict: notify('first'), at: own.at, ...said };
  return { channelId, verdict, at: now, digest: null, severity: null };
}
