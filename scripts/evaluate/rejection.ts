import { timeFieldsOf } from './event_time';
import type { Loading, Mapping, TimedLoading } from './loading';

export interface RejectionContext {
  timeField: string;
  mapping: Mapping;
  /** The first document of the file. */
  first: Record<string, unknown>;
}

/**
 * Documents of a file were rejected. Nothing was evaluated, because the result would be about a part of the file only.
 */
export class RejectedDocumentsError extends Error {
  override name = 'RejectedDocumentsError';
  constructor(
    readonly loading: TimedLoading,
    context: RejectionContext,
  ) {
    super(`${rejectionText(loading)}\nNothing was evaluated. ${adviceOn(loading, context)}`);
  }
}

/** Why documents were rejected, in words. */
function rejectionText({ events, rejected, rejections }: Loading): string {
  const shown = rejections.map(({ line, reason }) => `\n  line ${line}: ${reason}`);
  const more = rejected > rejections.length ? `\n  and ${rejected - rejections.length} more` : '';
  return `${rejected} of ${events + rejected} documents were rejected:${shown.join('')}${more}`;
}

const TIMES = 'Times are such as 2026-11-22T03:14:00.000Z, or seconds or milliseconds since 1970.';
const CORRECT = 'Correct these lines or leave them out';

function adviceOn(loading: TimedLoading, { timeField, mapping, first }: RejectionContext): string {
  const { events, rejected, withoutTime, otherTime } = loading;
  if (withoutTime === events + rejected) {
    return `No document has a field ${timeField}: ${otherField(first, timeField)}`;
  }
  if (otherTime === events + rejected) {
    return `In no document ${timeField} is a time. ${TIMES} Write it so, or ${otherField(first, timeField)}`;
  }
  if (withoutTime + otherTime === rejected) return `${TIMES} ${CORRECT}.`;
  return mapping === 'dynamic'
    ? `A field has one kind of values in all documents of an index. ${CORRECT}.`
    : `${CORRECT}, or try --mapping dynamic, which takes any text.`;
}

/**
 * Advice to name another field for the time in the rules file. It names one if the first document has one that may be named
 * there: none that begins with an underscore.
 */
function otherField(first: Record<string, unknown>, timeField: string): string {
  const [found] = timeFieldsOf(first).filter((name) => name !== timeField && !name.startsWith('_'));
  const which = found === undefined ? '' : ` (the first document has ${found})`;
  return `name the one that tells the time of the event${which} in the rules file: "fields": { "time": ${JSON.stringify(found ?? '…')} }.`;
}
