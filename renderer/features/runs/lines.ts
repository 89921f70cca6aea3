import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { RowLayout } from './row-layout.ts';
import { type SubRow, subRowsOf } from './sub-rows.ts';
import type { ElementLine, Line, TableModel } from './table-model.ts';

type Rows = Pick<TableModel, 'index' | 'summaries' | 'isExpanded'> & {
  readonly layout: RowLayout;
  readonly groups?: TableModel['groups'] | undefined;
};

/** What the line at a row of the table is. */
export function lineAt(
  { index, summaries, layout, groups = [] }: Rows,
  row: number,
): Line | undefined {
  const place = layout.at(row);
  if (place === undefined) return undefined;
  if (place.element === undefined) {
    const group = groups[place.group];
    return group === undefined ? undefined : { kind: 'group', group };
  }
  const { element, sub } = place;
  const elementRow = summaries.firstRow + element;
  if (sub === undefined) return { kind: 'element', element, row: elementRow };
  const line = linesBelow(index, elementRow)[sub];
  return line === undefined ? undefined : { ...line, element, row: elementRow };
}

/** Lines below an element are asked for once per cell: those of the last one are kept. */
let last:
  | { readonly index: RunIndex; readonly row: number; readonly lines: readonly SubRow[] }
  | undefined;

function linesBelow(index: RunIndex, row: number): readonly SubRow[] {
  if (last?.index === index && last.row === row) return last.lines;
  const lines = subRowsOf(index, row);
  last = { index, row, lines };
  return lines;
}

/** Address of a line. */
export function addressOfLine(index: RunIndex, taskInsertId: number, line: ElementLine): Address {
  const address = {
    view: 'runs',
    task: taskInsertId,
    element: index.elements.index[line.row] ?? line.element,
  } as const;
  if (line.kind === 'element') return address;
  const iteration = index.iterations.ordinal[line.iteration] ?? 0;
  if (line.kind === 'iteration') return { ...address, iteration };
  return {
    ...address,
    iteration,
    action: index.runs.action[line.run] ?? 0,
    attempt: index.runs.attempt[line.run] ?? 0,
  };
}

/** Row of the line an address selects: the finest that is there, else its element. */
export function selectedLine(rows: Rows, address: Address): number | undefined {
  const { index, summaries, layout, isExpanded } = rows;
  const { element, iteration, action, attempt } = address;
  if (element === undefined || element >= summaries.count) return undefined;
  if (iteration === undefined || !isExpanded(element)) return layout.rowOf(element);
  const lines = linesBelow(index, summaries.firstRow + element);
  const isIteration = (line: SubRow): boolean =>
    index.iterations.ordinal[line.iteration] === iteration;
  const iterationAt = lines.findIndex((line) => line.kind === 'iteration' && isIteration(line));
  if (iterationAt < 0) return layout.rowOf(element);
  if (action === undefined) return layout.rowOf(element, iterationAt);
  const runAt = lines.findLastIndex(
    (line) =>
      line.kind === 'run' &&
      isIteration(line) &&
      index.runs.action[line.run] === action &&
      (attempt === undefined || index.runs.attempt[line.run] === attempt),
  );
  return layout.rowOf(element, runAt < 0 ? iterationAt : runAt);
}
