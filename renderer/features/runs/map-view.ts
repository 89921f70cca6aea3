import { useCallback } from 'react';
import { create } from 'zustand';
import { usePlace } from '../../queries/workflow-place.ts';
import type { MAP_MODES } from '../../visuals/run-map/map-colouring.ts';

/** How the map of a workflow is shown. View state: no part of an address. */
export interface MapView {
  /** In lines with what they were made of, or each task by itself. */
  readonly rows: 'lineage' | 'even';
  /** What cells are coloured by, unless by a parameter. */
  readonly mode: (typeof MAP_MODES)[number];
  /** Path of the parameter cells are coloured by. */
  readonly column?: string | undefined;
}

const PLAIN_MAP: MapView = { rows: 'lineage', mode: 'status' };

/** By workflow ID. */
export const useMapViews = create<{ readonly byWorkflow: ReadonlyMap<string, MapView> }>(() => ({
  byWorkflow: new Map(),
}));

export function mapViewOf(workflowId: string): MapView | undefined {
  return useMapViews.getState().byWorkflow.get(workflowId);
}

export function setMapView(workflowId: string, view: MapView): void {
  useMapViews.setState(({ byWorkflow }) => ({
    byWorkflow: new Map(byWorkflow).set(workflowId, view),
  }));
}

/** How the map of the shown workflow is shown, and a way to change it. */
export function useMapView(): readonly [MapView, (part: Partial<MapView>) => void] {
  const { workflowId } = usePlace();
  const view = useMapViews(({ byWorkflow }) => byWorkflow.get(workflowId) ?? PLAIN_MAP);
  const change = useCallback(
    (part: Partial<MapView>) =>
      setMapView(workflowId, { ...(mapViewOf(workflowId) ?? PLAIN_MAP), ...part }),
    [workflowId],
  );
  return [view, change];
}
