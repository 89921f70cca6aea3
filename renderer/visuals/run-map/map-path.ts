import { NONE } from '../../../shared/model/run-index.ts';
import { NO_CODE } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';

/** Codes with everything left out that is not on the path; one array per column, as the codes. */
export type PathCodes = readonly Uint8Array[];

/**
 * The codes of the runs of a path alone.
 *
 * @param isOnPath 1 for each run row that is on the path.
 */
export function codesOnPath(
  map: MapColumns,
  codes: readonly Uint8Array[],
  isOnPath: Uint8Array,
): PathCodes {
  return map.columns.map(({ runs }, column) => {
    const own = codes[column] ?? new Uint8Array();
    return own.map((code, element) => {
      const run = runs[element] ?? NONE;
      return run !== NONE && isOnPath[run] === 1 ? code : NO_CODE;
    });
  });
}
