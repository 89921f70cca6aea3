import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import type { ElementSummaries } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { LoopChoice } from '../../../shared/model/run-index-queries.ts';
import type { ElementCells } from '../../queries/elements.ts';
import type { RowLayout } from './row-layout.ts';
import type { StripScope } from './strip-groups.ts';
import type { SubRow } from './sub-rows.ts';
import type { TableSort } from './table-view.ts';
import type { TimeStyle } from './time-words.ts';
import type { ElementGroup } from './value-columns.ts';

/** Everything the cells of the elements table are drawn from. */
export interface TableModel {
  readonly task: Task;
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly layout: RowLayout;
  readonly inputs: readonly ElementColumn[];
  /** True when a person chose them: then all are shown, however narrow the table is. */
  readonly areColumnsChosen: boolean;
  readonly cells: ElementCells;
  readonly scope: StripScope;
  /** Most iterations any element has (of those the loop filter leaves). */
  readonly mostIterations: number;
  readonly loop: LoopChoice | undefined;
  readonly times: TimeStyle;
  /** What wrote the workflow, to say what it does not record: `hpcFlow 0.2.0a40`. */
  readonly writer: string;
  /** Elements in the order they are shown. */
  readonly order: Uint32Array;
  readonly groups: readonly ElementGroup[];
  readonly isClosed: (groupCode: number) => boolean;
  readonly onToggleGroup: (groupCode: number) => void;
  readonly sort: TableSort;
  /** By a key of the run index, or the path of a column of values. */
  readonly onSort: (key: string) => void;
  readonly isExpanded: (element: number) => boolean;
  readonly onToggle: (element: number) => void;
  /** Selects the run of a cell of a strip. */
  readonly onPick: (element: number, ordinal: number, action: number) => void;
  /** Cell of a strip that is selected. */
  readonly picked:
    | { readonly element: number; readonly ordinal: number; readonly action: number }
    | undefined;
}

/** A line of the table with what it is of. */
export type Line = { readonly kind: 'group'; readonly group: ElementGroup } | ElementLine;

/** A line of an element: itself, or below it. */
export type ElementLine =
  | { readonly kind: 'element'; readonly element: number; readonly row: number }
  | ({ readonly element: number; readonly row: number } & SubRow);
