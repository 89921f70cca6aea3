import type { Structure, Task } from '../../shared/contract/documents.ts';
import { actionName } from '../../shared/model/action-name.ts';
import type { Address } from '../../shared/model/address.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { addressInView } from './address-in-view.ts';

/** A place beside the one a step shows. */
export interface Sibling {
  readonly label: string;
  readonly address: Address;
  readonly isCurrent: boolean;
}

/** One step of the address: where it leads, and what is beside it. */
export interface BreadcrumbStep {
  readonly key: string;
  readonly label: string;
  readonly address: Address;
  readonly siblings: readonly Sibling[];
}

/** Longer lists are no help in a menu; the table has them. */
const MOST_SIBLINGS = 200;

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

/** Number of iterations of an element, where the run index knows. */
export function iterationCountOf(index: RunIndex, task: Task, element: number): number | undefined {
  const { count, task: tasks, index: elements, iterationStart } = index.elements;
  for (let row = 0; row < count; row += 1) {
    if (tasks[row] !== task.index || elements[row] !== element) continue;
    const start = iterationStart[row];
    const stop = iterationStart[row + 1];
    return start === undefined || stop === undefined ? undefined : stop - start;
  }
  return undefined;
}

/** The steps of what an address shows in its view: task › element › iteration › action. */
export function breadcrumbSteps(
  whole: Address,
  structure: Structure,
  index: RunIndex | undefined,
): readonly BreadcrumbStep[] {
  const steps: BreadcrumbStep[] = [];
  const address = addressInView(whole);
  const { view } = address;
  const add = (
    key: string,
    label: string,
    place: Address,
    siblings: readonly Sibling[] = [],
  ): void => {
    steps.push({ key, label, address: place, siblings });
  };

  if (address.submission !== undefined) {
    const place: Address = { view, submission: address.submission };
    add(
      'submission',
      `submission ${address.submission}`,
      place,
      range(Math.min(structure.submissionCount, MOST_SIBLINGS)).map((at) => ({
        label: `submission ${at}`,
        address: { view, submission: at },
        isCurrent: at === address.submission,
      })),
    );
    if (address.jobscript !== undefined) {
      add('jobscript', `jobscript ${address.jobscript}`, {
        ...place,
        jobscript: address.jobscript,
      });
    }
  }
  const base: Address = { view };

  const task = structure.tasks.find(({ insertId }) => insertId === address.task);
  if (task !== undefined) {
    const taskPlace: Address = { ...base, task: task.insertId };
    add(
      'task',
      task.name,
      taskPlace,
      structure.tasks.map(({ insertId, name }) => ({
        label: name,
        address: { ...base, task: insertId },
        isCurrent: insertId === task.insertId,
      })),
    );
    addRunSteps(address, task, taskPlace, index, add);
  }
  if (address.parameter !== undefined) add('parameter', address.parameter, address);
  return steps;
}

function addRunSteps(
  address: Address,
  task: Task,
  taskPlace: Address,
  index: RunIndex | undefined,
  add: (key: string, label: string, place: Address, siblings?: readonly Sibling[]) => void,
): void {
  const { element, iteration, action, attempt } = address;
  if (element === undefined) return;
  const elementPlace: Address = { ...taskPlace, element };
  add(
    'element',
    `element ${element}`,
    elementPlace,
    range(task.elementCount <= MOST_SIBLINGS ? task.elementCount : 0).map((at) => ({
      label: `element ${at}`,
      address: { ...taskPlace, element: at },
      isCurrent: at === element,
    })),
  );
  if (iteration === undefined) return;
  const iterationPlace: Address = { ...elementPlace, iteration };
  const iterations = index === undefined ? undefined : iterationCountOf(index, task, element);
  add(
    'iteration',
    `iteration ${iteration}`,
    iterationPlace,
    range(Math.min(iterations ?? 0, MOST_SIBLINGS)).map((at) => ({
      label: `iteration ${at}`,
      address: { ...elementPlace, iteration: at },
      isCurrent: at === iteration,
    })),
  );
  if (action === undefined) return;
  const actionPlace: Address = { ...iterationPlace, action };
  add(
    'action',
    actionName(task, action),
    actionPlace,
    task.actions.map(({ index: at }) => ({
      label: actionName(task, at),
      address: { ...iterationPlace, action: at },
      isCurrent: at === action,
    })),
  );
  if (attempt !== undefined && attempt > 0) {
    add('attempt', `attempt ${attempt}`, { ...actionPlace, attempt });
  }
}
