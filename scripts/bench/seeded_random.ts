/** Numbers from 0 to below 1, the same for the same seed: Marsaglia's xorshift of 32 bits. */
export function seededRandom(seed: number): () => number {
  let state = Math.trunc(seed) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
