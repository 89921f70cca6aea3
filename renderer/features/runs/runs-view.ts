import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { type ElementRange, joinRanges } from '../../../shared/model/element-ranges.ts';
import { formatCount } from '../../ui/format.ts';
import type { ElementLabel } from '../../visuals/run-map/use-row-marks.ts';
import type { ElementGroup } from './value-columns.ts';

/** Rows `first … last` of the table. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Until the table has measured itself. */
const FIRST_ROWS: RowRange = { first: 0, last: 40 };

interface RunsView {
  /** The map shows the path of the selected run. */
  readonly isPathLit: boolean;
  /** Elements in sight in the table. */
  readonly window: ElementRange | undefined;
  /** Rows in sight in the table: elements, and what is open below them. */
  readonly rows: RowRange;
  /** Groups of the table whose elements lie side by side in the task, for the map. */
  readonly groups: readonly ElementLabel[];
  /** Elements selected together, as ranges in order; of the task with this insert ID. */
  readonly marks: { readonly task: number; readonly ranges: readonly ElementRange[] } | undefined;
}

/** What the map and the table tell each other beyond the address; of the one page that is shown. */
export const useRunsView = create<RunsView>(() => ({
  isPathLit: false,
  window: undefined,
  rows: FIRST_ROWS,
  groups: [],
  marks: undefined,
}));

export function togglePath(): void {
  useRunsView.setState(({ isPathLit }) => ({ isPathLit: !isPathLit }));
}

/** Tells the map the groups of the table; none where their elements are not side by side. */
export function setTableGroups(order: Uint32Array, groups: readonly ElementGroup[]): void {
  const labels = groups.map(({ text, start, count }) => {
    const first = order[start] ?? 0;
    const last = order[start + count - 1] ?? 0;
    const detail = count > 1 ? `${formatCount(first)}–${formatCount(last)}` : formatCount(first);
    return { first, last, name: text, detail };
  });
  const isSideBySide = groups.every(({ count }, at) => {
    const label = labels[at];
    return label !== undefined && label.last - label.first + 1 === count;
  });
  useRunsView.setState({ groups: isSideBySide ? labels : [] });
}

const NO_RANGES: readonly ElementRange[] = [];

export function setTableWindow(window: ElementRange | undefined): void {
  const { window: old } = useRunsView.getState();
  if (old?.first === window?.first && old?.last === window?.last) return;
  useRunsView.setState({ window });
}

/** Called for every row that is scrolled past, so only who shows the rows is drawn anew. */
export function setRowsInSight(rows: RowRange): void {
  useRunsView.setState({ rows });
}

/** Rows in sight once scrolling has rested for a while. */
export function useSettledRows(delayMs: number): RowRange {
  const [settled, setSettled] = useState(FIRST_ROWS);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (rows: RowRange): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setSettled(rows), delayMs);
    };
    settle(useRunsView.getState().rows);
    const unsubscribe = useRunsView.subscribe((now, before) => {
      if (now.rows !== before.rows) settle(now.rows);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [delayMs]);
  return settled;
}

/** Selected elements of a task. */
export function useMarks(task: number): readonly ElementRange[] {
  return useRunsView(({ marks }) => (marks?.task === task ? marks.ranges : NO_RANGES));
}

export function markElements(task: number, ranges: readonly ElementRange[]): void {
  useRunsView.setState({
    marks: ranges.length === 0 ? undefined : { task, ranges: joinRanges(ranges) },
  });
}
