import { useMemo } from 'react';
import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import { elementsIn, parseRanges } from '../../../shared/model/element-ranges.ts';
import {
  maskOfFilters,
  statusOfMask,
  summariseElements,
} from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { statusCode } from '../../../shared/model/status.ts';
import { useColumnValues, useElementColumns } from '../../queries/elements.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import type { PlotScalar } from '../../visuals/plot-scalar.ts';
import {
  doesVary,
  ELEMENT,
  EXIT,
  firstAxes,
  indexScalar,
  type PlotChoice,
  plotChoices,
  RAN,
  upCandidates,
  valueScalar,
} from './plot-columns.ts';
import type { PlotView } from './plots-store.ts';

const NO_COLUMNS: readonly ElementColumn[] = [];

/** What is plotted of a task: the scalars that are shown, statuses, and the chosen elements. */
export function usePlotData(task: Task, index: RunIndex, view: PlotView) {
  const { address } = usePlace();
  const [{ statuses, loop, scope = 'final' }] = useRunFilter();
  const list = useElementColumns(task.insertId);
  const columns = list.data?.columns ?? NO_COLUMNS;
  const summaries = useMemo(
    () => summariseElements(index, task.index, loop, scope),
    [index, task.index, loop, scope],
  );
  const choices = useMemo(() => {
    // Early versions of hpcflow record no exit code: an axis without values is none.
    const hasExit = summaries.exitCode.some((code) => !Number.isNaN(code));
    return plotChoices(columns).filter(({ id }) => id !== EXIT.id || hasExit);
  }, [columns, summaries]);
  const first = useMemo(() => firstAxes(choices, columns), [choices, columns]);
  const isKnown = (id: string | undefined): id is string =>
    choices.some((choice) => choice.id === id);
  const axes = (view.axes ?? [...first.inputs, ...first.outputs, RAN.id]).filter(isKnown);
  const isNumber = (id: string): boolean =>
    columns.some(({ path, isNumeric }) => path === id && isNumeric);
  const x = isKnown(view.x) ? view.x : (first.inputs.find(isNumber) ?? ELEMENT.id);
  const candidates = isKnown(view.y) ? [view.y] : upCandidates(choices, columns);
  const colour = isKnown(view.colour) ? view.colour : undefined;
  const shown = [
    ...(view.kind === 'scatter' ? [x, ...candidates] : axes),
    ...(colour === undefined ? [] : [colour]),
  ];

  const paths = choices.flatMap(({ id, path }) =>
    path === undefined || !shown.includes(id) ? [] : [path],
  );
  const values = useColumnValues(task.insertId, paths);
  const scalars = useMemo(() => {
    const known = new Map<string, PlotScalar>();
    for (const choice of choices) {
      const column = choice.path === undefined ? undefined : values.byPath.get(choice.path);
      if (column !== undefined) known.set(choice.id, valueScalar(choice, column));
      else if (choice.path === undefined) known.set(choice.id, indexScalar(choice, summaries));
    }
    return known;
  }, [choices, values, summaries]);
  const y =
    candidates.find((id) => {
      const scalar = scalars.get(id);
      return scalar !== undefined && doesVary(scalar);
    }) ??
    candidates[0] ??
    RAN.id;
  const axisKey = axes.join('\n');
  const onAxes = useMemo(
    () => axisKey.split('\n').flatMap((id) => scalars.get(id) ?? []),
    [axisKey, scalars],
  );

  const statusCodes = useMemo(
    () =>
      Uint8Array.from(summaries.statusMask, (mask) =>
        statusCode(statusOfMask(mask)?.worst ?? 'pending'),
      ),
    [summaries],
  );
  const { elements } = address;
  const chosen = useMemo(() => {
    const ranges = elements === undefined ? undefined : parseRanges(elements);
    const all = ranges ?? [{ first: 0, last: summaries.count - 1 }];
    const wanted = maskOfFilters(statuses);
    return elementsIn(all, summaries.count).filter(
      (element) => wanted === undefined || ((summaries.statusMask[element] ?? 0) & wanted) !== 0,
    );
  }, [elements, summaries, statuses]);
  return {
    choices,
    x,
    y,
    axes,
    colour,
    scalars,
    onAxes,
    statusCodes,
    chosen,
    elementCount: summaries.count,
    error: list.error ?? values.error,
    isLoading: list.data === undefined || values.isLoading,
    cancel: list.cancel,
  };
}

export type PlotData = ReturnType<typeof usePlotData>;

export const labelOfChoice = (choices: readonly PlotChoice[], id: string): string =>
  choices.find((choice) => choice.id === id)?.label ?? id;
