import type { PatternCheck } from '../api/api';
import type { Problem } from './problems';
import type { TickReport } from './status';

/** The concrete indices behind a pattern that were readable, so that one that no longer is can be told apart. */
export interface KnownIndices {
  pattern: string;
  /** A part of them where there are very many. */
  names: string[];
  /** All of them. */
  count: number;
}

/** The last look at what the patterns reach. */
export interface SourceMemory {
  patterns: PatternCheck[];
  problems: Problem[];
  checkedAt: string;
  known: KnownIndices[];
  /** Of what was looked at and with which rights: another one's findings say nothing. */
  basis: string;
}

/** What the detection of a space remembers between ticks. */
export interface Memory {
  /** Epoch ms up to which events are accounted for; when the first tick ran where none was good yet; null before it. */
  watermark: number | null;
  lastTick: TickReport | null;
  lastGoodTickAt: string | null;
  /** Runs that had something to say, newest first. */
  journal: TickReport[];
  /** What was not looked at after Kibana was away for too long, and when that was noticed. */
  gap: { problem: Problem; at: string } | null;
  /** How far apart the last ticks began, ms; null where there were too few to say. */
  pace: number | null;
  revision?: { seqNo: number; primaryTerm: number };
}

export const EMPTY_MEMORY: Memory = {
  watermark: null,
  lastTick: null,
  lastGoodTickAt: null,
  journal: [],
  gap: null,
  pace: null,
};
