/**
 * Which input values go with failing. Facts about the runs at hand: how many of the runs with a value
 * failed, and how many without it. Nothing is claimed beyond them.
 */

/** Runs that had one value. */
export interface ValueOutcomes {
  readonly text: string;
  readonly failed: number;
  readonly succeeded: number;
}

/** One input, and how well its values tell failed from succeeded runs. */
export interface Separator {
  readonly path: string;
  /** 0: the value says nothing about the outcome; 1: it says all. */
  readonly score: number;
  /** Place in the order, from 1; inputs that separate as well have the same. */
  readonly rank: number;
  /** The most failed first. */
  readonly values: readonly ValueOutcomes[];
}

/** A value that all failed runs have, and few others. */
export interface Tie {
  readonly path: string;
  readonly text: string;
  readonly failed: number;
  /** Runs with the value, failed or not. */
  readonly total: number;
  /** Other inputs that are tied to just the same runs. */
  readonly also: readonly { readonly path: string; readonly text: string }[];
}

/** Value of each path of one run. */
export type RunValues = ReadonlyMap<string, string>;

const ABSENT = 'not there';
/** Of a value that only identifies runs nothing follows. */
const MOST_DISTINCT = 0.5;
/** Chance below which values that only failed runs have are named. */
const CHANCE = 0.01;

/**
 * Inputs by how well they separate, best first; those that are the same for all runs, or different
 * for nearly each, are left out.
 */
export function separatorsOf(
  failed: readonly RunValues[],
  succeeded: readonly RunValues[],
): readonly Separator[] {
  const paths = new Set([...failed, ...succeeded].flatMap((values) => [...values.keys()]));
  const total = failed.length + succeeded.length;
  const separators: Omit<Separator, 'rank'>[] = [];
  for (const path of paths) {
    const outcomes = outcomesOf(path, failed, succeeded);
    if (outcomes.length < 2 || outcomes.length > Math.max(2, total * MOST_DISTINCT)) continue;
    const score = information(outcomes, failed.length, total);
    separators.push({ path, score, values: outcomes });
  }
  separators.sort((a, b) => b.score - a.score || a.path.length - b.path.length);
  return ranked(separators);
}

/** Scores that differ by less are the same: what is left of them is rounding. */
const SAME_SCORE = 1e-9;

function ranked(separators: readonly Omit<Separator, 'rank'>[]): readonly Separator[] {
  let rank = 1;
  return separators.map((separator, at) => {
    const before = separators[at - 1];
    if (before !== undefined && before.score - separator.score > SAME_SCORE) rank = at + 1;
    return { ...separator, rank };
  });
}

function outcomesOf(
  path: string,
  failed: readonly RunValues[],
  succeeded: readonly RunValues[],
): readonly ValueOutcomes[] {
  const counts = new Map<string, { failed: number; succeeded: number }>();
  const count = (runs: readonly RunValues[], key: 'failed' | 'succeeded'): void => {
    for (const values of runs) {
      const text = values.get(path) ?? ABSENT;
      const entry = counts.get(text) ?? { failed: 0, succeeded: 0 };
      counts.set(text, entry);
      entry[key] += 1;
    }
  };
  count(failed, 'failed');
  count(succeeded, 'succeeded');
  return [...counts]
    .map(([text, entry]) => ({ text, ...entry }))
    .sort((a, b) => b.failed - a.failed || a.succeeded - b.succeeded);
}

/**
 * Mutual information of value and outcome as part of the outcome's entropy, less what as many values
 * would give by chance (Miller and Madow's correction); at least 0.
 */
function information(outcomes: readonly ValueOutcomes[], failed: number, total: number): number {
  const whole = entropy(failed, total);
  if (whole === 0) return 0;
  let left = 0;
  for (const value of outcomes) {
    const count = value.failed + value.succeeded;
    left += (count / total) * entropy(value.failed, count);
  }
  const chance = (outcomes.length - 1) / (2 * Math.LN2 * total);
  return Math.max(0, Math.min(1, (whole - left - chance) / whole));
}

/** Bits of a yes or no that is yes in `part` of `whole` cases. */
function entropy(part: number, whole: number): number {
  if (part === 0 || part === whole) return 0;
  const share = part / whole;
  return -share * Math.log2(share) - (1 - share) * Math.log2(1 - share);
}

/**
 * The value that all failed runs share with the fewest others, where that is unlikely to be chance;
 * `undefined` for a single failure: every value it has alone would do.
 */
export function tieOf(separators: readonly Separator[]): Tie | undefined {
  const ties = separators.flatMap(({ path, values }) => {
    const [first] = values;
    if (first === undefined || first.text === ABSENT || first.failed < 2) return [];
    if (values.some((value, at) => at > 0 && value.failed > 0)) return [];
    const all = values.reduce((sum, value) => sum + value.failed + value.succeeded, 0);
    const total = first.failed + first.succeeded;
    return chanceOf(first.failed, total, all) < CHANCE
      ? [{ path, text: first.text, failed: first.failed, total }]
      : [];
  });
  const fewest = Math.min(...ties.map(({ total }) => total));
  const [best, ...also] = ties
    .filter(({ total }) => total === fewest)
    .sort((a, b) => a.text.length - b.text.length || a.path.length - b.path.length);
  return best === undefined ? undefined : { ...best, also };
}

/** Chance that `failed` of `all` runs, picked blindly, are all among `total` of them. */
export function chanceOf(failed: number, total: number, all: number): number {
  let chance = 1;
  for (let at = 0; at < failed; at += 1) chance *= (total - at) / (all - at);
  return chance;
}
