import type { TickReport } from '../../common/status/status';
import type { Memory } from '../../common/status/memory';

/** How many noteworthy runs the memory keeps. */
const JOURNAL_MAX = 50;

const isNoteworthy = (report: TickReport) =>
  report.outcome !== 'ok' ||
  report.problems.length > 0 ||
  report.verdicts.some(({ verdict }) => verdict.decision === 'notify');

/** The journal keeps who was told; why others were not, their alerts say. */
const withoutHeld = (report: TickReport): TickReport => ({
  ...report,
  verdicts: report.verdicts.filter(({ verdict }) => verdict.decision === 'notify'),
});

/** The newest gap: a page that shows it for one run shows it to nobody. */
function gapAfter(memory: Memory, report: TickReport): Memory['gap'] {
  const problem = report.problems.find(({ code }) => code === 'gap');
  return problem ? { problem, at: report.finishedAt } : memory.gap;
}

/** The memory after a tick: its report, and the mark moved as far as everything was read and stored. */
export function remember(memory: Memory, report: TickReport, watermark: number | null): Memory {
  return {
    ...memory,
    watermark,
    lastTick: report,
    gap: gapAfter(memory, report),
    lastGoodTickAt: report.outcome === 'ok' ? report.finishedAt : memory.lastGoodTickAt,
    journal: isNoteworthy(report)
      ? [withoutHeld(report), ...memory.journal].slice(0, JOURNAL_MAX)
      : memory.journal,
  };
}
