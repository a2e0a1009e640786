import { withPeoplesPart } from '../../../common/alerts/peoples_part';
import { ConflictError } from '../../../common/settings/conflict';
import type { StoredAlert } from '../../record/alert_store_port';
import { StorageRefusedError } from '../elasticsearch_errors';
import { createGiveWay } from '../event_loop';
import { inPieces } from '../in_pieces';
import { fromHit, toDocument, type AlertDocument } from './alert_document';
import type { KeptAlerts } from './kept_alerts';
import type { OwnIndex } from './own_indices';

/** What is sent at once: the client copies it several times, and meanwhile Kibana answers nobody. */
const BULK_BYTES = 500_000;
/** An alert that names a thousand accounts takes some 150 kB. */
const READ_AT_ONCE = 25;
/** How often a run writes an alert again that people change at the same moment. */
const TRIES = 5;

interface Target extends OwnIndex {
  space: string;
  kept: KeptAlerts;
}

/**
 * Creates new alerts, and writes known ones over the revision at which they were read. Where a person changed one since,
 * it is written with what the person did. Throws ConflictError where another run wrote one of them.
 */
export async function writeAlerts(target: Target, alerts: StoredAlert[]): Promise<void> {
  let left = await writeOnce(target, alerts);
  for (let tried = 1; left.length > 0 && tried < TRIES; tried += 1)
    left = await writeOnce(target, await asPeopleLeft(target, left));
  if (left.length > 0) throw writtenByAnother();
}

/** Gives the alerts that were written by somebody since they were read. Those are not written. */
async function writeOnce(target: Target, alerts: StoredAlert[]): Promise<StoredAlert[]> {
  const { client, index, signal, space, kept } = target;
  const collided: StoredAlert[] = [];
  for await (const part of inParts(alerts, (stored) => [writeOf(stored, index), toDocument(stored, space)])) {
    // Whoever searches next must find them. One refresh for all of them costs least.
    const { items } = await client.bulk({ operations: part.lines, refresh: part.isLast }, { signal });
    const results = items.map((item) => Object.values(item)[0]);
    kept.keep(part.alerts.flatMap((stored, n) => asWritten(stored, results[n])));
    results.forEach(throwIfRefused);
    collided.push(...part.alerts.filter((_, n) => results[n]?.status === 409));
  }
  return collided;
}

/** The alerts with what people did to them since. Throws ConflictError where it was another run. */
async function asPeopleLeft(target: Target, alerts: StoredAlert[]): Promise<StoredAlert[]> {
  if (alerts.some(({ revision }) => !revision)) throw writtenByAnother();
  const ids = alerts.map(({ alert }) => alert.id);
  const now = await readNow(target, ids);
  return alerts.map((ours) => {
    const theirs = now.get(ours.alert.id);
    if (!theirs || theirs.generation !== ours.generation) throw writtenByAnother();
    return { ...ours, alert: withPeoplesPart(ours.alert, theirs.alert), revision: theirs.revision };
  });
}

/** As they are now: by id and not by a search, which does not see what was written a moment ago. */
async function readNow(
  { client, index, signal }: Target,
  alertIds: string[],
): Promise<Map<string, StoredAlert>> {
  const now = new Map<string, StoredAlert>();
  for (const ids of inPieces(alertIds, READ_AT_ONCE)) {
    const { docs } = await client.mget<AlertDocument>({ index, ids }, { signal });
    for (const stored of docs.flatMap((doc) => ('error' in doc ? [] : fromHit(doc))))
      now.set(stored.alert.id, stored);
  }
  return now;
}

const writtenByAnother = () => new ConflictError('an alert was written by another run');

interface Part {
  isLast: boolean;
  alerts: StoredAlert[];
  /** Of each alert its operation and its document, as they are sent: to serialise a long one takes time. */
  lines: string[];
}

/** Splits a bulk into parts of at most BULK_BYTES; an alert that is longer is a part of its own. */
async function* inParts(
  alerts: StoredAlert[],
  operationOf: (stored: StoredAlert) => object[],
): AsyncGenerator<Part> {
  const giveWay = createGiveWay();
  let part: Part = { isLast: false, alerts: [], lines: [] };
  let bytes = 0;
  for (const stored of alerts) {
    await giveWay();
    const lines = operationOf(stored).map((line) => JSON.stringify(line));
    const own = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
    if (bytes > 0 && bytes + own > BULK_BYTES) {
      yield part;
      part = { isLast: false, alerts: [], lines: [] };
      bytes = 0;
    }
    part.alerts.push(stored);
    part.lines.push(...lines);
    bytes += own;
  }
  if (bytes > 0) yield { ...part, isLast: true };
}

function writeOf({ alert, revision }: StoredAlert, index: string): object {
  if (!revision) return { create: { _index: index, _id: alert.id } };
  return {
    index: { _index: index, _id: alert.id, if_seq_no: revision.seqNo, if_primary_term: revision.primaryTerm },
  };
}

interface WriteResult {
  status: number;
  error?: { reason?: string | null };
  _seq_no?: number;
  _primary_term?: number;
}

/** The alert at the revision that it was written with; nothing where it was not. */
function asWritten(stored: StoredAlert, result: WriteResult | undefined): StoredAlert[] {
  const { _seq_no: seqNo, _primary_term: primaryTerm } = result ?? {};
  if (!result || result.error || seqNo === undefined || primaryTerm === undefined) return [];
  const generation = (stored.generation ?? 0) + 1;
  return [{ ...stored, generation, revision: { seqNo, primaryTerm } }];
}

function throwIfRefused(item: WriteResult | undefined): void {
  if (!item?.error || item.status === 409) return;
  throw new StorageRefusedError(`an alert could not be stored (${item.status}): ${item.error.reason ?? ''}`);
}
