import type { Separators, Tie } from '../../shared/contract/reasons.ts';
import { formatCount } from './format.ts';

/** A path without its kind: `load_case.label` for `inputs.load_case.label`. */
export const shortPath = (path: string): string => path.replace(/^inputs\./, '');

/** Where not all runs were compared, how many were. */
export function sampleWords({ sampled }: Separators): string {
  return sampled === undefined ? '' : `, of ${formatCount(sampled)} runs compared`;
}

/** `Every run with volume_element.grid = 128`, `3 of 40 with texture = 'Copper'`. */
export function tieWords({ path, text, failed, total }: Tie): string {
  const value = `${shortPath(path)} = ${text}`;
  return failed === total ? `Every run with ${value}` : `${failed} of ${total} with ${value}`;
}
