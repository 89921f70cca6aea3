import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Progress } from '../../shared/contract/client.ts';
import {
  type Delimiter,
  type FileBytes,
  type FileFacts,
  type FileNode,
  HEX_BYTES,
  MAX_IMAGE_BYTES,
  type TableFacts,
  type TableRows,
} from '../../shared/contract/file-views.ts';
import type { ValueChild, ValuePath } from '../../shared/contract/values.ts';
import { useHost } from '../host/HostContext.tsx';
import type { LoadedChildren } from './parameters.ts';
import {
  errorOf,
  type HostQuery,
  hostQueryOptions,
  useHostQuery,
  useProgress,
} from './use-host-query.ts';
import { FIRST_PAGE, pageRange } from './value-pages.ts';

/** A file, wherever it is asked about. */
export interface FilePlace {
  readonly workflowId: string;
  readonly key: string;
}

/** Size and kind of a file. */
export function useFileFacts({ workflowId, key }: FilePlace): HostQuery<FileFacts> {
  return useHostQuery('files.describe', { workflowId, key });
}

/** The bytes of an image; not asked for where it is too large. */
export function useImageBytes(
  { workflowId, key }: FilePlace,
  sizeBytes: number,
): HostQuery<FileBytes> {
  const input = { workflowId, key, offsetBytes: 0, lengthBytes: MAX_IMAGE_BYTES };
  return useHostQuery('files.readBytes', input, { isEnabled: sizeBytes <= MAX_IMAGE_BYTES });
}

/** Pages of `HEX_BYTES` from the first to the last asked for, by number. */
export function useBytePages(
  { workflowId, key }: FilePlace,
  first: number,
  last: number,
): (page: number) => Uint8Array | undefined {
  const host = useHost();
  const pages = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const results = useQueries({
    queries: pages.map((page) => ({
      ...hostQueryOptions(host, 'files.readBytes', {
        workflowId,
        key,
        offsetBytes: page * HEX_BYTES,
        lengthBytes: HEX_BYTES,
      }),
      gcTime: 30_000,
    })),
  });
  return (page) => results[page - first]?.data?.bytes;
}

/** How many rows a table has, and how far they are counted. */
export function useRowCount(
  { workflowId, key }: FilePlace,
  delimiter: Delimiter | undefined,
): readonly [HostQuery<TableFacts>, Progress | undefined] {
  const input = { workflowId, key, ...(delimiter === undefined ? {} : { delimiter }) };
  return [useHostQuery('files.countRows', input), useProgress('files.countRows', input)];
}

/** Rows of a table are read in pages. */
const PAGE_ROWS = 200;

export interface RowPages {
  readonly rowAt: (row: number) => readonly string[] | undefined;
  readonly first: HostQuery<TableRows>;
  readonly isCut: boolean;
}

/** The rows `start … stop - 1` of a table, and always its first ones, which need no counting. */
export function useTableRows(
  { workflowId, key }: FilePlace,
  delimiter: Delimiter | undefined,
  start: number,
  stop: number,
): RowPages {
  const host = useHost();
  const place = { workflowId, key, ...(delimiter === undefined ? {} : { delimiter }) };
  const firstPage = { ...place, start: 0, count: PAGE_ROWS };
  const first = useHostQuery('files.readRows', firstPage);
  const from = Math.max(1, Math.floor(start / PAGE_ROWS));
  const to = Math.floor(Math.max(0, stop - 1) / PAGE_ROWS);
  const pages = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  const results = useQueries({
    queries: pages.map((page) => ({
      ...hostQueryOptions(host, 'files.readRows', {
        ...place,
        start: page * PAGE_ROWS,
        count: PAGE_ROWS,
      }),
      gcTime: 30_000,
    })),
  });
  const rowAt = (row: number): readonly string[] | undefined => {
    const page = Math.floor(row / PAGE_ROWS);
    const data = page === 0 ? first.data : results[page - from]?.data;
    return data?.rows[row - page * PAGE_ROWS];
  };
  const isCut = first.data?.isCut === true || results.some(({ data }) => data?.isCut === true);
  return { rowAt, first, isCut };
}

/** What a tree of a file is made by. */
export type TreeKind = 'tree' | 'hdf5';

/** A part of a document or of an HDF5 file, with the first page of its children. */
export function useFileNode(
  { workflowId, key }: FilePlace,
  as: TreeKind,
  path: ValuePath,
): HostQuery<FileNode> {
  return useHostQuery('files.readNode', { workflowId, key, as, path, start: 0, stop: FIRST_PAGE });
}

/** A part that was opened, and how many pages of it are wanted. */
export interface OpenPart {
  readonly id: string;
  readonly path: ValuePath;
  readonly pages: number;
}

/** Children of all opened parts, by their id. */
export function useFileChildren(
  { workflowId, key }: FilePlace,
  as: TreeKind,
  parts: readonly OpenPart[],
): ReadonlyMap<string, LoadedChildren> {
  const host = useHost();
  const asked = parts.flatMap(({ path, pages }) =>
    Array.from({ length: pages }, (_, page) => ({ path, ...pageRange(page) })),
  );
  const answers = useQueries({
    queries: asked.map((page) =>
      hostQueryOptions(host, 'files.readNode', { workflowId, key, as, ...page }),
    ),
    combine: (results) =>
      results.map(({ data, error, isFetching }) => ({ data, error: errorOf(error), isFetching })),
  });
  return useMemo(() => {
    const byId = new Map<string, LoadedChildren>();
    let at = 0;
    for (const { id, pages } of parts) {
      const own = answers.slice(at, at + pages);
      at += pages;
      const children: ValueChild[] = [];
      // What follows a page that is not there yet would stand at the wrong place.
      for (const { data } of own) {
        if (data === undefined) break;
        for (const child of data.children) children.push(child);
      }
      byId.set(id, {
        children,
        total: own[0]?.data?.total ?? 0,
        pages,
        isLoading: own.some(({ isFetching }) => isFetching),
        error: own.find(({ error }) => error !== undefined)?.error,
      });
    }
    return byId;
  }, [parts, answers]);
}
