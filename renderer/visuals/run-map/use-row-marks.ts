import { useMemo } from 'react';
import type { MapColumns } from './map-columns.ts';
import type { RowLabel } from './map-frame.ts';
import { type RowSpan, spansOfElements, type TaskPieces } from './map-pieces.ts';

/** Elements `first … last` of a task. */
export interface ElementRange {
  readonly first: number;
  readonly last: number;
}

/** A name beside the elements `first … last`. */
export interface ElementLabel extends ElementRange {
  readonly name: string;
  readonly detail?: string | undefined;
}

interface RowMarksOf {
  readonly map: MapColumns;
  readonly rowTask: number | undefined;
  readonly rowLabels: readonly ElementLabel[];
  readonly window: ElementRange | undefined;
  readonly marks: readonly ElementRange[];
}

interface RowMarks {
  readonly rowPieces: TaskPieces | undefined;
  readonly rowLabels: readonly RowLabel[];
  readonly window: readonly RowSpan[];
  readonly marks: readonly RowSpan[];
}

/** Where in the rows of the map the elements of the table are, made anew only when they change. */
export function useRowMarks({ map, rowTask, rowLabels, window, marks }: RowMarksOf): RowMarks {
  const rowPieces = useMemo(
    () => map.columns.find(({ task }) => task.index === rowTask)?.pieces,
    [map, rowTask],
  );
  const labels = useMemo(
    () => (rowPieces === undefined ? [] : rowLabels.flatMap((label) => labelOf(rowPieces, label))),
    [rowPieces, rowLabels],
  );
  const inTable = useMemo(
    () =>
      rowPieces === undefined || window === undefined ? [] : spansOfElements(rowPieces, window),
    [rowPieces, window],
  );
  const marked = useMemo(
    () =>
      rowPieces === undefined ? [] : marks.flatMap((range) => spansOfElements(rowPieces, range)),
    [rowPieces, marks],
  );
  return { rowPieces, rowLabels: labels, window: inTable, marks: marked };
}

/** None for elements that do not lie together. */
function labelOf(pieces: TaskPieces, { name, detail, ...range }: ElementLabel): RowLabel[] {
  const [span, ...others] = spansOfElements(pieces, range);
  return span === undefined || others.length > 0 ? [] : [{ ...span, name, detail }];
}
