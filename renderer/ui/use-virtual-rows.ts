import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type RowCommand, rowCommand } from './row-keys.ts';
import { useFixedRows } from './use-fixed-rows.ts';
import type { RowState } from './virtual-table-columns.ts';

interface VirtualRowsOptions {
  readonly rowCount: number;
  /** Height of what stays at the top, so that a focused row is not hidden under it. */
  readonly headPx: number;
  readonly selectedRow?: number | undefined;
  readonly stateOf: (row: number) => RowState;
  readonly onCommand: (command: RowCommand) => void;
}

/**
 * Rows of which only the visible ones exist, walked with the keyboard. One row takes the focus (a
 * roving tab stop); it stays in the document when it is scrolled away, so that focus is not lost.
 */
export function useVirtualRows({
  rowCount,
  headPx,
  selectedRow,
  stateOf,
  onCommand,
}: VirtualRowsOptions) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const holderRef = useRef<HTMLDivElement>(null);
  const [activeRow, setActiveRow] = useState(selectedRow ?? 0);
  const [mustFocus, setMustFocus] = useState(false);
  const active = Math.max(0, Math.min(activeRow, rowCount - 1));
  const view = useFixedRows(scrollRef, holderRef, { rowCount, headPx, kept: active });
  const { reveal, range, rowPx } = view;

  // A selection made elsewhere (another view, Back) is brought into view.
  useEffect(() => {
    if (selectedRow === undefined || selectedRow < 0) return;
    setActiveRow(selectedRow);
    reveal(selectedRow);
  }, [selectedRow, reveal]);

  useEffect(() => {
    if (!mustFocus) return;
    setMustFocus(false);
    const row = scrollRef.current?.querySelector<HTMLElement>(`[data-row="${active}"]`);
    row?.focus({ preventScroll: true });
  }, [mustFocus, active]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // Keys inside a control of a row are that control's.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const pagePx = (scrollRef.current?.clientHeight ?? 0) - headPx;
    // The focused row itself: assistive technology may focus one that is not the tab stop.
    const command = rowCommand(event.key, {
      row: Number(event.target.dataset.row),
      rowCount,
      pageRows: Math.max(1, Math.floor(pagePx / rowPx) - 1),
      stateOf,
    });
    if (command === undefined) return;
    event.preventDefault();
    if (command.kind === 'move') {
      setActiveRow(command.row);
      reveal(command.row);
      setMustFocus(true);
    }
    onCommand(command);
  };

  return {
    scrollRef,
    holderRef,
    rows: view.rows,
    isScrolling: view.isScrolling,
    heightPx: view.heightPx,
    range,
    activeRow: active,
    setActiveRow,
    onKeyDown,
  } as const;
}
