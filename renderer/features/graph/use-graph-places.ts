import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { elkGraph, type GraphPlaces, placesOf } from '../../visuals/task-graph/elk-graph.ts';
import { layOut } from '../../visuals/task-graph/layout-client.ts';
import type { TaskGraph } from '../../visuals/task-graph/task-graph.ts';

export interface GraphLayout {
  /** `undefined` while it is worked out; then that of the graph that was given. */
  readonly places: GraphPlaces | undefined;
  /** Why there is none. */
  readonly failure: 'cancelled' | 'failed' | undefined;
  readonly cancel: () => void;
  readonly retry: () => void;
}

/** Where the boxes of a graph stand, worked out in a worker and kept. */
export function useGraphPlaces(
  graph: TaskGraph,
  frameWidths: ReadonlyMap<string, number>,
): GraphLayout {
  const queryClient = useQueryClient();
  const input = useMemo(() => elkGraph(graph, frameWidths), [graph, frameWidths]);
  const queryKey = useMemo(() => ['graph layout', JSON.stringify(input)], [input]);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => layOut(input, signal),
  });
  const { data, refetch } = query;
  const places = useMemo(
    () => (data === undefined ? undefined : placesOf(graph, data)),
    [graph, data],
  );
  const cancel = useCallback(
    () => void queryClient.cancelQueries({ queryKey }),
    [queryClient, queryKey],
  );
  const retry = useCallback(() => void refetch(), [refetch]);
  const wasCancelled = query.isPending && query.fetchStatus === 'idle';
  const failure = query.isError ? 'failed' : wasCancelled ? 'cancelled' : undefined;
  return { places, failure, cancel, retry };
}
