import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ElementColumn, ElementRows, ElementValues } from '../../shared/contract/documents.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Output } from '../../shared/contract/procedures.ts';
import type { ValueSummary } from '../../shared/contract/values.ts';
import { useHost } from '../host/HostContext.tsx';
import { errorOf, type HostQuery, hostQueryOptions, useHostQuery } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** Elements per request: more than a screen, little enough to come at once. */
export const ROWS_PER_PAGE = 100;

const NO_TASK = 0;

/** What can be a column of the elements of a task; those that vary are marked as shown. */
export function useElementColumns(
  taskInsertId: number | undefined,
): HostQuery<{ columns: ElementColumn[] }> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'elements.listColumns',
    { workflowId, taskInsertId: taskInsertId ?? NO_TASK },
    { isEnabled: taskInsertId !== undefined },
  );
}

/** Columns of values of all elements, by path, as far as they are here. */
export interface ColumnValues {
  readonly byPath: ReadonlyMap<string, ElementValues>;
  readonly isLoading: boolean;
  readonly error: AppError | undefined;
}

/** Whole columns, each asked for once: for sorting, grouping and filtering. */
export function useColumnValues(taskInsertId: number, paths: readonly string[]): ColumnValues {
  const { workflowId } = usePlace();
  const host = useHost();
  return useQueries({
    queries: [...new Set(paths)].map((path) =>
      hostQueryOptions(host, 'elements.readColumns', { workflowId, taskInsertId, paths: [path] }),
    ),
    combine: valuesOf,
  });
}

function valuesOf(results: UseQueryResult<Output<'elements.readColumns'>>[]): ColumnValues {
  const columns = results.flatMap(({ data }) => data?.columns ?? []);
  return {
    byPath: new Map(columns.map((column) => [column.path, column])),
    isLoading: results.some(({ isPending }) => isPending),
    error: errorOf(results.find(({ error }) => error !== null)?.error),
  };
}

/** Reads whole columns when asked, from the cache where they are; for copying. */
export function useReadColumns(
  taskInsertId: number,
): (paths: readonly string[]) => Promise<ReadonlyMap<string, ElementValues>> {
  const { workflowId } = usePlace();
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    async (paths) => {
      const answers = await Promise.all(
        paths.map((path) =>
          queryClient.fetchQuery(
            hostQueryOptions(host, 'elements.readColumns', {
              workflowId,
              taskInsertId,
              paths: [path],
            }),
          ),
        ),
      );
      return new Map(answers.flatMap(({ columns }) => columns.map((own) => [own.path, own])));
    },
    [workflowId, host, queryClient, taskInsertId],
  );
}

/** Cells of the asked elements, as far as they are here. */
export interface ElementCells {
  /** Cells of an element, one per column; `undefined` while they are on their way. */
  readonly of: (element: number) => readonly (ValueSummary | null)[] | undefined;
  readonly error: AppError | undefined;
  readonly problems: ElementRows['problems'];
  readonly refetch: () => void;
}

/**
 * Varying inputs of elements, in pages.
 *
 * @param elements Element indexes that are looked at, in any order; only their pages are asked for.
 * @param paths Columns wanted; those shown at first unless told.
 */
export function useElementCells(
  taskInsertId: number | undefined,
  elements: readonly number[],
  elementCount: number,
  paths?: readonly string[],
): ElementCells {
  const { workflowId } = usePlace();
  const host = useHost();
  const pages = [...new Set(elements.map((element) => Math.floor(element / ROWS_PER_PAGE)))];
  return useQueries({
    queries:
      taskInsertId === undefined
        ? []
        : pages.map((page) =>
            hostQueryOptions(host, 'elements.readRows', {
              workflowId,
              taskInsertId,
              start: page * ROWS_PER_PAGE,
              stop: Math.min(elementCount, (page + 1) * ROWS_PER_PAGE),
              ...(paths === undefined ? {} : { paths: [...paths] }),
            }),
          ),
    combine: cellsOf,
  });
}

/** Outside of the hook, so that the cells only change when an answer does. */
function cellsOf(results: UseQueryResult<ElementRows>[]): ElementCells {
  const byPage = new Map<number, ElementRows>();
  for (const { data } of results) {
    if (data !== undefined) byPage.set(Math.floor(data.start / ROWS_PER_PAGE), data);
  }
  const failed = results.filter(({ error }) => error !== null);
  return {
    of: (element) => {
      const page = byPage.get(Math.floor(element / ROWS_PER_PAGE));
      return page?.rows[element - page.start];
    },
    error: errorOf(failed[0]?.error),
    problems: [...byPage.values()].flatMap((page) => page.problems),
    refetch: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

/** Name of an element by its varying inputs, such as `texture=Goss · load=0.12`. */
export function useElementLabel(
  taskInsertId: number | undefined,
  element: number | undefined,
  elementCount: number,
): string | undefined {
  const all = useElementColumns(taskInsertId).data?.columns;
  const columns = useMemo(() => all?.filter(({ isShown }) => isShown), [all]);
  const cells = useElementCells(taskInsertId, element === undefined ? [] : [element], elementCount);
  const row = element === undefined ? undefined : cells.of(element);
  return useMemo(
    () => (columns === undefined || row === undefined ? undefined : elementLabel(columns, row)),
    [columns, row],
  );
}

/** More would be a list, not a name. */
const MOST_NAME_PARTS = 5;

/**
 * Name of an element by the values of its varying inputs; `undefined` when none varies. Resources
 * name it only where nothing else does.
 */
export function elementLabel(
  columns: readonly ElementColumn[],
  row: readonly (ValueSummary | null)[],
): string | undefined {
  const isInput = ({ data }: ElementColumn): boolean => data.startsWith('inputs.');
  const hasInputs = columns.some(isInput);
  const parts = columns.flatMap((column, at) => {
    const value = row[at];
    if (value === null || value === undefined || (hasInputs && !isInput(column))) return [];
    return [`${column.label}=${shortText(value)}`];
  });
  const rest = parts.length - MOST_NAME_PARTS;
  if (rest > 0) return `${parts.slice(0, MOST_NAME_PARTS).join(' · ')} · …`;
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** Longer values are no names; the inspector shows them whole below. */
const MOST_NAME_LENGTH = 32;

function shortText(value: ValueSummary): string {
  const text = plainText(value);
  return text.length <= MOST_NAME_LENGTH ? text : `${text.slice(0, MOST_NAME_LENGTH - 1)}…`;
}

/** A value in one line, without the quotes Python puts around text. */
export function plainText({ kind, text, isCut }: ValueSummary): string {
  const quote = text[0];
  const isQuoted = kind === 'str' && !isCut && text.length > 2 && (quote === "'" || quote === '"');
  return isQuoted && text.endsWith(quote) ? text.slice(1, -1) : text;
}
