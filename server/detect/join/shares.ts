import type { KnownAlert } from '../../../common/alerts/detections';
import type { Range } from '../count/threshold';

/** The part of a session that an alert counts. */
export interface Share extends Range {
  /** Whether the session began with an earlier alert, which counts what is before. */
  isBehindAnother: boolean;
}

export interface Shares<A> {
  /** Sessions that no alert joins. */
  alone: Range[];
  of(alert: A): Share[];
}

/** Whether an event of the session lies within the gap (ms) before the first of an alert or behind its last. */
export const adjoins = ({ from, to }: Range, { alert }: KnownAlert, gap: number): boolean =>
  to >= alert.evidence.first - gap && from <= alert.evidence.last + gap;

/**
 * Divides the sessions among the alerts that they join, so that each event belongs to one alert. Where late
 * events made one session of several alerts, each alert counts from the end of the one before to its own end,
 * and the last one to the end of the session.
 */
export function sharesOf<A extends KnownAlert>(
  sessions: Range[],
  alerts: A[],
  joins: (session: Range, alert: A) => boolean,
): Shares<A> {
  const alone: Range[] = [];
  const shares = new Map<A, Share[]>();
  const byEnd = [...alerts].sort((a, b) => a.alert.evidence.last - b.alert.evidence.last);
  for (const session of sessions) {
    const its = byEnd.filter((alert) => joins(session, alert));
    if (its.length === 0) alone.push(session);
    let { from } = session;
    its.forEach((alert, n) => {
      const to = n === its.length - 1 ? session.to : Math.min(alert.alert.evidence.last, session.to);
      shares.set(alert, [...(shares.get(alert) ?? []), { from, to, isBehindAnother: n > 0 }]);
      from = to + 1;
    });
  }
  return { alone, of: (alert) => shares.get(alert) ?? [] };
}
