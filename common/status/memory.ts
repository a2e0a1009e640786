import type { PatternCheck } from '../api/api';
import type { LogonsSeen } from '../settings/kerberos_and_ntlm';
import type { Problem } from './problems';
import type { TickReport } from './status';

/**
 * The concrete indices behind a pattern that could be read. An index of the list that can no longer be read raises an
 * alarm.
 */
export interface KnownIndices {
  pattern: string;
  /** At most the number that the document may hold; some are left out where there are very many. */
  names: string[];
  /** How many indices there were, those that are not named included. */
  count: number;
}

/** When logons last came to a pattern, whether they failed or not. */
export interface LastLogon {
  pattern: string;
  /** Of the newest one, epoch ms; null where there is none, or Elasticsearch did not say. */
  at: number | null;
  /** The longest time without one in the day before the newest, ms; 0 where nobody asked. */
  longestGap: number;
}

/** What the last check of the source found: which indices the patterns reach. */
export interface SourceMemory {
  patterns: PatternCheck[];
  problems: Problem[];
  /** Epoch milliseconds. */
  checkedAt: number;
  known: KnownIndices[];
  logons: LogonsSeen | null;
  lastLogons: LastLogon[];
  /** When the key that detection reads with expires, epoch ms; null where it does not. Absent where Elasticsearch never said. */
  keyExpiresAt?: number | null;
  /** Identifies what was checked and with which key. Findings with another basis do not count. */
  basis: string;
}

/** That a Kibana cannot decrypt the tokens, passwords and the API key of a space. Times are epoch milliseconds. */
export interface SecretsNote {
  /** Identifies the Kibana that said so last. */
  by: string;
  since: number;
  /** When it was said last. */
  at: number;
}

/** How many failed logons and lockouts were read. Times are epoch milliseconds. */
export interface ReadCounts {
  /** Since when it is counted. */
  since: number;
  /** Up to when it was counted: the start of a minute. */
  until: number;
  /** By the hour that they happened in, the oldest first; at most those of the last day and a little more. */
  hours: Array<{ at: number; failures: number }>;
}

/** What the detection of a space remembers between ticks. */
export interface Memory {
  /**
   * Epoch ms up to which events are accounted for. Before the first good tick it is when the first tick ran; null
   * before that.
   */
  watermark: number | null;
  lastTick: TickReport | null;
  /** When the last tick that read everything finished, epoch ms; null where none did. */
  lastGoodTickAt: number | null;
  /** Ticks that are worth a note, newest first. */
  journal: TickReport[];
  /** A stretch of time that was not read because Kibana was away for too long, and when that was noticed, epoch ms. */
  gap: { problem: Problem; at: number } | null;
  /** Milliseconds from the beginning of one tick to the next, of the last few ticks. Null where there were too few. */
  pace: number | null;
  /** Null before the first tick that read everything. */
  counts: ReadCounts | null;
  revision?: { seqNo: number; primaryTerm: number };
}

export const EMPTY_MEMORY: Memory = {
  watermark: null,
  lastTick: null,
  lastGoodTickAt: null,
  journal: [],
  gap: null,
  pace: null,
  counts: null,
};
