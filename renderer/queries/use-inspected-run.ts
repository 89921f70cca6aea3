import { useMemo } from 'react';
import type { Structure, Task } from '../../shared/contract/documents.ts';
import type { Address } from '../../shared/model/address.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import {
  elementRow,
  iterationRow,
  iterationsOfElement,
  iterationTest,
  type LoopChoice,
  runRow,
  runsOfIteration,
} from '../../shared/model/run-index-queries.ts';
import { statusOfCode, URGENCY } from '../../shared/model/status.ts';

/** What the inspector shows: a run, or an iteration without runs. */
export interface Inspected {
  readonly task: Task;
  readonly element: number;
  readonly elementRow: number;
  /** Position among the element's iterations. */
  readonly iteration: number;
  readonly iterationRow: number;
  readonly action?: number | undefined;
  readonly attempt?: number | undefined;
}

/** The run one wants to see first: the most urgent, of equals the last. */
function defaultRun(index: RunIndex, iteration: number): number | undefined {
  const { start, stop } = runsOfIteration(index, iteration);
  let best: number | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (let row = start; row < stop; row += 1) {
    const rank = URGENCY.indexOf(statusOfCode(index.runs.status[row] ?? 0));
    if (rank <= bestRank) {
      best = row;
      bestRank = rank;
    }
  }
  return best;
}

/** Newest iteration the loop filter leaves; the newest of all when it leaves none. */
function defaultIteration(
  index: RunIndex,
  element: number,
  filter: LoopChoice | undefined,
): number | undefined {
  const { start, stop } = iterationsOfElement(index, element);
  const isWanted = iterationTest(index, filter);
  for (let row = stop - 1; row >= start; row -= 1) if (isWanted(row)) return row;
  return stop > start ? stop - 1 : undefined;
}

/** Finds what an address is about, filling in what it leaves open; `undefined` when nothing is. */
export function inspectedRun(
  structure: Structure,
  index: RunIndex,
  address: Address,
  filter: LoopChoice | undefined,
): Inspected | undefined {
  const task =
    address.task === undefined
      ? structure.tasks[0]
      : structure.tasks.find(({ insertId }) => insertId === address.task);
  if (task === undefined || address.element === undefined) return undefined;
  const row = elementRow(index, task.index, address.element);
  if (row === undefined) return undefined;
  const atIteration =
    address.iteration === undefined
      ? defaultIteration(index, row, filter)
      : iterationRow(index, row, address.iteration);
  if (atIteration === undefined) return undefined;
  const run =
    address.action === undefined
      ? defaultRun(index, atIteration)
      : runRow(index, atIteration, address.action, address.attempt);
  return {
    task,
    element: address.element,
    elementRow: row,
    iteration: index.iterations.ordinal[atIteration] ?? 0,
    iterationRow: atIteration,
    ...(run === undefined
      ? {}
      : { action: index.runs.action[run] ?? 0, attempt: index.runs.attempt[run] ?? 0 }),
  };
}

/** Why an address with an element leads to nothing: a title and a sentence. */
export function absenceWords(
  structure: Structure,
  index: RunIndex,
  address: Address,
): readonly [title: string, text: string] {
  const task = structure.tasks.find(({ insertId }) => insertId === address.task);
  if (task === undefined) {
    return ['Not in the workflow', 'The task of this address is not in the workflow.'];
  }
  const row = elementRow(index, task.index, address.element ?? 0);
  if (row === undefined) {
    return ['Not in the workflow', `${task.name} has no element ${address.element}.`];
  }
  const { start, stop } = iterationsOfElement(index, row);
  const name = `Element ${address.element} of ${task.name}`;
  return stop === start
    ? ['No iterations', `${name} has none, or they cannot be read.`]
    : ['Not in the workflow', `${name} has no iteration ${address.iteration}.`];
}

export function useInspectedRun(
  structure: Structure | undefined,
  index: RunIndex | undefined,
  address: Address,
  filter: LoopChoice | undefined,
): Inspected | undefined {
  return useMemo(
    () =>
      structure === undefined || index === undefined
        ? undefined
        : inspectedRun(structure, index, address, filter),
    [structure, index, address, filter],
  );
}
