import { useEffect, useMemo, useState } from 'react';
import type { ArrayInfo } from '../../../shared/contract/values.ts';
import { type ArraySource, useReadWindow } from '../../queries/arrays.ts';
import { errorOf } from '../../queries/use-host-query.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { FootBar, FootHint } from '../../ui/Layout.tsx';
import { ArrayTable } from '../../visuals/ArrayTable.tsx';
import { isNumericDtype } from '../../visuals/array-cells.ts';
import {
  type ArraySlice,
  cellOffset,
  type Range,
  sliceSize,
  tileSelection,
} from '../../visuals/array-slice.ts';
import { windowText } from '../../visuals/array-text.ts';
import styles from './ArrayPane.module.css';
import { type ShownSlice, sliceSelection } from './shown-slice.ts';
import { useArrayTiles } from './use-array-tiles.ts';
import { shapeText } from './value-words.ts';

/** A clipboard beyond this stalls what it is pasted into. */
const MAX_COPIED_CELLS = 500_000;
const CHARACTER_PX = 7;

interface ArrayTablePaneProps {
  readonly source: ArraySource;
  readonly info: ArrayInfo;
  readonly slice: ArraySlice;
  readonly onSlice: (slice: ShownSlice) => void;
}

/** Two dimensions of an array as numbers; what is in sight is read. */
export function ArrayTablePane(props: ArrayTablePaneProps) {
  const { source, info, slice, onSlice } = props;
  const { shape } = info;
  const [copied, setCopied] = useState('');
  const tiles = useArrayTiles(source, info, slice);
  const readWindow = useReadWindow(source);
  const [rowCount, columnCount] = sliceSize(shape, slice);
  const selection = useMemo(() => sliceSelection(shape, slice), [shape, slice]);
  useEffect(() => onSlice({ selection }), [onSlice, selection]);

  const copy = async (rows: Range, columns: Range): Promise<void> => {
    const count = (rows.stop - rows.start) * (columns.stop - columns.start);
    if (count > MAX_COPIED_CELLS) {
      setCopied(`Not copied: choose at most ${formatCount(MAX_COPIED_CELLS)} values.`);
      return;
    }
    const tile = { rows, columns };
    try {
      const window = await readWindow(tileSelection(shape, slice, tile));
      const text = windowText(
        window,
        rows.stop - rows.start,
        columns.stop - columns.start,
        (row, column) => cellOffset(slice, tile, rows.start + row, columns.start + column),
      );
      const isCopied = await copyText(text);
      setCopied(isCopied ? `Copied ${formatCounted(count, 'value')}.` : 'Copying is not allowed.');
    } catch (thrown) {
      setCopied(`Not copied: ${errorOf(thrown)?.message ?? 'unknown reason'}`);
    }
  };
  return (
    <>
      {tiles.error !== undefined && (
        <div className={styles.error}>
          <ErrorNote error={tiles.error} />
        </div>
      )}
      <ArrayTable
        key={`${slice.rowDim} ${slice.columnDim}`}
        label={`Values of an array of ${shapeText(shape)}`}
        rowCount={rowCount}
        columnCount={columnCount}
        columnName={slice.columnDim === undefined ? () => 'value' : undefined}
        columnWidthPx={Math.min(42, Math.max(6, tiles.longest)) * CHARACTER_PX + 18}
        isNumeric={() => isNumericDtype(info.dtypeName)}
        cellAt={tiles.cellAt}
        onWindow={tiles.onWindow}
        onCopy={(rows, columns) => void copy(rows, columns)}
      />
      <FootBar>
        <span role="status">{copied}</span>
        <FootHint>Ctrl C copies the selected values</FootHint>
      </FootBar>
    </>
  );
}
