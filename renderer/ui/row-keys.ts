import type { RowState } from './virtual-table-columns.ts';

/** What a key does to the rows of a table or tree. */
export type RowCommand =
  | { readonly kind: 'move'; readonly row: number }
  | { readonly kind: 'toggle'; readonly row: number; readonly isExpanded: boolean }
  | { readonly kind: 'enter'; readonly row: number };

interface RowKeyContext {
  readonly row: number;
  readonly rowCount: number;
  /** Rows that fit in the window. */
  readonly pageRows: number;
  readonly stateOf: (row: number) => RowState;
}

/** Nearest row above that holds `row`; `undefined` for an outermost row. */
function parentOf({ row, stateOf }: RowKeyContext): number | undefined {
  const level = stateOf(row).level ?? 1;
  for (let above = row - 1; above >= 0; above -= 1) {
    if ((stateOf(above).level ?? 1) < level) return above;
  }
  return undefined;
}

/** The command of a key, as the WAI-ARIA patterns for grids and trees have it. */
export function rowCommand(key: string, context: RowKeyContext): RowCommand | undefined {
  const { row, rowCount, pageRows, stateOf } = context;
  if (rowCount === 0) return undefined;
  const move = (to: number): RowCommand => ({
    kind: 'move',
    row: Math.max(0, Math.min(rowCount - 1, to)),
  });
  const { isExpanded } = stateOf(row);
  switch (key) {
    case 'ArrowDown':
      return move(row + 1);
    case 'ArrowUp':
      return move(row - 1);
    case 'PageDown':
      return move(row + pageRows);
    case 'PageUp':
      return move(row - pageRows);
    case 'Home':
      return move(0);
    case 'End':
      return move(rowCount - 1);
    case 'Enter':
      return { kind: 'enter', row };
    case ' ':
      return isExpanded === undefined
        ? undefined
        : { kind: 'toggle', row, isExpanded: !isExpanded };
    case 'ArrowRight':
      if (isExpanded === undefined) return undefined;
      return isExpanded ? move(row + 1) : { kind: 'toggle', row, isExpanded: true };
    case 'ArrowLeft': {
      if (isExpanded === true) return { kind: 'toggle', row, isExpanded: false };
      const parent = parentOf(context);
      return parent === undefined ? undefined : move(parent);
    }
    default:
      return undefined;
  }
}
