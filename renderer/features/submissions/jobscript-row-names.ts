import type { Task } from '../../../shared/contract/documents.ts';
import type { JobscriptGrid } from '../../../shared/contract/submissions.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { loopText, taskName } from './submission-words.ts';

/** How a row of a jobscript (an action of a task, in a loop iteration) is named. */
export interface JobscriptRowName {
  readonly action: string;
  /** Task and loop iteration, as far as the rows differ in them; else empty. */
  readonly aside: string;
  /** The action alone where no other row has one of that name, else with what tells them apart. */
  readonly short: string;
}

/** Names of the rows, one for each. */
export function jobscriptRowNames(
  rows: JobscriptGrid['rows'],
  tasks: readonly Task[],
): readonly JobscriptRowName[] {
  const hasTasks = new Set(rows.map(({ taskInsertId }) => taskInsertId)).size > 1;
  const hasLoops = new Set(rows.map(({ loopIdx }) => loopText(loopIdx))).size > 1;
  const named = rows.map(({ taskInsertId, action, loopIdx }) => {
    const task = tasks.find(({ insertId }) => insertId === taskInsertId);
    const parts = [
      ...(hasTasks ? [taskName(tasks, taskInsertId)] : []),
      ...(hasLoops ? [loopText(loopIdx)] : []),
    ];
    return {
      action: task === undefined ? `action ${action}` : actionName(task, action),
      aside: parts.filter((part) => part !== '').join(', '),
    };
  });
  return named.map(({ action, aside }) => {
    const isAlone = named.filter((other) => other.action === action).length === 1;
    return { action, aside, short: isAlone || aside === '' ? action : `${action}, ${aside}` };
  });
}
