import type { Address } from './address.ts';
import type { RunIndex } from './run-index.ts';
import {
  elementRow,
  elementsOfTask,
  iterationRow,
  iterationsOfElement,
  runRow,
  runsOfElements,
  runsOfIteration,
} from './run-index-queries.ts';

/**
 * Where a selection stands among the run rows: the row of a selected run, or half a row before the
 * first run of a selected iteration, element or task. -0.5 when nothing is selected.
 *
 * @param task Position of the selected task in the template.
 */
export function cursorOf(index: RunIndex, task: number | undefined, address: Address): number {
  if (task === undefined) return -0.5;
  if (address.element === undefined) {
    const elements = elementsOfTask(index, task);
    return elements.stop > elements.start ? runsOfElements(index, elements).start - 0.5 : -0.5;
  }
  const element = elementRow(index, task, address.element);
  if (element === undefined) return -0.5;
  const before = (index.iterations.runStart[iterationsOfElement(index, element).start] ?? 0) - 0.5;
  if (address.iteration === undefined) return before;
  const iteration = iterationRow(index, element, address.iteration);
  if (iteration === undefined) return before;
  if (address.action === undefined) return runsOfIteration(index, iteration).start - 0.5;
  return runRow(index, iteration, address.action, address.attempt) ?? before;
}

/** Position in `failures` of the next or previous one from the cursor, going round at the ends. */
export function stepFailure(
  failures: Uint32Array,
  cursor: number,
  direction: 'next' | 'previous',
): number | undefined {
  if (failures.length === 0) return undefined;
  if (direction === 'next') {
    const at = failures.findIndex((row) => row > cursor);
    return Math.max(at, 0);
  }
  const at = failures.findLastIndex((row) => row < cursor);
  return at < 0 ? failures.length - 1 : at;
}
