import type { Structure, Task } from '../../shared/contract/documents.ts';
import type { Address } from '../../shared/model/address.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { placeOfRun } from '../../shared/model/run-index-queries.ts';

/** Address of a run row of the index. */
export function addressOfRun(structure: Structure, index: RunIndex, row: number): Address {
  const { task: position, ...place } = placeOfRun(index, row);
  const task = structure.tasks[position];
  return { view: 'runs', ...(task === undefined ? {} : { task: task.insertId }), ...place };
}

/** Task of a run row of the index. */
export function taskOfRun(structure: Structure, index: RunIndex, row: number): Task | undefined {
  return structure.tasks[placeOfRun(index, row).task];
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
