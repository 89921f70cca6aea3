import type { Structure, Task } from '../../shared/contract/documents.ts';
import { actionName } from '../../shared/model/action-name.ts';
import type { Address } from '../../shared/model/address.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { placeOfRun } from '../../shared/model/run-index-queries.ts';
import { type RunStatus, statusOfCode } from '../../shared/model/status.ts';

/** Address of a run row of the index. */
export function addressOfRun(structure: Structure, index: RunIndex, row: number): Address {
  const { task: position, ...place } = placeOfRun(index, row);
  const task = structure.tasks[position];
  return { view: 'runs', ...(task === undefined ? {} : { task: task.insertId }), ...place };
}

/** Status of run rows of the index. */
export function statusOfRun(index: RunIndex): (row: number) => RunStatus {
  return (row) => statusOfCode(index.runs.status[row] ?? 0);
}

/** Task of a run row of the index. */
export function taskOfRun(structure: Structure, index: RunIndex, row: number): Task | undefined {
  return structure.tasks[placeOfRun(index, row).task];
}

/** `write_solver_input, element 5, iteration 0`: a run, by name. */
export function runName(structure: Structure, index: RunIndex, row: number): string {
  const place = placeOfRun(index, row);
  const task: Task | undefined = structure.tasks[place.task];
  const what = task === undefined ? 'a run' : actionName(task, place.action);
  const iteration =
    task !== undefined && task.loops.length > 0 ? `, iteration ${place.iteration}` : '';
  const of = task === undefined || what === task.name ? '' : ` of ${task.name}`;
  return `${what}${of}, element ${place.element}${iteration}`;
}

/** Element indexes of run rows within their task, each once, ascending. */
export function elementsOfRuns(index: RunIndex, rows: Iterable<number>): readonly number[] {
  const elements = new Set<number>();
  for (const row of rows) elements.add(placeOfRun(index, row).element);
  return [...elements].sort((a, b) => a - b);
}

/** Indices as Python writes a tuple, for `element_idx in (36, 39)`. */
export function pythonTuple(numbers: readonly number[]): string {
  return numbers.length === 1 ? `(${numbers[0]},)` : `(${numbers.join(', ')})`;
}
