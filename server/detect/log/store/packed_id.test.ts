import * as fc from 'fast-check';
import { packedLength, packId, unpackId } from './packed_id';

/** The bytes of an id that stands behind `before`. */
function pack(id: string, before = ''): Uint8Array {
  const into = new Uint8Array(packedLength(id.length));
  return into.slice(0, packId(before + id, before.length, into));
}
const unpack = (bytes: Uint8Array) => unpackId(bytes, 0, bytes.length);

describe('an id as bytes', () => {
  it.each<[string, string, number]>([
    ['of twenty digits, as Elasticsearch makes it up', 'rT9VxIsB-0n_gQm5Zk2A', 16],
    ['of twenty characters, one of which is no such digit', 'rT9VxIsB+0n_gQm5Zk2A', 21],
    ['of fewer digits', 'rT9VxIsB', 9],
    ['with letters of western languages', 'müller', 7],
    ['with other letters', 'ключ', 9],
    ['of no character', '', 1],
  ])('%s (%p) takes %p bytes and reads as it was', (_what, id, length) => {
    expect(pack(id)).toHaveLength(length);
    expect(unpack(pack(id))).toBe(id);
    expect(pack(id, 'logs/')).toEqual(pack(id));
  });

  const anyId = fc.oneof(
    fc.string({ unit: 'grapheme-composite' }),
    fc.string({ unit: fc.constantFrom(...'ABCxyz019-_'), minLength: 19, maxLength: 21 }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  );
  it('reads as it was, whatever it is', () =>
    fc.assert(fc.property(anyId, (id) => expect(unpack(pack(id))).toBe(id))));

  it('is not that of another id', () =>
    fc.assert(
      fc.property(anyId, anyId, (a, b) => expect(Buffer.compare(pack(a), pack(b)) === 0).toBe(a === b)),
    ));
});
