import type { Tie } from '../../shared/contract/reasons.ts';

/** A path without its kind: `load_case.label` for `inputs.load_case.label`. */
export const shortPath = (path: string): string => path.replace(/^inputs\./, '');

/** `Every run with volume_element.grid = 128`, `3 of 40 with texture = 'Copper'`. */
export function tieWords({ path, text, failed, total }: Tie): string {
  const value = `${shortPath(path)} = ${text}`;
  return failed === total ? `Every run with ${value}` : `${failed} of ${total} with ${value}`;
}
