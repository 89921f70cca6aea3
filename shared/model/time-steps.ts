/** How many of something there are at each time: a line of steps. */
export interface TimeSteps {
  /** Where the count changes, ascending. */
  readonly timesUs: Float64Array;
  /** Count from each of the times on; the last is 0. */
  readonly counts: Uint32Array;
  readonly most: number;
}

/** Counts the spans `starts[i] … ends[i]` at every time; those that end before they start are left out. */
export function stepsOf(starts: Float64Array, ends: Float64Array): TimeSteps {
  const isSpan = (_: number, at: number): boolean => (ends[at] ?? 0) >= (starts[at] ?? 0);
  const begins = starts.filter(isSpan).sort();
  const stops = ends.filter((end, at) => end >= (starts[at] ?? 0)).sort();
  const timesUs: number[] = [];
  const counts: number[] = [];
  let [begun, ended, most] = [0, 0, 0];
  while (ended < stops.length) {
    const time = Math.min(begins[begun] ?? Number.POSITIVE_INFINITY, stops[ended] ?? 0);
    while (begins[begun] === time) begun += 1;
    while (stops[ended] === time) ended += 1;
    timesUs.push(time);
    counts.push(begun - ended);
    most = Math.max(most, begun - ended);
  }
  return { timesUs: Float64Array.from(timesUs), counts: Uint32Array.from(counts), most };
}
