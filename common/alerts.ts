import type { Evidence } from './evidence';
import type { Group } from './rules';
import type { HoldReason } from './verdicts';

/** Ids of alerts are hashes. What has another form is no alert, and nobody needs to search for it. */
export const ALERT_ID = /^[0-9a-f]{32}$/;

/** The lasting thing: one attack, which grows while it goes on. Times are ISO 8601 in UTC. */
export interface Alert {
  id: string;
  /** Kibana's word for it: active until it has been quiet for long enough. */
  status: 'active' | 'recovered';
  rule: { id: string; kind: 'event_count'; threshold: number; timespan: string };
  group: Group;
  /** Which attack on this group it is: 1, 2, … */
  ordinal: number;
  /** Time of the event that reached the threshold. */
  firedAt: string;
  /** When the plugin saw it. */
  detectedAt: string;
  updatedAt: string;
  /** Why nobody was told of it yet; null where somebody was, or is about to be. */
  held: HoldReason | null;
  evidence: Evidence;
}
