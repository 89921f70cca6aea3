import type { Structure } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import type { LaneOf, TimelineLane } from '../../../shared/model/timeline.ts';
import { formatCount, formatCounted, formatDuration } from '../../ui/format.ts';

/** What a lane is of: its name, and in what it is. */
export interface LaneWords {
  readonly name: string;
  readonly of: string | undefined;
}

export function laneWords(structure: Structure, index: RunIndex, of: LaneOf): LaneWords {
  if (of.kind === 'host') {
    return { name: index.hosts[of.host] ?? 'host not recorded', of: undefined };
  }
  if (of.kind === 'jobscript') {
    if (of.jobscript === NONE) return { name: 'in no submission', of: undefined };
    return { name: `js ${of.jobscript}`, of: `submission ${of.submission}` };
  }
  const task = structure.tasks.find(({ index: at }) => at === of.task);
  return task === undefined
    ? { name: `action ${of.action}`, of: `task ${of.task}` }
    : inTask(actionName(task, of.action), task.name);
}

/** Where an action has the name of its task it is said once. */
const inTask = (name: string, task: string): LaneWords => ({
  name,
  of: name === task ? undefined : task,
});

/** `28 runs, 11 failed, median 6 m 24 s`. */
export function laneFacts({ runs, failedCount, medianUs }: TimelineLane): string {
  return [
    formatCounted(runs.length, 'run'),
    failedCount === 0 ? undefined : `${formatCount(failedCount)} failed`,
    Number.isNaN(medianUs) ? undefined : `median ${formatDuration(medianUs)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}
