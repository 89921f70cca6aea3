// biome-ignore-all lint/a11y/useSemanticElements: cells are placed one by one, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its cells
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
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
import { drawn, firstAt, firstToSee, fitting, scrollLengthPx, scrollPxOf } from './grid-window.ts';
import { useElementSize } from './use-element-size.ts';

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
  const [first, setFirst] = useState<CellPlace>({ row: 0, column: 0 });
  const [selection, setSelection] = useState<CellSelection>(only({ row: 0, column: 0 }));
  const isDragging = useRef(false);

  const headWidthPx = 20 + DIGIT_PX * String(Math.max(0, rowCount - 1)).length;
  const down = { count: rowCount, sizePx: ROW_PX, viewPx: Math.max(0, size.heightPx - HEAD_PX) };
  const along = {
    count: columnCount,
    sizePx: columnWidthPx,
    viewPx: Math.max(0, size.widthPx - headWidthPx),
  };
  const rows = drawn(down, Math.min(first.row, Math.max(0, rowCount - 1)));
  const columns = drawn(along, Math.min(first.column, Math.max(0, columnCount - 1)));

  useEffect(() => {
    onWindow({ start: rows.start, stop: rows.stop }, { start: columns.start, stop: columns.stop });
  }, [onWindow, rows.start, rows.stop, columns.start, columns.stop]);

  const reveal = (place: CellPlace): void => {
    const next = {
      row: firstToSee(down, first.row, place.row),
      column: firstToSee(along, first.column, place.column),
    };
    if (next.row === first.row && next.column === first.column) return;
    setFirst(next);
    scrollRef.current?.scrollTo(scrollPxOf(along, next.column), scrollPxOf(down, next.row));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const hasControl = event.ctrlKey || event.metaKey;
    if (hasControl && event.key === 'c') {
      event.preventDefault();
      onCopy(selectedRows(selection), selectedColumns(selection));
      return;
    }
    if (event.altKey) return;
    const table = { rowCount, columnCount, pageRows: fitting(down) };
    const focus = afterKey(event.key, hasControl, selection.focus, table);
    if (focus === undefined) return;
    event.preventDefault();
    setSelection(event.shiftKey ? { anchor: selection.anchor, focus } : only(focus));
    reveal(focus);
  };

  const select = (place: CellPlace, isExtending: boolean): void => {
    setSelection(isExtending ? { anchor: selection.anchor, focus: place } : only(place));
  };
  const cellId = (row: number, column: number): string => `${id}-${row}-${column}`;
  const rowList = listOf(rows);
  const columnList = listOf(columns);
  const widthPx = headWidthPx + scrollLengthPx(along);
  const heightPx = HEAD_PX + scrollLengthPx(down);
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
      aria-activedescendant={
        active.row >= rows.start && active.row < rows.stop
          ? cellId(active.row, active.column)
          : undefined
      }
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerUp={() => {
        isDragging.current = false;
      }}
      onScroll={({ currentTarget }) => {
        const next = {
          row: firstAt(down, currentTarget.scrollTop),
          column: firstAt(along, currentTarget.scrollLeft),
        };
        setFirst((old) => (old.row === next.row && old.column === next.column ? old : next));
      }}
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
            gridTemplateColumns: `${headWidthPx}px repeat(${columnList.length}, ${columnWidthPx}px)`,
            gridAutoRows: ROW_PX,
          }}
        >
          <div className={styles.row} role="row" aria-rowindex={1}>
            <div className={styles.corner} role="columnheader" style={{ height: HEAD_PX }}>
              <span className="visually-hidden">Index</span>
            </div>
            {columnList.map((column) => (
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
          {rowList.map((row) => (
            <div key={row} className={styles.row} role="row" aria-rowindex={row + 2}>
              <div className={styles.rowHead} role="rowheader" aria-colindex={1}>
                {row}
              </div>
              {columnList.map((column) => (
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

function listOf({ start, stop }: Range): number[] {
  return Array.from({ length: Math.max(0, stop - start) }, (_, step) => start + step);
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
