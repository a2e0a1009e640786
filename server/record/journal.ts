import type { TickReport } from '../../common/status';
import type { Memory } from '../../common/memory';

/** How many noteworthy runs the memory keeps. */
const JOURNAL_MAX = 50;

const isNoteworthy = (report: TickReport) =>
  report.outcome !== 'ok' || report.verdicts.some(({ verdict }) => verdict.decision === 'notify');

/** The memory after a tick: its report, and the mark moved as far as everything was read and stored. */
export function remember(memory: Memory, report: TickReport, watermark: number | null): Memory {
  return {
    ...memory,
    watermark,
    lastTick: report,
    lastGoodTickAt: report.outcome === 'ok' ? report.finishedAt : memory.lastGoodTickAt,
    journal: isNoteworthy(report) ? [report, ...memory.journal].slice(0, JOURNAL_MAX) : memory.journal,
  };
}
