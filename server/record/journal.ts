import type { TickReport } from '../../common/status/status';
import type { Memory } from '../../common/status/memory';

/** How many reports of noteworthy ticks the memory keeps. */
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

/** The newest gap, which is kept until there is another: shown for one tick alone, nobody would see it. */
function gapAfter(memory: Memory, report: TickReport): Memory['gap'] {
  const problem = report.problems.find(({ code }) => code === 'gap');
  return problem ? { problem, at: report.finishedAt } : memory.gap;
}

/**
 * The memory after a tick, with its report. `watermark`: up to when everything was read and stored, epoch ms. `keptFor`:
 * how long the journal is kept, milliseconds; null for ever.
 */
export function remember(
  memory: Memory,
  report: TickReport,
  watermark: number | null,
  keptFor: number | null = null,
): Memory {
  const since = keptFor === null ? -Infinity : report.finishedAt - keptFor;
  const recent = memory.journal.filter(({ finishedAt }) => finishedAt >= since);
  return {
    ...memory,
    watermark,
    lastTick: report,
    gap: gapAfter(memory, report),
    lastGoodTickAt: report.outcome === 'ok' ? report.finishedAt : memory.lastGoodTickAt,
    journal: isNoteworthy(report) ? [withoutHeld(report), ...recent].slice(0, JOURNAL_MAX) : recent,
  };
}
