import { useCallback, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ArrayInfo, ArrayWindow } from '../../../shared/contract/values.ts';
import { type ArraySource, useArrayWindows } from '../../queries/arrays.ts';
import { type ArrayCell, cellOf } from '../../visuals/array-cells.ts';
import {
  type ArraySlice,
  cellOffset,
  type Range,
  sliceSize,
  TILE_COLUMNS,
  TILE_ROWS,
  type Tile,
  tileSelection,
  tilesOf,
} from '../../visuals/array-slice.ts';
import { longestText } from '../../visuals/array-text.ts';

interface ArrayTiles {
  readonly cellAt: (row: number, column: number) => ArrayCell | undefined;
  readonly onWindow: (rows: Range, columns: Range) => void;
  /** Characters of the longest item seen so far. */
  readonly longest: number;
  /** First failure among the tiles in sight. */
  readonly error: AppError | undefined;
}

const NO_WINDOW = { rows: { start: 0, stop: 0 }, columns: { start: 0, stop: 0 } };

/** Fetches what is in sight of an array, tile by tile. */
export function useArrayTiles(source: ArraySource, info: ArrayInfo, slice: ArraySlice): ArrayTiles {
  const [inSight, setInSight] = useState(NO_WINDOW);
  const onWindow = useCallback((rows: Range, columns: Range) => setInSight({ rows, columns }), []);
  const tiles = useMemo(
    () => tilesOf(inSight.rows, inSight.columns, sliceSize(info.shape, slice)),
    [inSight, info.shape, slice],
  );
  const selections = useMemo(
    () => tiles.map((tile) => tileSelection(info.shape, slice, tile)),
    [tiles, info.shape, slice],
  );
  const answers = useArrayWindows(source, selections);

  const byStart = useMemo(() => {
    const found = new Map<string, { readonly tile: Tile; readonly window: ArrayWindow }>();
    tiles.forEach((tile, at) => {
      const window = answers[at]?.window;
      if (window !== undefined)
        found.set(startKey(tile.rows.start, tile.columns.start), { tile, window });
    });
    return found;
  }, [tiles, answers]);

  const cellAt = useCallback(
    (row: number, column: number) => {
      const rowStart = row - (row % TILE_ROWS);
      const found = byStart.get(startKey(rowStart, column - (column % TILE_COLUMNS)));
      if (found === undefined) return undefined;
      return cellOf(found.window, cellOffset(slice, found.tile, row, column));
    },
    [byStart, slice],
  );

  // Columns only grow: a table whose columns jump while it scrolls cannot be read.
  const longest = useRef(0);
  for (const { window } of byStart.values()) {
    longest.current = Math.max(longest.current, longestText(window));
  }
  const error = answers.find((answer) => answer.error !== undefined)?.error;
  return { cellAt, onWindow, longest: longest.current, error };
}

function startKey(row: number, column: number): string {
  return `${row} ${column}`;
}
