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

type TablesByTask = ReadonlyMap<number, TableView>;
const NO_TABLES: TablesByTask = new Map();

/** Arranged tables by workflow ID, then by insert ID of the task. */
export const useTableViews = create<{ readonly byWorkflow: ReadonlyMap<string, TablesByTask> }>(
  () => ({ byWorkflow: new Map() }),
);

export function tablesOf(workflowId: string): TablesByTask {
  return useTableViews.getState().byWorkflow.get(workflowId) ?? NO_TABLES;
}

export function setTables(workflowId: string, tables: TablesByTask): void {
  useTableViews.setState(({ byWorkflow }) => ({
    byWorkflow: new Map(byWorkflow).set(workflowId, tables),
  }));
}

/** How the table of a task is arranged, kept while the workflow is open; and a way to change it. */
export function useTableView(
  taskInsertId: number,
): readonly [TableView, (part: Partial<TableView>) => void] {
  const { workflowId } = usePlace();
  const view = useTableViews(
    ({ byWorkflow }) => byWorkflow.get(workflowId)?.get(taskInsertId) ?? PLAIN_VIEW,
  );
  const change = useCallback(
    (part: Partial<TableView>) => {
      const tables = tablesOf(workflowId);
      const before = tables.get(taskInsertId) ?? PLAIN_VIEW;
      setTables(workflowId, new Map(tables).set(taskInsertId, { ...before, ...part }));
    },
    [workflowId, taskInsertId],
  );
  return [view, change];
}
