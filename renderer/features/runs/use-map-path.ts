import { useMemo } from 'react';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { useLineagePath } from '../../queries/reasons.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import type { MapColouring } from '../../visuals/run-map/map-colouring.ts';
import type { MapColumns } from '../../visuals/run-map/map-columns.ts';
import { codesOnPath, type PathCodes } from '../../visuals/run-map/map-path.ts';
import { togglePath, useRunsView } from './runs-view.ts';

interface MapPath {
  readonly isOn: boolean;
  /** `undefined` while nothing is lit. */
  readonly codes: PathCodes | undefined;
  /** Runs before and after the selected one. */
  readonly counts: { readonly above: number; readonly below: number } | undefined;
}

/** The path of a run through the map: all it came from, and all that came from it. Key H. */
export function useMapPath(
  index: RunIndex,
  map: MapColumns,
  colouring: MapColouring,
  run: number,
): MapPath {
  const isOn = useRunsView((state) => state.isPathLit);
  useSingleKeys({ h: togglePath });
  const path = useLineagePath(isOn && run !== NONE ? run : undefined).data;
  const isOnPath = useMemo(() => {
    if (!isOn || run === NONE || path === undefined) return undefined;
    const mask = new Uint8Array(index.runs.count);
    mask[run] = 1;
    for (const rows of [path.above, path.below]) for (const row of rows) mask[row] = 1;
    return mask;
  }, [index, isOn, path, run]);
  const codes = useMemo(
    () => (isOnPath === undefined ? undefined : codesOnPath(map, colouring.codes, isOnPath)),
    [map, colouring, isOnPath],
  );
  const counts =
    codes === undefined || path === undefined
      ? undefined
      : { above: path.above.length, below: path.below.length };
  return { isOn, codes, counts };
}
