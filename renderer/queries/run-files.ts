import { hashKey, useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Progress } from '../../shared/contract/client.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Reproduction } from '../../shared/contract/reproduction.ts';
import type { LineCount, RunFiles, TextEnd, TextLine } from '../../shared/contract/run-files.ts';
import { useHost } from '../host/HostContext.tsx';
import type { RunAddress } from './runs.ts';
import { type HostQuery, hostQueryOptions, useHostQuery, useProgress } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

/** A file that is written to is looked at again so often. */
export const FOLLOW_MS = 1_000;
/** Files of a running run are listed again so often. */
const LIST_MS = 5_000;
/** Lines are read in pages. */
const PAGE_LINES = 200;

const NOWHERE: RunAddress = { taskInsertId: 0, element: 0, iteration: 0, action: 0 };

/** Logs, scripts and other files of a run; asks nothing while there is no run. */
export function useRunFiles(
  address: RunAddress | undefined,
  isRunning: boolean,
): HostQuery<RunFiles> {
  const { workflowId } = usePlace();
  const { taskInsertId, element, iteration, action = 0, attempt } = address ?? NOWHERE;
  return useHostQuery(
    'runs.listFiles',
    {
      workflowId,
      taskInsertId,
      element,
      iteration,
      action,
      ...(attempt === undefined ? {} : { attempt }),
    },
    {
      isEnabled: address?.action !== undefined,
      everyMs: isRunning ? LIST_MS : undefined,
    },
  );
}

/** The last lines of a file. */
export function useTextEnd(
  key: string | undefined,
  lineCount: number,
  isGrowing: boolean,
): HostQuery<TextEnd> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'texts.readEnd',
    { workflowId, key: key ?? 'none', lineCount },
    { isEnabled: key !== undefined, everyMs: isGrowing ? FOLLOW_MS : undefined },
  );
}

/** Some lines of a file, from one of them on. */
export function useTextPart(
  key: string | undefined,
  start: number,
  count: number,
): HostQuery<{ lines: TextLine[] }> {
  const { workflowId } = usePlace();
  return useHostQuery(
    'texts.readLines',
    { workflowId, key: key ?? 'none', start, count },
    { isEnabled: key !== undefined },
  );
}

/** How many lines a file has, and how far they are counted. */
export function useLineCount(
  key: string,
  isFollowed: boolean,
): readonly [HostQuery<LineCount>, Progress | undefined] {
  const { workflowId } = usePlace();
  const query = useHostQuery(
    'texts.countLines',
    { workflowId, key },
    { everyMs: isFollowed ? FOLLOW_MS : undefined },
  );
  return [query, useProgress('texts.countLines', { workflowId, key })];
}

/** Lines that are there by now, of those that were asked for. */
export type LinesByNumber = (line: number) => TextLine | undefined;

/** The lines `start … stop - 1` of a file whose lines are counted, in pages that are kept. */
export function useTextLines(
  key: string,
  start: number,
  stop: number,
  total: LineCount,
): LinesByNumber {
  const { workflowId } = usePlace();
  const host = useHost();
  const first = Math.floor(Math.max(0, start) / PAGE_LINES);
  const last = Math.floor(Math.max(0, Math.min(stop, total.lineCount) - 1) / PAGE_LINES);
  const pages = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const results = useQueries({
    queries: pages.map((page) => {
      const input = { workflowId, key, start: page * PAGE_LINES, count: PAGE_LINES };
      const options = hostQueryOptions(host, 'texts.readLines', input);
      // The last page grows with the file.
      const isWhole = (page + 1) * PAGE_LINES < total.lineCount;
      const queryKey = [...options.queryKey, isWhole ? 0 : total.sizeBytes];
      return { ...options, queryKey, queryHash: hashKey(queryKey) };
    }),
  });
  return (line) => {
    const page = Math.floor(line / PAGE_LINES);
    return results[page - first]?.data?.lines[line - page * PAGE_LINES];
  };
}

/** Lines of a file that have a text, as they are found. */
export interface TextSearchState {
  readonly lines: readonly number[];
  /** Part of the file that was searched, 0 to 1. */
  readonly share: number;
  readonly isDone: boolean;
  /** More were found than are kept. */
  readonly isCut: boolean;
  readonly error?: AppError | undefined;
}

const NOTHING_FOUND: TextSearchState = { lines: [], share: 0, isDone: false, isCut: false };
const MAX_HITS = 20_000;

/** Searches a file for a text, piece by piece; another text or leaving stops it. */
export function useTextSearch(
  key: string,
  text: string,
  isCaseSensitive: boolean,
): TextSearchState {
  const { workflowId } = usePlace();
  const host = useHost();
  const [state, setState] = useState(NOTHING_FOUND);
  useEffect(() => {
    setState(NOTHING_FOUND);
    if (text === '') return undefined;
    const abort = new AbortController();
    const search = async (): Promise<void> => {
      const lines: number[] = [];
      for (let from = { byte: 0, line: 0 }; ; ) {
        const input = { workflowId, key, text, isCaseSensitive, from };
        const result = await host.call('texts.search', input, { signal: abort.signal });
        if (abort.signal.aborted) return;
        if (!result.ok) {
          setState({ lines, share: 1, isDone: true, isCut: false, error: result.error });
          return;
        }
        const { next, sizeBytes } = result.value;
        // A search that goes on within a line finds the line again.
        for (const line of result.value.lines) if (line !== lines.at(-1)) lines.push(line);
        const isCut = lines.length >= MAX_HITS;
        const isDone = next === undefined || isCut;
        const share = isDone ? 1 : next.byte / Math.max(1, sizeBytes);
        setState({ lines: lines.slice(0, MAX_HITS), share, isDone, isCut });
        if (next === undefined || isCut) return;
        from = next;
      }
    };
    void search();
    return () => abort.abort();
  }, [host, workflowId, key, text, isCaseSensitive]);
  return state;
}

/** How to do again by hand what a run did. */
export function useReproduction({
  taskInsertId,
  element,
  iteration,
  action,
  attempt,
}: RunAddress & { readonly action: number }): HostQuery<Reproduction> {
  const { workflowId } = usePlace();
  return useHostQuery('runs.readReproduction', {
    workflowId,
    taskInsertId,
    element,
    iteration,
    action,
    ...(attempt === undefined ? {} : { attempt }),
  });
}
