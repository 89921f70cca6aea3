import { useEffect, useState } from 'react';
import type { Arrangement } from '../../../shared/contract/saved-views.ts';
import { useHost } from '../../host/HostContext.tsx';
import { usePlace } from '../../queries/workflow-place.ts';
import { MAP_MODES } from '../../visuals/run-map/map-colouring.ts';
import { mapViewOf, setMapView, useMapViews } from './map-view.ts';
import { PLAIN_VIEW, setTables, tablesOf, useTableViews } from './table-view.ts';

/** Workflows, by their IDs, that were arranged as they were last. */
const arranged = new Set<string>();

/** What is kept of how a workflow is arranged; nothing that hides runs. */
export function arrangementOf(workflowId: string): Arrangement {
  const tables = [...tablesOf(workflowId)].map(([task, { columns, sort, groupBy }]) => ({
    task,
    ...(columns === undefined ? {} : { columns: [...columns] }),
    sort: { ...sort },
    ...(groupBy === undefined ? {} : { groupBy }),
  }));
  const map = mapViewOf(workflowId);
  return { tables, ...(map === undefined ? {} : { map }) };
}

/** Arranges a workflow as it was; what this version does not know is left out. */
export function arrange(workflowId: string, { tables, map }: Arrangement): void {
  setTables(
    workflowId,
    new Map(tables.map(({ task, ...kept }) => [task, { ...PLAIN_VIEW, ...kept }])),
  );
  if (map === undefined) return;
  const mode = MAP_MODES.find((known) => known === map.mode) ?? 'status';
  setMapView(workflowId, { ...map, mode });
}

/**
 * Arranges the shown workflow as it was when it was open last, and keeps how it is arranged.
 *
 * @returns False until the host has told how it was.
 */
export function useKeptArrangement(): boolean {
  const { workflowId, identity } = usePlace();
  const { path } = identity;
  const host = useHost();
  const [readyId, setReadyId] = useState(arranged.has(workflowId) ? workflowId : undefined);
  useEffect(() => {
    if (arranged.has(workflowId)) {
      setReadyId(workflowId);
      return;
    }
    let isLeft = false;
    void host.call('views.readArrangement', { path }).then((result) => {
      if (isLeft) return;
      if (result.ok && result.value.arrangement !== undefined) {
        arrange(workflowId, result.value.arrangement);
      }
      arranged.add(workflowId);
      setReadyId(workflowId);
    });
    return () => {
      isLeft = true;
    };
  }, [host, workflowId, path]);
  const isReady = readyId === workflowId;
  useEffect(() => {
    if (!isReady) return;
    let kept = JSON.stringify(arrangementOf(workflowId));
    const keep = (): void => {
      const arrangement = arrangementOf(workflowId);
      const text = JSON.stringify(arrangement);
      if (text === kept) return;
      kept = text;
      void host.call('views.keepArrangement', { path, arrangement });
    };
    const stops = [useTableViews.subscribe(keep), useMapViews.subscribe(keep)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [host, isReady, workflowId, path]);
  return isReady;
}
