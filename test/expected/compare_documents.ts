import { normaliseStatus, normaliseText } from '../../server/detect/events/normalise';
import { timeText, type Comparer } from './difference';
import type { Evaluation } from '../../scripts/evaluate/evaluation';
import { MISSING, type Expected } from './expected_schema';
import type { Loading } from '../../scripts/evaluate/loading';

const FAILED_LOGON = '4625';

/** Compares the counts over the whole file: its documents, and the values of its failed logons. */
export function compareDocuments(
  comparer: Comparer,
  expected: Expected,
  { loading, evaluation }: { loading: Loading; evaluation: Evaluation },
): void {
  const { tally, documents } = evaluation;
  comparer.same('documents', expected.docs, loading.events);
  comparer.sameWhereGiven('documents: first', expected.first, timeText(documents.first));
  comparer.sameWhereGiven('documents: last', expected.last, timeText(documents.last));
  const failedLogons = documents.byCode.get(FAILED_LOGON) ?? 0;
  comparer.sameWhereGiven('documents with number 4625', expected.naive_event_id_4625, failedLogons);
  comparer.same('failed logons', expected.logon_failures_4625, tally.failedLogons);
  compareCounts(comparer, 'documents with number', {
    expected: expected.counts_by_event_id,
    found: documents.byCode,
    keyOf: normaliseText,
  });
  compareCounts(comparer, 'failed logons with sub-status', {
    expected: expected.sub_status,
    found: tally.subStatuses,
    keyOf: normaliseStatus,
  });
  compareCounts(comparer, 'failed logons of type', {
    expected: expected.logon_types,
    found: tally.logonTypes,
    keyOf: normaliseText,
  });
}

interface Counts {
  expected: Record<string, number> | undefined;
  found: Map<string | null, number>;
  keyOf(name: string): string | null;
}

/** Compares counts by value. How many failures have no value is compared only where the expected result says so. */
function compareCounts(comparer: Comparer, what: string, { expected, found, keyOf }: Counts): void {
  if (!expected) return;
  const counts = new Map<string | null, number>();
  for (const [name, count] of Object.entries(expected)) {
    const key = name === MISSING ? null : keyOf(name);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  for (const key of new Set([...counts.keys(), ...found.keys()])) {
    if (key === null && !counts.has(null)) continue;
    comparer.same(`${what} ${key ?? MISSING}`, counts.get(key) ?? 0, found.get(key) ?? 0);
  }
}
