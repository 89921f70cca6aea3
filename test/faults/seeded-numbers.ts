/** Different numbers from 1 to `largest`, always the same for a seed, in rising order. */
export function seededNumbers(seed: number, count: number, largest: number): number[] {
  const numbers = new Set<number>();
  let state = seed >>> 0;
  while (numbers.size < Math.min(count, largest)) {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    numbers.add(1 + (((mixed ^ (mixed >>> 14)) >>> 0) % largest));
  }
  return [...numbers].sort((a, b) => a - b);
}
