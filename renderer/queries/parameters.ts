import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { ValueChild, ValuePage, ValuePath } from '../../shared/contract/values.ts';
import { useHost } from '../host/HostContext.tsx';
import { errorOf, hostQueryOptions, useHostQuery } from './use-host-query.ts';
import { FIRST_PAGE, pageRange } from './value-pages.ts';

/** An iteration, as the contract names it. */
export interface IterationPlace {
  readonly taskInsertId: number;
  readonly element: number;
  /** Position among the element's iterations. */
  readonly iteration: number;
}

const NOWHERE: IterationPlace = { taskInsertId: 0, element: 0, iteration: 0 };

/** Effective data of an iteration; not asked while there is no iteration. */
export function useIterationData(workflowId: string, place: IterationPlace | undefined) {
  const { taskInsertId, element, iteration } = place ?? NOWHERE;
  return useHostQuery(
    'parameters.listOfIteration',
    { workflowId, taskInsertId, element, iteration },
    { isEnabled: place !== undefined },
  );
}

/** One node of a value with the first page of its children. */
export function useValue(workflowId: string, parameter: number | undefined, path: ValuePath) {
  return useHostQuery(
    'parameters.readValue',
    { workflowId, parameter: parameter ?? 0, path, start: 0, stop: FIRST_PAGE },
    { isEnabled: parameter !== undefined },
  );
}

/** Reads a value whole as text when asked, for copying. Throws what `errorOf` understands. */
export function useReadText(
  workflowId: string,
): (parameter: number, path: ValuePath, as: 'json' | 'python') => Promise<string> {
  const host = useHost();
  return useCallback(
    async (parameter, path, as) => {
      const input = { workflowId, parameter, path, as };
      const result = await host.call('parameters.readText', input);
      if (result.ok) return result.value.text;
      throw new AppException(result.error);
    },
    [host, workflowId],
  );
}

/** Items of a container are read in pages of this, those in sight. */
const ITEM_PAGE = FIRST_PAGE;

/** The items `start … stop - 1` of a container, as far as they are there. */
export function useItems(
  workflowId: string,
  parameter: number,
  path: ValuePath,
  start: number,
  stop: number,
): (item: number) => ValueChild | undefined {
  const host = useHost();
  const first = Math.floor(start / ITEM_PAGE);
  const last = Math.floor(Math.max(start, stop - 1) / ITEM_PAGE);
  const pages = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * ITEM_PAGE);
  const results = useQueries({
    queries: pages.map((from) =>
      hostQueryOptions(host, 'parameters.readValue', {
        workflowId,
        parameter,
        path,
        start: from,
        stop: from + ITEM_PAGE,
      }),
    ),
  });
  return (item) => {
    const page = Math.floor(item / ITEM_PAGE);
    return results[page - first]?.data?.children[item - page * ITEM_PAGE];
  };
}

/** A container that was opened, and how many pages of it are wanted. */
export interface OpenNode {
  readonly id: string;
  readonly parameter: number;
  readonly path: ValuePath;
  readonly pages: number;
}

/** Children of a container as far as they were fetched. */
export interface LoadedChildren {
  readonly children: readonly ValueChild[];
  readonly total: number;
  /** Pages fetched or on their way. */
  readonly pages: number;
  readonly isLoading: boolean;
  readonly error?: AppError | undefined;
}

/** Children of all opened containers, by their id. */
export function useChildren(
  workflowId: string,
  nodes: readonly OpenNode[],
): ReadonlyMap<string, LoadedChildren> {
  const host = useHost();
  const asked = nodes.flatMap(({ parameter, path, pages }) =>
    Array.from({ length: pages }, (_, page) => ({ parameter, path, ...pageRange(page) })),
  );
  const answers = useQueries({
    queries: asked.map((page) =>
      hostQueryOptions(host, 'parameters.readValue', { workflowId, ...page }),
    ),
    combine: (results) =>
      results.map(({ data, error, isFetching }) => ({ data, error: errorOf(error), isFetching })),
  });
  return useMemo(() => {
    const byId = new Map<string, LoadedChildren>();
    let at = 0;
    for (const { id, pages } of nodes) {
      byId.set(id, join(answers.slice(at, at + pages), pages));
      at += pages;
    }
    return byId;
  }, [nodes, answers]);
}

interface Answer {
  readonly data: ValuePage | undefined;
  readonly error: AppError | undefined;
  readonly isFetching: boolean;
}

function join(answers: readonly Answer[], pages: number): LoadedChildren {
  const children: ValueChild[] = [];
  let total = 0;
  let error: AppError | undefined;
  for (const answer of answers) {
    error ??= answer.error;
    // What follows a page that is not there yet would stand at the wrong place.
    if (answer.data === undefined) break;
    total = answer.data.total;
    for (const child of answer.data.children) children.push(child);
  }
  return { children, total, pages, isLoading: answers.some((one) => one.isFetching), error };
}
