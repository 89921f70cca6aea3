import { useCallback } from 'react';
import { create } from 'zustand';
import { usePlace } from '../../queries/workflow-place.ts';
import type { ValueFilter } from './value-columns.ts';

/** How the table of a task is arranged. View state: no part of an address. */
export interface TableView {
  /** Paths of the value columns, in order; absent: those that vary. */
  readonly columns?: readonly string[] | undefined;
  /** A key of the run index, or the path of a column of values. */
  readonly sort: TableSort;
  /** Path of the column whose values the elements are put together by. */
  readonly groupBy?: string | undefined;
  readonly filters: readonly ValueFilter[];
  /** Text that some value contains. */
  readonly search: string;
}

export interface TableSort {
  readonly key: string;
  readonly isDescending: boolean;
}

export const PLAIN_VIEW: TableView = {
  sort: { key: 'element', isDescending: false },
  filters: [],
  search: '',
};

const useViews = create<{ readonly byTask: ReadonlyMap<string, TableView> }>(() => ({
  byTask: new Map(),
}));

/** How the table of a task is arranged, kept while the workflow is open; and a way to change it. */
export function useTableView(
  taskInsertId: number,
): readonly [TableView, (part: Partial<TableView>) => void] {
  const { workflowId } = usePlace();
  const key = `${workflowId} ${taskInsertId}`;
  const view = useViews(({ byTask }) => byTask.get(key) ?? PLAIN_VIEW);
  const change = useCallback(
    (part: Partial<TableView>) =>
      useViews.setState(({ byTask }) => ({
        byTask: new Map(byTask).set(key, { ...(byTask.get(key) ?? PLAIN_VIEW), ...part }),
      })),
    [key],
  );
  return [view, change];
}
