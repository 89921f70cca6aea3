// biome-ignore-all lint/a11y/useSemanticElements: cells are placed one by one, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its cells
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import styles from './ArrayTable.module.css';
import type { ArrayCell } from './array-cells.ts';
import type { Range } from './array-slice.ts';
import {
  afterKey,
  type CellPlace,
  type CellSelection,
  isSelected,
  only,
  selectedColumns,
  selectedRows,
} from './cell-selection.ts';
import { useElementSize } from './use-element-size.ts';
import { useGridWindow } from './use-grid-window.ts';

export const ROW_PX = 22;
const HEAD_PX = 24;
const DIGIT_PX = 7;

interface ArrayTableProps {
  readonly label: string;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Name of a column, instead of its number. */
  readonly columnName?: ((column: number) => string) | undefined;
  readonly columnWidthPx: number;
  /** Text goes to the start, numbers to the end. */
  readonly isNumeric: (column: number) => boolean;
  /** `undefined` where the cell is on its way. */
  readonly cellAt: (row: number, column: number) => ArrayCell | undefined;
  /** Rows and columns in sight, to fetch them. */
  readonly onWindow: (rows: Range, columns: Range) => void;
  /** Ctrl+C on the selected cells. */
  readonly onCopy: (rows: Range, columns: Range) => void;
}

/** A plane of an array, of any size: only the cells in sight exist. It scrolls by whole cells. */
export function ArrayTable(props: ArrayTableProps) {
  const {
    label,
    rowCount,
    columnCount,
    columnName,
    columnWidthPx,
    isNumeric,
    cellAt,
    onWindow,
    onCopy,
  } = props;
  const id = useId();
  const [scrollRef, size] = useElementSize<HTMLDivElement>();
  const [selection, setSelection] = useState<CellSelection>(only({ row: 0, column: 0 }));
  const isDragging = useRef(false);

  const headWidthPx = 20 + DIGIT_PX * String(Math.max(0, rowCount - 1)).length;
  const { rows, columns, widthPx, heightPx, ...grid } = useGridWindow({
    scrollRef,
    size,
    rowCount,
    columnCount,
    rowPx: ROW_PX,
    columnPx: columnWidthPx,
    headHeightPx: HEAD_PX,
    headWidthPx,
    onWindow,
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const hasControl = event.ctrlKey || event.metaKey;
    if (hasControl && event.key === 'c') {
      event.preventDefault();
      onCopy(selectedRows(selection), selectedColumns(selection));
      return;
    }
    if (event.altKey) return;
    const table = { rowCount, columnCount, pageRows: grid.pageRows };
    const focus = afterKey(event.key, hasControl, selection.focus, table);
    if (focus === undefined) return;
    event.preventDefault();
    setSelection(event.shiftKey ? { anchor: selection.anchor, focus } : only(focus));
    grid.reveal(focus);
  };

  const select = (place: CellPlace, isExtending: boolean): void => {
    setSelection(isExtending ? { anchor: selection.anchor, focus: place } : only(place));
  };
  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`;
  const active = selection.focus;

  return (
    <div
      ref={scrollRef}
      className={styles.table}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount + 1}
      aria-multiselectable
      aria-activedescendant={grid.isDrawn(active) ? cellId(active.row, active.column) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerUp={() => {
        isDragging.current = false;
      }}
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
            gridAutoRows: ROW_PX,
          }}
        >
          <div className={styles.row} role="row" aria-rowindex={1}>
            <div className={styles.corner} role="columnheader" style={{ height: HEAD_PX }}>
              <span className="visually-hidden">Index</span>
            </div>
            {columns.map((column) => (
              <div
                key={column}
                className={isNumeric(column) ? styles.columnHeadEnd : styles.columnHead}
                role="columnheader"
                aria-colindex={column + 2}
                style={{ height: HEAD_PX }}
                title={columnName?.(column)}
              >
                {columnName?.(column) ?? column}
              </div>
            ))}
          </div>
          {rows.map((row) => (
            <div key={row} className={styles.row} role="row" aria-rowindex={row + 2}>
              <div className={styles.rowHead} role="rowheader" aria-colindex={1}>
                {row}
              </div>
              {columns.map((column) => (
                <Cell
                  key={column}
                  id={cellId(row, column)}
                  cell={cellAt(row, column)}
                  column={column}
                  isNumeric={isNumeric(column)}
                  isChosen={isSelected(selection, row, column)}
                  isActive={active.row === row && active.column === column}
                  onDown={(isExtending) => {
                    isDragging.current = true;
                    select({ row, column }, isExtending);
                  }}
                  onOver={() => {
                    if (isDragging.current) select({ row, column }, true);
                  }}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

interface CellProps {
  readonly id: string;
  readonly cell: ArrayCell | undefined;
  readonly column: number;
  readonly isNumeric: boolean;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly onDown: (isExtending: boolean) => void;
  readonly onOver: () => void;
}

function Cell({ id, cell, column, isNumeric, isChosen, isActive, onDown, onOver }: CellProps) {
  const isNan = cell?.isNan === true && !cell.isMasked;
  const classes = [
    styles.cell,
    isNumeric && styles.end,
    cell === undefined && styles.waiting,
    cell?.isMasked === true && styles.masked,
    isNan && styles.nan,
    isChosen && styles.chosen,
    isActive && styles.active,
  ].filter((name) => typeof name === 'string');
  return (
    <div
      id={id}
      className={classes.join(' ')}
      role="gridcell"
      aria-colindex={column + 2}
      aria-selected={isChosen}
      title={cell?.isMasked === true ? `${cell.text}, masked` : cell?.text}
      onPointerDown={(event) => {
        if (event.button === 0) onDown(event.shiftKey);
      }}
      onPointerEnter={onOver}
    >
      {cell?.isMasked === true && <span className="visually-hidden">masked </span>}
      {cell?.text ?? ''}
    </div>
  );
}
