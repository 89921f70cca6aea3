import type { Pair, Separators, Tie } from '../../shared/contract/reasons.ts';
import { formatCount } from './format.ts';

/** A path without its kind: `load_case.label` for `inputs.load_case.label`. */
export const shortPath = (path: string): string => path.replace(/^inputs\./, '');

/** Where not all runs were compared, how many were. */
export function sampleWords({ sampled }: Separators): string {
  return sampled === undefined ? '' : `, of ${formatCount(sampled)} runs compared`;
}

/** `texture = 'Copper' and load = 'shear'`. */
export const pairText = (values: Pair['values']): string =>
  values.map(({ path, text }) => `${shortPath(path)} = ${text}`).join(' and ');

/** The best that all failures have in common: two values where they say more than one. */
export function commonWords({ pair, tie }: Separators): string | undefined {
  if (pair === undefined) return tie === undefined ? undefined : tieWords(tie);
  const values = pairText(pair.values);
  return pair.failed === pair.total
    ? `Every run with ${values}`
    : `${pair.failed} of ${pair.total} with ${values}`;
}

/** Other values, or pairs of them, that the same runs have. */
export function alsoWords({ pair, tie }: Separators): readonly string[] {
  return pair === undefined
    ? (tie?.also ?? []).map(({ path, text }) => `${shortPath(path)} = ${text}`)
    : pair.also.map(pairText);
}

/** `Every run with volume_element.grid = 128`, `3 of 40 with texture = 'Copper'`. */
function tieWords({ path, text, failed, total }: Tie): string {
  const value = `${shortPath(path)} = ${text}`;
  return failed === total ? `Every run with ${value}` : `${failed} of ${total} with ${value}`;
}
