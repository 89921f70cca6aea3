// biome-ignore-all lint/a11y/useSemanticElements: cells are placed one by one, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its cells
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { classNames } from '../ui/class-names.ts';
import type { Range } from './array-slice.ts';
import { afterKey, type CellPlace } from './cell-selection.ts';
import styles from './MatrixGrid.module.css';
import { useElementSize } from './use-element-size.ts';
import { useGridWindow } from './use-grid-window.ts';

const ROW_PX = 26;

interface MatrixGridProps {
  readonly label: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly headHeightPx: number;
  readonly headWidthPx: number;
  readonly columnWidthPx: number;
  readonly corner: ReactNode;
  readonly rowHead: (row: number) => ReactNode;
  readonly columnHead: (column: number) => ReactNode;
  readonly cell: (row: number, column: number) => ReactNode;
  /** Whole text of a cell, where it may be cut. */
  readonly titleOf: (row: number, column: number) => string | undefined;
  readonly chosen: CellPlace | undefined;
  readonly onChoose: (place: CellPlace) => void;
  /** Rows and columns in sight, to fetch them. */
  readonly onWindow: (rows: Range, columns: Range) => void;
}

/** Rows by columns of any number, with heads of their own: only the cells in sight exist. */
export function MatrixGrid(props: MatrixGridProps) {
  const { label, rowCount, columnCount, headHeightPx, columnWidthPx, chosen, onChoose } = props;
  const { corner, rowHead, columnHead, cell, titleOf, onWindow } = props;
  const id = useId();
  const [scrollRef, size] = useElementSize<HTMLDivElement>();
  // In a narrow window a column must fit beside the heads.
  const headWidthPx = Math.min(props.headWidthPx, Math.max(120, size.widthPx * 0.45));
  const { rows, columns, widthPx, heightPx, ...grid } = useGridWindow({
    scrollRef,
    size,
    rowCount,
    columnCount,
    rowPx: ROW_PX,
    columnPx: columnWidthPx,
    headHeightPx,
    headWidthPx,
    onWindow,
  });

  // The chosen cell stays in sight: also when it is chosen elsewhere, or a panel takes part of the width.
  const latestReveal = useRef(grid.reveal);
  useEffect(() => {
    latestReveal.current = grid.reveal;
  });
  const [chosenRow, chosenColumn] = [chosen?.row, chosen?.column];
  const { viewWidthPx, viewHeightPx } = grid;
  useEffect(() => {
    if (chosenRow === undefined || chosenColumn === undefined) return;
    if (viewWidthPx === 0 || viewHeightPx === 0) return;
    latestReveal.current({ row: chosenRow, column: chosenColumn });
  }, [chosenRow, chosenColumn, viewWidthPx, viewHeightPx]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.target !== event.currentTarget) return;
    const hasControl = event.ctrlKey || event.metaKey;
    const place = afterKey(event.key, hasControl, chosen ?? { row: 0, column: 0 }, {
      rowCount,
      columnCount,
      pageRows: grid.pageRows,
    });
    if (place === undefined) return;
    event.preventDefault();
    onChoose(place);
  };

  const isChosen = (row: number, column: number): boolean =>
    chosen?.row === row && chosen.column === column;
  return (
    <div
      ref={scrollRef}
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount + 1}
      aria-activedescendant={
        chosen !== undefined && grid.isDrawn(chosen)
          ? `${id}-${chosen.row}-${chosen.column}`
          : undefined
      }
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={grid.onScroll}
    >
      <div
        className={styles.extent}
        style={{ width: widthPx, height: heightPx }}
        role="presentation"
      >
        <div
          className={styles.view}
          role="presentation"
          style={{
            width: Math.min(size.widthPx, widthPx),
            height: Math.min(size.heightPx, heightPx),
            gridTemplateColumns: `${headWidthPx}px repeat(${columns.length}, ${columnWidthPx}px)`,
            gridTemplateRows: `${headHeightPx}px`,
            gridAutoRows: ROW_PX,
          }}
        >
          <div className={styles.row} role="row" aria-rowindex={1}>
            <div className={styles.corner} role="columnheader">
              {corner}
            </div>
            {columns.map((column) => (
              <div
                key={column}
                className={styles.columnHead}
                role="columnheader"
                aria-colindex={column + 2}
              >
                {columnHead(column)}
              </div>
            ))}
          </div>
          {rows.map((row) => (
            <div key={row} className={styles.row} role="row" aria-rowindex={row + 2}>
              <div className={styles.rowHead} role="rowheader" aria-colindex={1}>
                {rowHead(row)}
              </div>
              {columns.map((column) => (
                <div
                  key={column}
                  id={`${id}-${row}-${column}`}
                  className={classNames(styles.cell, isChosen(row, column) && styles.chosen)}
                  role="gridcell"
                  aria-colindex={column + 2}
                  aria-selected={isChosen(row, column)}
                  title={titleOf(row, column)}
                  onClick={() => onChoose({ row, column })}
                >
                  {cell(row, column)}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
