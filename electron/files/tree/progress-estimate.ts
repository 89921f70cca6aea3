/** How far an operation is, at a moment. */
export interface ProgressSample {
  /** Since the operation began. */
  readonly elapsedMs: number;
  readonly files: number;
  readonly sizeBytes: number;
}

export interface ProgressTotals {
  readonly files: number;
  readonly sizeBytes: number;
}

export interface ProgressEstimate {
  readonly filesPerS: number;
  readonly bytesPerS: number;
  /** Absent until enough is known; a range, because files differ. */
  readonly remaining?: { readonly lowMs: number; readonly highMs: number } | undefined;
}

/** The speed shown is that of the last seconds. */
const WINDOW_MS = 5000;
/** Before this much time and work, a number would be a guess. */
const EARLIEST_MS = 1000;
const LEAST_SHARE = 0.01;
/** Even a steady speed is no promise. */
const DOUBT = 0.15;

/** Speed and remaining time from samples taken now and then. */
export class ProgressEstimator {
  readonly #totals: ProgressTotals | undefined;
  #samples: ProgressSample[] = [{ elapsedMs: 0, files: 0, sizeBytes: 0 }];

  constructor(totals: ProgressTotals | undefined) {
    this.#totals = totals;
  }

  add(sample: ProgressSample): ProgressEstimate {
    const since = sample.elapsedMs - WINDOW_MS;
    // One older than the window stays, to measure from.
    const firstInside = this.#samples.findIndex(({ elapsedMs }) => elapsedMs > since);
    const from = firstInside < 0 ? this.#samples.length - 1 : firstInside - 1;
    this.#samples = [...this.#samples.slice(Math.max(0, from)), sample];
    const [oldest = sample] = this.#samples;
    return {
      ...speed(oldest, sample),
      remaining: this.#totals === undefined ? undefined : remaining(oldest, sample, this.#totals),
    };
  }
}

function speed(
  from: ProgressSample,
  to: ProgressSample,
): Pick<ProgressEstimate, 'filesPerS' | 'bytesPerS'> {
  const seconds = (to.elapsedMs - from.elapsedMs) / 1000;
  if (seconds <= 0) return { filesPerS: 0, bytesPerS: 0 };
  return {
    filesPerS: (to.files - from.files) / seconds,
    bytesPerS: (to.sizeBytes - from.sizeBytes) / seconds,
  };
}

const START: ProgressSample = { elapsedMs: 0, files: 0, sizeBytes: 0 };

/** By files and by bytes, at the speed of the last seconds and of the whole: the range of these. */
function remaining(
  recent: ProgressSample,
  now: ProgressSample,
  totals: ProgressTotals,
): ProgressEstimate['remaining'] {
  const share = Math.max(part(now.files, totals.files), part(now.sizeBytes, totals.sizeBytes));
  if (now.elapsedMs < EARLIEST_MS || share < LEAST_SHARE) return undefined;
  const times = [recent, START].flatMap((from) => {
    const { filesPerS, bytesPerS } = speed(from, now);
    return [
      timeFor(totals.files - now.files, filesPerS),
      timeFor(totals.sizeBytes - now.sizeBytes, bytesPerS),
    ].flatMap((ms) => (ms === undefined ? [] : [ms]));
  });
  if (times.length === 0) return undefined;
  return { lowMs: Math.min(...times) * (1 - DOUBT), highMs: Math.max(...times) * (1 + DOUBT) };
}

function part(done: number, total: number): number {
  return total > 0 ? done / total : 0;
}

function timeFor(left: number, perS: number): number | undefined {
  return left > 0 && perS > 0 ? (left / perS) * 1000 : undefined;
}
