import { createReader } from './document';
import { readTextAmong } from './event_in_text';
import type { Hit, TextLook } from './event_source_port';
import { INDIRECT_FIELDS } from './indirect_values';
import { LOG_FIELDS } from './provider';
import type { Candidates } from './shapes';

type Fields = Readonly<Record<string, readonly unknown[]>>;

/** All fields that a reader of these candidates looks into: a text may hold any others, and as many as it likes. */
export const fieldsKnown = (candidates: Candidates): ReadonlySet<string> =>
  new Set([...Object.values(candidates).flat(), ...LOG_FIELDS, ...INDIRECT_FIELDS]);

/**
 * Gives the fields of a document as if its shipper had taken the text of the event apart; a document with the number of an
 * event in a field of its own (`ownCodes`), or without such a text, as it is. Of one with a text nothing but the time is
 * kept beside: other fields tell of the forwarder, its machine and its address.
 */
export function createTakingApart(
  candidates: Candidates,
  ownCodes: readonly string[],
): (shown: Fields) => Fields {
  const time = candidates.time[0] ?? '@timestamp';
  const known = fieldsKnown(candidates);
  // A report asks a document for one concept after the other.
  const before = new WeakMap<Fields, Fields>();
  const takenApart = (shown: Fields): Fields => {
    if (ownCodes.some((field) => shown[field] !== undefined)) return shown;
    const read = readTextAmong(shown, candidates)?.read;
    if (read === undefined || typeof read === 'string') return shown;
    const told = Object.entries(read).filter(([name]) => known.has(name) && name !== time);
    return { ...Object.fromEntries(told), ...(shown[time] ? { [time]: shown[time] } : {}) };
  };
  return (shown) => {
    const fields = before.get(shown) ?? takenApart(shown);
    before.set(shown, fields);
    return fields;
  };
}

/** Looks at the text of a document as `createTakingApart` does, also where texts are not read. */
export function createTextLook(candidates: Candidates): (hit: Hit) => TextLook | null {
  const takeApart = createTakingApart(candidates, []);
  const reader = createReader(candidates, { takeApart });
  return (hit) => {
    const found = readTextAmong(hit.fields ?? {}, candidates);
    if (!found) return null;
    const { field, read } = found;
    return typeof read === 'string'
      ? { field, fault: read, isLogon: false }
      : { field, fault: null, isLogon: reader.read(hit) !== undefined };
  };
}
