import type { Task } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementRow,
  elementsOfTask,
  iterationsOfElement,
  loopIdxOfIteration,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';
import { type RunStatus, statusOfCode } from '../../../shared/model/status.ts';
import type { IterationPlace } from '../../queries/parameters.ts';

/** What is looked at, and what there is to choose from. */
export interface IterationChoice {
  readonly task: Task | undefined;
  readonly element: number;
  readonly elementCount: number;
  readonly iteration: number;
  /** Words for each iteration of the element: its number, and where it is in its loops. */
  readonly iterations: readonly string[];
  /** The iteration itself; absent when the address names one that is not there. */
  readonly place?: IterationPlace | undefined;
  /** All its runs have ended: what they have not set they never will. */
  readonly isOver: boolean;
  /** Why there is nothing to show. */
  readonly reason?: string | undefined;
}

/** First task, first element, final iteration, unless the address says otherwise. */
export function chooseIteration(
  tasks: readonly Task[],
  index: RunIndex,
  address: Address,
): IterationChoice {
  const task =
    address.task === undefined ? tasks[0] : tasks.find(({ insertId }) => insertId === address.task);
  const element = address.element ?? 0;
  const nothing = { task, element, elementCount: 0, iteration: 0, iterations: [], isOver: false };
  if (task === undefined) {
    const reason =
      address.task === undefined
        ? 'This workflow has no tasks yet.'
        : `There is no task with insert ID ${address.task}.`;
    return { ...nothing, reason };
  }
  const { start, stop } = elementsOfTask(index, task.index);
  const elementCount = stop - start;
  const row = elementRow(index, task.index, element);
  if (row === undefined) {
    const reason =
      elementCount === 0
        ? `Task ${task.name} has no elements.`
        : `Task ${task.name} has no element ${element}.`;
    return { ...nothing, elementCount, reason };
  }
  const range = iterationsOfElement(index, row);
  const iterations = Array.from({ length: range.stop - range.start }, (_, ordinal) =>
    iterationText(index, range.start + ordinal, ordinal),
  );
  const iteration = address.iteration ?? Math.max(0, iterations.length - 1);
  const isOver = isIterationOver(index, range.start + iteration);
  const known = { task, element, elementCount, iteration, iterations, isOver };
  if (iteration >= iterations.length) {
    return { ...known, reason: `Element ${element} has no iteration ${iteration}.` };
  }
  return { ...known, place: { taskInsertId: task.insertId, element, iteration } };
}

/** Statuses of runs that have not come to their end. */
const OPEN: readonly RunStatus[] = ['pending', 'prepared', 'submitted', 'running'];

function isIterationOver(index: RunIndex, row: number): boolean {
  const { start, stop } = runsOfIteration(index, row);
  const codes = index.runs.status.subarray(start, stop);
  return codes.length > 0 && codes.every((code) => !OPEN.includes(statusOfCode(code)));
}

function iterationText(index: RunIndex, row: number, ordinal: number): string {
  const loops = loopIdxOfIteration(index, row);
  const where = loops.map(({ loop, iteration }) => `${loop} ${iteration}`).join(', ');
  return where === '' ? String(ordinal) : `${ordinal} (${where})`;
}
