import { useCallback, useMemo, useState } from 'react';
import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import {
  ELEMENT_SORT_KEYS,
  type ElementSortKey,
  orderElements,
} from '../../../shared/model/element-order.ts';
import { type ElementRange, elementsIn } from '../../../shared/model/element-ranges.ts';
import { summariseElements } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { iterationsOfTask } from '../../../shared/model/run-index-counts.ts';
import { useColumnValues } from '../../queries/elements.ts';
import type { RunFilter } from '../../queries/run-filter.ts';
import { layOutRows } from './row-layout.ts';
import { stripScope } from './strip-groups.ts';
import { subRowCount } from './sub-rows.ts';
import { useTableView } from './table-view.ts';
import { timeStyle } from './time-words.ts';
import {
  applyFilter,
  applySearch,
  type ElementGroup,
  filterProblem,
  groupElements,
  ranksOf,
} from './value-columns.ts';

/** Most urgent first and oldest first read naturally; of sizes the largest are looked for. */
const STARTS_DESCENDING: ReadonlySet<string> = new Set(['iterations', 'ran', 'exit']);
const NO_GROUPS: readonly ElementGroup[] = [];

const isSortKey = (key: string): key is ElementSortKey =>
  ELEMENT_SORT_KEYS.some((known) => known === key);

/**
 * Order, groups, expansion and layout of the elements of a task.
 *
 * @param columns Columns of values that are shown: those a text is searched in.
 * @param chosen Elements the address names; absent: all.
 */
export function useElementTable(
  task: Task,
  index: RunIndex,
  filter: RunFilter,
  columns: readonly ElementColumn[],
  chosen: readonly ElementRange[] | undefined,
) {
  const [view, changeView] = useTableView(task.insertId);
  const { sort, groupBy, filters, search } = view;
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const { loop, scope = 'final', statuses } = filter;
  const summaries = useMemo(
    () => summariseElements(index, task.index, loop, scope),
    [index, task.index, loop, scope],
  );
  const isSearching = search.trim() !== '';
  const wanted = [
    ...filters.map(({ path }) => path),
    ...(groupBy === undefined ? [] : [groupBy]),
    ...(isSortKey(sort.key) ? [] : [sort.key]),
    ...(isSearching ? columns.map(({ path }) => path) : []),
  ];
  const values = useColumnValues(task.insertId, wanted);
  const isLeft = useMemo(() => {
    const used = filters.filter((known) => filterProblem(known) === undefined);
    if (used.length === 0 && !isSearching && chosen === undefined) return undefined;
    const left = new Uint8Array(summaries.count).fill(chosen === undefined ? 1 : 0);
    for (const element of elementsIn(chosen ?? [], summaries.count)) left[element] = 1;
    for (const known of used) {
      const column = values.byPath.get(known.path);
      if (column !== undefined) applyFilter(left, column, known);
    }
    const searched = columns.flatMap(({ path }) => values.byPath.get(path) ?? []);
    // While a column is on its way, everything would seem not to be found.
    if (isSearching && searched.length === columns.length) applySearch(left, searched, search);
    return left;
  }, [filters, isSearching, search, columns, values, summaries.count, chosen]);
  const ranks = useMemo(() => {
    const column = values.byPath.get(sort.key);
    return column === undefined ? undefined : ranksOf(column);
  }, [values, sort.key]);
  const grouping = groupBy === undefined ? undefined : values.byPath.get(groupBy);
  const { order, groups } = useMemo(() => {
    const sorted = orderElements(summaries, {
      statuses,
      isLeft,
      needsIteration: loop !== undefined,
      sort: {
        key: isSortKey(sort.key) ? sort.key : 'element',
        isDescending: sort.isDescending,
      },
      ranks,
    });
    return grouping === undefined
      ? { order: sorted, groups: NO_GROUPS }
      : groupElements(sorted, grouping);
  }, [summaries, statuses, isLeft, loop, sort, ranks, grouping]);
  const layout = useMemo(() => {
    const lines = new Map(
      [...expanded].map((element) => [element, subRowCount(index, summaries.firstRow + element)]),
    );
    const laidOut = groups.map(({ code, start, count }) => ({
      start,
      count,
      isClosed: closed.has(code),
    }));
    return layOutRows(order, lines, laidOut);
  }, [order, groups, closed, expanded, index, summaries.firstRow]);
  const mostIterations = useMemo(
    () => (loop === undefined ? iterationsOfTask(index, task.index) : 1),
    [index, task.index, loop],
  );
  const times = useMemo(() => timeStyle(summaries.startUs, summaries.endUs), [summaries]);

  const onSort = useCallback(
    (key: string) =>
      changeView({
        sort:
          sort.key === key
            ? { key, isDescending: !sort.isDescending }
            : { key, isDescending: STARTS_DESCENDING.has(key) },
      }),
    [changeView, sort],
  );
  const toggle = useCallback((element: number) => {
    setExpanded((current) => toggled(current, element));
  }, []);
  const toggleGroup = useCallback((code: number) => {
    setClosed((current) => toggled(current, code));
  }, []);
  const isExpanded = useCallback((element: number) => expanded.has(element), [expanded]);
  const isClosed = useCallback((code: number) => closed.has(code), [closed]);
  const strip = stripScope(mostIterations, task.actions.length);
  return useMemo(
    () => ({
      view,
      changeView,
      summaries,
      layout,
      order,
      groups,
      /** Elements the filter leaves. */
      shown: order.length,
      values,
      sort,
      onSort,
      toggle,
      toggleGroup,
      isExpanded,
      isClosed,
      mostIterations,
      scope: strip,
      times,
    }),
    [
      view,
      changeView,
      summaries,
      layout,
      order,
      groups,
      values,
      sort,
      onSort,
      toggle,
      toggleGroup,
      isExpanded,
      isClosed,
      mostIterations,
      strip,
      times,
    ],
  );
}

function toggled(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
