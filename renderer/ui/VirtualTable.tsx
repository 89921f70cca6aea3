// biome-ignore-all lint/a11y/useSemanticElements: rows are positioned one by one, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows take the focus, not their cells
// biome-ignore-all lint/a11y/noStaticElementInteractions: it is a grid or treegrid, which the linter cannot tell
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the same
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its rows
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type CSSProperties, memo, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './Icon.tsx';
import { type DrawnRow, recycleRows } from './recycle-rows.ts';
import type { RowCommand } from './row-keys.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import styles from './VirtualTable.module.css';
import {
  gridTracks,
  leastWidth,
  type RowState,
  type TableColumn,
} from './virtual-table-columns.ts';

const HEAD_PX = 26;
const NO_STATE: RowState = {};
const noState = (): RowState => NO_STATE;
const itself = (row: number): number => row;

interface VirtualTableProps {
  /** What the rows are, for assistive technology. */
  readonly label: string;
  readonly columns: readonly TableColumn[];
  readonly rowCount: number;
  /** Identity of a row that survives sorting and expanding. */
  readonly rowKey?: ((row: number) => string | number) | undefined;
  readonly rowState?: ((row: number) => RowState) | undefined;
  readonly selectedRow?: number | undefined;
  /** A click, or the keyboard moved to the row. */
  readonly onSelect?: ((row: number) => void) | undefined;
  /** Shift and a click: from the selected row to this one. */
  readonly onExtend?: ((row: number) => void) | undefined;
  /** Enter or double click: go in. */
  readonly onEnter?: ((row: number) => void) | undefined;
  readonly onToggle?: ((row: number, isExpanded: boolean) => void) | undefined;
  /** First and last row in sight, to fetch them. */
  readonly onRange?: ((first: number, last: number) => void) | undefined;
  /** Instead of rows when there are none. */
  readonly empty?: ReactNode;
}

/** The one table: any number of rows, of which only the visible ones exist. */
export function VirtualTable({
  label,
  columns,
  rowCount,
  rowKey = itself,
  rowState = noState,
  selectedRow,
  onSelect,
  onExtend,
  onEnter,
  onToggle,
  onRange,
  empty,
}: VirtualTableProps) {
  const run = (command: RowCommand): void => {
    if (command.kind === 'move') onSelect?.(command.row);
    else if (command.kind === 'enter') onEnter?.(command.row);
    else onToggle?.(command.row, command.isExpanded);
  };
  const view = useVirtualRows({
    rowCount,
    headPx: HEAD_PX,
    selectedRow,
    stateOf: rowState,
    onCommand: run,
  });
  const { scrollRef, holderRef, heightPx, range, activeRow, setActiveRow, onKeyDown } = view;
  const drawn = useRef<readonly DrawnRow[]>([]);
  drawn.current = recycleRows(
    drawn.current,
    view.rows.map((row) => ({ ...row, key: rowKey(row.index) })),
    view.isScrolling,
  );
  const actions = useRef<RowActions>({
    focus: () => undefined,
    activate: () => undefined,
    extend: undefined,
    enter: undefined,
  });
  actions.current = {
    focus: setActiveRow,
    activate: (row) => {
      setActiveRow(row);
      onSelect?.(row);
    },
    extend: onExtend,
    enter: onEnter,
  };
  const first = range?.first;
  const last = range?.last;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onRange?.(first, last);
  }, [first, last, onRange]);

  const frame = {
    '--tracks': gridTracks(columns),
    '--least-width': `${leastWidth(columns)}px`,
  } as CSSProperties;
  return (
    <div
      ref={scrollRef}
      className={styles.table}
      role={onToggle === undefined ? 'grid' : 'treegrid'}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable={onExtend !== undefined}
      style={frame}
      onKeyDown={onKeyDown}
      tabIndex={rowCount === 0 ? 0 : -1}
    >
      <div className={styles.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} />
        ))}
      </div>
      {rowCount === 0 && <div className={styles.empty}>{empty}</div>}
      <div className={styles.rows} style={{ height: heightPx }} role="presentation">
        <div ref={holderRef} role="presentation">
          {drawn.current.map(({ index, topPx, node }) => (
            <Row
              key={node}
              row={index}
              topPx={topPx}
              columns={columns}
              state={rowState(index)}
              isSelected={index === selectedRow}
              isTabStop={index === activeRow}
              actions={actions}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function HeadCell({ column }: { readonly column: TableColumn }) {
  const { header, sort, onSort } = column;
  const arrow =
    sort === undefined ? null : <Icon of={sort === 'ascending' ? ArrowUp : ArrowDown} size={11} />;
  return (
    <div
      className={classNames(styles.headCell, column.align === 'end' && styles.end)}
      role="columnheader"
      aria-sort={sort}
    >
      {onSort === undefined ? (
        <>
          {header}
          {arrow}
        </>
      ) : (
        <button type="button" className={styles.sortButton} onClick={onSort}>
          {header}
          {arrow}
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: number;
  readonly topPx: number;
  readonly columns: readonly TableColumn[];
  readonly state: RowState;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Always those of the last drawing, so that a new function draws no row anew. */
  readonly actions: { readonly current: RowActions };
}

interface RowActions {
  readonly focus: (row: number) => void;
  readonly activate: (row: number) => void;
  readonly extend: ((row: number) => void) | undefined;
  readonly enter: ((row: number) => void) | undefined;
}

function isSameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.topPx === after.topPx &&
    before.columns === after.columns &&
    before.isSelected === after.isSelected &&
    before.isTabStop === after.isTabStop &&
    before.actions === after.actions &&
    before.state.isExpanded === after.state.isExpanded &&
    before.state.level === after.state.level &&
    before.state.isGroup === after.state.isGroup &&
    before.state.isMarked === after.state.isMarked &&
    before.state.isUnreadable === after.state.isUnreadable
  );
}

const Row = memo(function Row({
  row,
  topPx,
  columns,
  state,
  isSelected,
  isTabStop,
  actions,
}: RowProps) {
  return (
    <div
      className={classNames(
        styles.row,
        isSelected && styles.selected,
        state.isGroup && styles.group,
        state.isMarked && styles.marked,
        state.isUnreadable && styles.unreadable,
      )}
      style={{ transform: `translateY(${topPx}px)` }}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={isSelected || state.isMarked === true}
      aria-expanded={state.isExpanded}
      aria-level={state.level}
      data-row={row}
      tabIndex={isTabStop ? 0 : -1}
      // Also of what is inside: the row that has the focus is not taken for another one.
      onFocus={() => actions.current.focus(row)}
      onClick={(event) => {
        const { activate, extend } = actions.current;
        if (event.shiftKey && extend !== undefined) extend(row);
        else activate(row);
      }}
      onDoubleClick={() => actions.current.enter?.(row)}
    >
      {columns.map((column, index) => (
        <div
          key={column.id}
          className={classNames(
            styles.cell,
            column.align === 'end' && styles.end,
            column.canOverflow && styles.overflow,
          )}
          role="gridcell"
          aria-colindex={index + 1}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}, isSameRow);
