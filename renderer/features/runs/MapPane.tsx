import { type ComponentProps, useCallback, useMemo, useState } from 'react';
import type { ElementColumn, Structure, Task } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { loopIdxOfIteration, placeOfRun, runRow } from '../../../shared/model/run-index-queries.ts';
import { useColumnValues, useElementColumns, useElementLabel } from '../../queries/elements.ts';
import { useMapRows } from '../../queries/reasons.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { useInspectedRun } from '../../queries/use-inspected-run.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { formatCounted } from '../../ui/format.ts';
import { useThrottled } from '../../ui/use-throttled.ts';
import { colourByValues, colourMap, modesOf } from '../../visuals/run-map/map-colouring.ts';
import { mapColumns } from '../../visuals/run-map/map-columns.ts';
import { columnOfRun, type MapHit } from '../../visuals/run-map/map-hit.ts';
import { RunMap } from '../../visuals/run-map/RunMap.tsx';
import { MapCard } from './MapCard.tsx';
import { MapFooter } from './MapFooter.tsx';
import styles from './MapPane.module.css';
import { MapToolbar } from './MapToolbar.tsx';
import { useMapView } from './map-view.ts';
import { cellWords } from './map-words.ts';
import { markElements, useMarks, useRunsView } from './runs-view.ts';
import { useChosenElements } from './use-chosen-elements.ts';
import { useMapPath } from './use-map-path.ts';

const NO_COLUMNS: readonly ElementColumn[] = [];

interface MapPaneProps {
  readonly structure: Structure;
  readonly task: Task;
  readonly index: RunIndex;
  readonly isNarrow: boolean;
}

/** The map of the whole workflow, beside the table of one task. */
export function MapPane({ structure, task, index, isNarrow }: MapPaneProps) {
  const { address, go } = usePlace();
  const [filter] = useRunFilter();
  const [{ rows: wanted, mode: chosenMode, column: path }, changeMap] = useMapView();
  const [density, setDensity] = useState(1);
  const groups = useRunsView((state) => state.groups);
  const selectedMarks = useMarks(task.insertId);
  const { ranges, keep } = useChosenElements(task.insertId);
  const marks = selectedMarks.length > 0 ? selectedMarks : (ranges ?? selectedMarks);
  const tasks = useMemo(
    () =>
      structure.tasks.map((known) => ({
        index: known.index,
        name: known.name,
        loops: known.loops,
        actions: known.actions.map((_, at) => actionName(known, at)),
      })),
    [structure.tasks],
  );
  const rows = useMapRows(tasks.length > 0).data;
  const isByLineage = wanted === 'lineage' && rows !== undefined && rows.rowCount > 0;
  const map = useMemo(
    () => mapColumns(index, tasks, isByLineage ? rows : undefined),
    [index, tasks, isByLineage, rows],
  );
  const columns = useElementColumns(task.insertId).data?.columns ?? NO_COLUMNS;
  // Values are of the listed task; another one may not have this parameter.
  const column = columns.find((known) => known.path === path);
  const values = useColumnValues(
    task.insertId,
    column === undefined ? [] : [column.path],
  ).byPath.get(path ?? '');
  const modes = useMemo(() => modesOf(index), [index]);
  // What it was coloured by last time may not be recorded any more.
  const mode = modes.includes(chosenMode) ? chosenMode : 'status';
  const colouring = useMemo(
    () =>
      values === undefined ? colourMap(map, index, mode) : colourByValues(map, task.index, values),
    [map, index, mode, values, task.index],
  );
  const inspected = useInspectedRun(structure, index, address, filter.loop);
  // Cells are of last attempts; an earlier one is shown at the same place.
  const run =
    inspected?.action === undefined
      ? NONE
      : (runRow(index, inspected.iterationRow, inspected.action) ?? NONE);
  const lit = useMapPath(index, map, colouring, run);
  const selected = useMemo(() => {
    if (inspected === undefined || run === NONE) return undefined;
    const { element } = inspected;
    const column = columnOfRun(map, inspected.task.index, element, run);
    return column === undefined ? undefined : { column, element };
  }, [inspected, run, map]);
  const label = useElementLabel(
    inspected?.task.insertId,
    inspected?.element,
    inspected?.task.elementCount ?? 0,
  );

  const insertIdOf = useCallback(
    (position: number) => structure.tasks.find(({ index: at }) => at === position)?.insertId ?? 0,
    [structure.tasks],
  );
  const select = useCallback(
    (hit: MapHit, isReplacing: boolean) => {
      const ofTask = insertIdOf(hit.of.task.index);
      if (hit.run === NONE) {
        go(keep({ view: 'runs', task: ofTask, element: hit.element }), { isReplacing });
        return;
      }
      const { task: _, ...place } = placeOfRun(index, hit.run);
      go(keep({ view: 'runs', ...place, task: ofTask }), { isReplacing });
    },
    [index, insertIdOf, go, keep],
  );
  const current = useMemo(
    () =>
      filter.loop ??
      (inspected === undefined
        ? []
        : loopIdxOfIteration(index, inspected.iterationRow, inspected.task.loops)),
    [filter.loop, inspected, index],
  );

  return (
    <section className={styles.pane} aria-label="Map" data-pane="map">
      <MapToolbar
        map={map}
        isNarrow={isNarrow}
        column={column}
        mode={mode}
        modes={modes}
        columns={columns}
        taskName={task.name}
        hasLineage={rows !== undefined && rows.rowCount > 0}
        onMode={(chosen) => changeMap({ mode: chosen, column: undefined })}
        onColumn={(chosen) => changeMap({ column: chosen })}
      />
      {map.columns.length === 0 || map.rowCount === 0 ? (
        <Empty title="Nothing to run">No task of this workflow has elements with actions.</Empty>
      ) : (
        <WindowedMap
          label={`Map of all runs: ${formatCounted(map.rowCount, 'row')} of elements, ${formatCounted(map.columns.length, 'column')} of actions`}
          map={map}
          colouring={colouring}
          path={lit.codes}
          rowTask={task.index}
          rowLabels={groups}
          marks={marks}
          selected={selected}
          current={current}
          isNarrow={isNarrow}
          wordsOf={(hit) => {
            const isInspected =
              hit.of.task.index === inspected?.task.index && hit.element === inspected.element;
            return cellWords(index, hit, isInspected ? label : undefined);
          }}
          renderCard={(hit) => (
            <MapCard index={index} hit={hit} taskInsertId={insertIdOf(hit.of.task.index)} />
          )}
          onSelect={(hit, how) => select(hit, how === 'keys')}
          onEnter={(hit) => select(hit, false)}
          onBox={(box) => {
            const ofTask = insertIdOf(box.task);
            markElements(ofTask, box.ranges);
            if (ofTask !== task.insertId) go({ view: 'runs', task: ofTask });
          }}
          onDensity={setDensity}
        />
      )}
      <MapFooter
        colouring={colouring}
        density={density}
        rows={isByLineage ? rows : undefined}
        tasks={structure.tasks}
        path={lit}
      />
    </section>
  );
}

/** To draw the map with every row scrolled past would take the frames that the table needs. */
const WINDOW_EVERY_MS = 100;

/** The map with the window of the table: of its own, for that moves with every row scrolled past. */
function WindowedMap(props: Omit<ComponentProps<typeof RunMap>, 'window'>) {
  const window = useThrottled(
    useRunsView((state) => state.window),
    WINDOW_EVERY_MS,
  );
  return <RunMap {...props} window={window} />;
}
