import { chanceOf, type RunValues, type Separator, type Tie } from './separators.ts';

/** Two values that only failed runs have together, or nearly. */
export interface PairTie {
  readonly values: readonly [ValueAtPath, ValueAtPath];
  readonly failed: number;
  /** Runs with both, failed or not. */
  readonly total: number;
  /** Other pairs that are tied to just the same runs. */
  readonly also: readonly (readonly [ValueAtPath, ValueAtPath])[];
}

export interface ValueAtPath {
  readonly path: string;
  readonly text: string;
}

/** A value that all failed runs have, with the succeeded ones that have it too. */
interface Shared extends ValueAtPath {
  readonly succeeded: ReadonlySet<number>;
}

/** Inputs that are tried in pairs, the best separating first: pairs grow with their square. */
const MOST_INPUTS = 40;
/** Chance below which a pair is named; shared among all pairs that were tried. */
const CHANCE = 0.01;

/**
 * The pair of values that all failed runs share and that fewer others have together than have either
 * alone, where that is unlikely to be chance: among the runs with the rarer value, as many failures
 * picked blindly would all have the other one in fewer than 1 of 100 cases, over all pairs tried.
 *
 * @param single The tie of one value, if there is one: a pair must be tied to fewer runs.
 */
export function pairTieOf(
  separators: readonly Separator[],
  failed: readonly RunValues[],
  succeeded: readonly RunValues[],
  single: Tie | undefined,
): PairTie | undefined {
  if (failed.length < 2 || single?.total === failed.length) return undefined;
  const shared = separators.slice(0, MOST_INPUTS).flatMap(({ path }) => {
    const [first] = failed;
    const text = first?.get(path);
    if (text === undefined || failed.some((values) => values.get(path) !== text)) return [];
    const own = new Set<number>();
    for (const [at, values] of succeeded.entries()) if (values.get(path) === text) own.add(at);
    return [{ path, text, succeeded: own }];
  });
  const pairs = shared.flatMap((a, at) => shared.slice(at + 1).map((b) => pairOf(a, b)));
  const limit = CHANCE / Math.max(1, pairs.length);
  const tied = pairs.filter(
    ({ both, rarer }) =>
      both < rarer &&
      failed.length + both < (single?.total ?? Number.POSITIVE_INFINITY) &&
      chanceOf(failed.length, failed.length + both, failed.length + rarer) < limit,
  );
  const fewest = Math.min(...tied.map(({ both }) => both));
  const [best, ...also] = tied
    .filter(({ both }) => both === fewest)
    .sort((a, b) => lengthOf(a.values) - lengthOf(b.values));
  if (best === undefined) return undefined;
  return {
    values: best.values,
    failed: failed.length,
    total: failed.length + best.both,
    also: also.map(({ values }) => values),
  };
}

function pairOf(a: Shared, b: Shared) {
  let both = 0;
  for (const run of a.succeeded) if (b.succeeded.has(run)) both += 1;
  const values: PairTie['values'] = [valueOnly(a), valueOnly(b)];
  return { values, both, rarer: Math.min(a.succeeded.size, b.succeeded.size) };
}

const valueOnly = ({ path, text }: ValueAtPath): ValueAtPath => ({ path, text });

const lengthOf = (values: PairTie['values']): number =>
  values.reduce((sum, { path, text }) => sum + path.length + text.length, 0);
