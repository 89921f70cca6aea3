/** Statistics of numbers, gathered block by block: no more than one block need be in memory. */

export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Bars of the histogram that is shown. */
export const HISTOGRAM_BARS = 64;
/** Bins quantiles are read from where the values are not kept: 1/65 536 of the range. */
const FINE_BINS = HISTOGRAM_BARS * 1024;

export interface ArrayStatistics {
  /** All items looked at: finite, NaN, infinite and masked. */
  readonly count: number;
  readonly finiteCount: number;
  readonly nanCount: number;
  readonly positiveInfinityCount: number;
  readonly negativeInfinityCount: number;
  /** Hidden by the mask, and in no other number. */
  readonly maskedCount: number;
  /** Of the finite values; absent when there are none. */
  readonly moments?:
    | {
        readonly min: number;
        readonly max: number;
        readonly mean: number;
        /** Of the population, as `numpy.std` gives it. */
        readonly std: number;
      }
    | undefined;
  /** Values at {@link QUANTILES}, as `numpy.quantile` gives them; absent as the moments are. */
  readonly quantiles?: readonly number[] | undefined;
  /** False: read from fine bins, right to 1/65 536 of the range. */
  readonly areQuantilesExact: boolean;
  /** Finite values per bar between `min` and `max`. */
  readonly histogram: Uint32Array<ArrayBuffer>;
}

/** Counts and moments; blocks are merged as Chan, Golub and LeVeque do, without loss of digits. */
export class MomentsOfBlocks {
  count = 0;
  finiteCount = 0;
  nanCount = 0;
  positiveInfinityCount = 0;
  negativeInfinityCount = 0;
  maskedCount = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;

  /** @param mask 1 = hidden */
  add(values: ArrayLike<number>, mask?: Uint8Array): void {
    let sum = 0;
    let finite = 0;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? Number.NaN;
      if (mask?.[at] === 1) this.maskedCount += 1;
      else if (Number.isFinite(value)) {
        finite += 1;
        sum += value;
        if (value < this.min) this.min = value;
        if (value > this.max) this.max = value;
      } else if (Number.isNaN(value)) this.nanCount += 1;
      else if (value > 0) this.positiveInfinityCount += 1;
      else this.negativeInfinityCount += 1;
    }
    this.count += values.length;
    if (finite === 0) return;
    const mean = sum / finite;
    let squares = 0;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? Number.NaN;
      if (mask?.[at] !== 1 && Number.isFinite(value)) squares += (value - mean) ** 2;
    }
    const total = this.finiteCount + finite;
    const apart = mean - this.#mean;
    this.#mean += (apart * finite) / total;
    this.#squares += squares + (apart * apart * this.finiteCount * finite) / total;
    this.finiteCount = total;
  }

  get mean(): number {
    return this.#mean;
  }

  get std(): number {
    return this.finiteCount === 0 ? 0 : Math.sqrt(this.#squares / this.finiteCount);
  }
}

/** Finite values counted in even bins from `min` to `max`, both included. */
export class FineHistogram {
  readonly #bins = new Float64Array(FINE_BINS);
  #count = 0;

  constructor(
    readonly min: number,
    readonly max: number,
  ) {}

  add(values: ArrayLike<number>, mask?: Uint8Array): void {
    const { min, max } = this;
    const scale = max > min ? FINE_BINS / (max - min) : 0;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at] ?? Number.NaN;
      if (mask?.[at] === 1 || !Number.isFinite(value)) continue;
      const bin = Math.min(FINE_BINS - 1, Math.floor((value - min) * scale));
      this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
      this.#count += 1;
    }
  }

  bars(): Uint32Array<ArrayBuffer> {
    const bars = new Uint32Array(HISTOGRAM_BARS);
    const perBar = FINE_BINS / HISTOGRAM_BARS;
    for (let bin = 0; bin < FINE_BINS; bin += 1) {
      const bar = Math.floor(bin / perBar);
      bars[bar] = (bars[bar] ?? 0) + (this.#bins[bin] ?? 0);
    }
    return bars;
  }

  quantile(share: number): number {
    const rank = share * (this.#count - 1);
    let below = 0;
    for (let bin = 0; bin < FINE_BINS; bin += 1) {
      const inBin = this.#bins[bin] ?? 0;
      if (below + inBin > rank) {
        const within = inBin === 0 ? 0 : (rank - below + 0.5) / inBin;
        const value = this.min + ((bin + within) * (this.max - this.min)) / FINE_BINS;
        return Math.min(this.max, Math.max(this.min, value));
      }
      below += inBin;
    }
    return this.max;
  }
}

/** Value at a share of sorted numbers, between two of them where it falls between. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const from = sorted[low] ?? Number.NaN;
  const to = sorted[Math.min(sorted.length - 1, low + 1)] ?? from;
  return from + (to - from) * (at - low);
}

/** The finite, unmasked values in ascending order. */
export function sortedFinite(values: ArrayLike<number>, mask?: Uint8Array): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (mask?.[at] === 1 || !Number.isFinite(value)) continue;
    finite[count] = value;
    count += 1;
  }
  return finite.subarray(0, count).sort();
}

/**
 * The statistics of what was added.
 *
 * @param sorted the finite values in ascending order, where they were kept.
 */
export function statisticsOf(
  moments: MomentsOfBlocks,
  histogram: FineHistogram,
  sorted?: ArrayLike<number>,
): ArrayStatistics {
  const { count, finiteCount, nanCount, maskedCount, min, max, mean, std } = moments;
  const { positiveInfinityCount, negativeInfinityCount } = moments;
  const isEmpty = finiteCount === 0;
  const at = (share: number): number =>
    sorted === undefined ? histogram.quantile(share) : quantileOfSorted(sorted, share);
  return {
    count,
    finiteCount,
    nanCount,
    positiveInfinityCount,
    negativeInfinityCount,
    maskedCount,
    ...(isEmpty ? {} : { moments: { min, max, mean, std }, quantiles: QUANTILES.map(at) }),
    areQuantilesExact: sorted !== undefined || isEmpty,
    histogram: isEmpty ? new Uint32Array(HISTOGRAM_BARS) : histogram.bars(),
  };
}

/** Values beyond this are not sorted: quantiles are then read from fine bins. */
export const MAX_SORTED = 1_000_000;

/** Statistics of values that are in memory. */
export function statisticsOfValues(values: ArrayLike<number>, mask?: Uint8Array): ArrayStatistics {
  const moments = new MomentsOfBlocks();
  moments.add(values, mask);
  const histogram = new FineHistogram(moments.min, moments.max);
  histogram.add(values, mask);
  const sorted = values.length <= MAX_SORTED ? sortedFinite(values, mask) : undefined;
  return statisticsOf(moments, histogram, sorted);
}
