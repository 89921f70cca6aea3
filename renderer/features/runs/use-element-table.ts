import { useCallback, useMemo, useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import {
  type ElementSort,
  type ElementSortKey,
  orderElements,
} from '../../../shared/model/element-order.ts';
import { summariseElements } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { iterationsOfTask } from '../../../shared/model/run-index-counts.ts';
import type { RunFilter } from '../../queries/run-filter.ts';
import { layOutRows } from './row-layout.ts';
import { stripScope } from './strip-groups.ts';
import { subRowCount } from './sub-rows.ts';
import { timeStyle } from './time-words.ts';

const BY_ELEMENT: ElementSort = { key: 'element', isDescending: false };
/** Most urgent first and oldest first read naturally; of sizes the largest are looked for. */
const STARTS_DESCENDING: ReadonlySet<ElementSortKey> = new Set(['iterations', 'ran']);

/** Order, expansion and layout of the elements of a task. */
export function useElementTable(task: Task, index: RunIndex, filter: RunFilter) {
  const [sort, setSort] = useState(BY_ELEMENT);
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const summaries = useMemo(
    () => summariseElements(index, task.index, filter.loop),
    [index, task.index, filter.loop],
  );
  const order = useMemo(
    () =>
      orderElements(summaries, {
        status: filter.status,
        needsIteration: filter.loop !== undefined,
        sort,
      }),
    [summaries, filter.status, filter.loop, sort],
  );
  const layout = useMemo(() => {
    const lines = new Map(
      [...expanded].map((element) => [element, subRowCount(index, summaries.firstRow + element)]),
    );
    return layOutRows(order, lines);
  }, [order, expanded, index, summaries.firstRow]);
  const mostIterations = useMemo(
    () => (filter.loop === undefined ? iterationsOfTask(index, task.index) : 1),
    [index, task.index, filter.loop],
  );
  const times = useMemo(() => timeStyle(summaries.startUs, summaries.endUs), [summaries]);

  const onSort = useCallback((key: ElementSortKey) => {
    setSort((current) =>
      current.key === key
        ? { key, isDescending: !current.isDescending }
        : { key, isDescending: STARTS_DESCENDING.has(key) },
    );
  }, []);
  const toggle = useCallback((element: number) => {
    setExpanded((current) => {
      const next = new Set(current);
      if (!next.delete(element)) next.add(element);
      return next;
    });
  }, []);
  const isExpanded = useCallback((element: number) => expanded.has(element), [expanded]);
  const scope = stripScope(mostIterations, task.actions.length);
  return useMemo(
    () => ({
      summaries,
      layout,
      /** Elements the filter leaves. */
      shown: order.length,
      sort,
      onSort,
      toggle,
      isExpanded,
      mostIterations,
      scope,
      times,
    }),
    [
      summaries,
      layout,
      order.length,
      sort,
      onSort,
      toggle,
      isExpanded,
      mostIterations,
      scope,
      times,
    ],
  );
}
