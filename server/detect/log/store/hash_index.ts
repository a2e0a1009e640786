const PARTS = 64;
const LEAST_ROOM = 12;
/** Above this share of slots in use a part grows. */
const FULL = 0.7;
const GROWTH = 2;
const HASHES = 2 ** 26;
const EMPTY = -1;

/** Slots of one part: an item, and eight bits of its hash, so that few items are looked at in vain. */
interface Part {
  items: Int32Array;
  tags: Uint8Array;
  size: number;
}

/**
 * Finds items, which are numbers from 0 on, by what they stand for: an open-addressing table that keeps some eight bytes
 * an item. It grows in parts of a 64th, so that no single addition takes long.
 */
export class HashIndex {
  readonly #parts = Array.from({ length: PARTS }, () => emptyPart(LEAST_ROOM));
  readonly #hashOf: (item: number) => number;

  /** `hashOf`: 32 bits of what an item stands for, the same as long as the item is in the table. */
  constructor(hashOf: (item: number) => number) {
    this.#hashOf = hashOf;
  }

  /** The item of this hash for which `isIt` holds; undefined where there is none. */
  find(hash: number, isIt: (item: number) => boolean): number | undefined {
    const { items, tags } = this.#partOf(hash);
    const tag = hash & 255;
    for (let slot = homeOf(hash, items.length); ; slot = slot + 1 === items.length ? 0 : slot + 1) {
      const item = items[slot] ?? EMPTY;
      if (item === EMPTY) return undefined;
      if (tags[slot] === tag && isIt(item)) return item;
    }
  }

  /** Adds an item that is not in the table. */
  add(hash: number, item: number): void {
    const part = this.#partOf(hash);
    if (part.size + 1 > part.items.length * FULL) this.#grow(part);
    put(part, hash, item);
    part.size += 1;
  }

  /** Removes an item that is in the table. */
  remove(hash: number, item: number): void {
    const part = this.#partOf(hash);
    const { items, tags } = part;
    let hole = homeOf(hash, items.length);
    while (items[hole] !== item) hole = (hole + 1) % items.length;
    part.size -= 1;
    for (let slot = (hole + 1) % items.length; items[slot] !== EMPTY; slot = (slot + 1) % items.length) {
      const home = homeOf(this.#hashOf(items[slot] ?? 0), items.length);
      // An item whose home lies behind the hole stays where it is: before its home it would not be found.
      if (distance(home, slot, items.length) < distance(hole, slot, items.length)) continue;
      items[hole] = items[slot] ?? EMPTY;
      tags[hole] = tags[slot] ?? 0;
      hole = slot;
    }
    items[hole] = EMPTY;
  }

  #partOf(hash: number): Part {
    return this.#parts[hash >>> 26] as Part;
  }

  #grow(part: Part): void {
    const { items } = part;
    Object.assign(part, emptyPart(items.length * GROWTH), { size: part.size });
    for (const item of items) if (item !== EMPTY) put(part, this.#hashOf(item), item);
  }
}

const emptyPart = (room: number): Part => ({
  items: new Int32Array(room).fill(EMPTY),
  tags: new Uint8Array(room),
  size: 0,
});

/** Where an item of this hash stands, or would if others did not: the upper bits chose the part, the others the slot. */
const homeOf = (hash: number, room: number): number => Math.floor(((hash & (HASHES - 1)) * room) / HASHES);

const distance = (from: number, to: number, room: number): number => (to - from + room) % room;

function put({ items, tags }: Part, hash: number, item: number): void {
  let slot = homeOf(hash, items.length);
  while (items[slot] !== EMPTY) slot = slot + 1 === items.length ? 0 : slot + 1;
  items[slot] = item;
  tags[slot] = hash & 255;
}

/** Spreads a hash over all of its 32 bits: the last step of MurmurHash3. */
export function mixed(hash: number): number {
  let mixing = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixing = Math.imul(mixing ^ (mixing >>> 13), 0xc2b2ae35);
  return (mixing ^ (mixing >>> 16)) >>> 0;
}

/** The start of a hash, and the same with one more number in it: FNV-1a. */
export const HASH_START = 0x811c9dc5;
export const hashedWith = (hash: number, value: number): number => Math.imul(hash ^ value, 0x01000193);
