import type { Loop, Task } from '../../../shared/contract/documents.ts';
import type { LoopEnd } from '../../../shared/model/loop-ends.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';

/** Position of the task after which a loop's rule is looked at: the last, where that is not stored. */
export function endTask({ termination, taskInsertIds }: Loop, tasks: readonly Task[]): number {
  const insertId = termination?.taskInsertId ?? taskInsertIds.at(-1);
  return tasks.find((task) => task.insertId === insertId)?.index ?? -1;
}

/** `after iteration 1 of 0 to 3`, or after which ones for how many elements. */
export function endWords(
  { addedIterations }: Loop,
  ends: readonly LoopEnd[] | undefined,
  isInferred: boolean,
): string {
  if (ends === undefined) return 'reading runs…';
  if (ends.length === 0) return 'no: no run was skipped because of it';
  const isOne = ends.length === 1 && ends[0]?.count === 1;
  const listed = ends.map((end) =>
    isOne ? afterWords(end) : `${afterWords(end)} for ${formatCounted(end.count, 'element')}`,
  );
  const likely = isInferred ? 'likely ' : '';
  return `${likely}${listed.join(', ')}, of 0 to ${formatCount(addedIterations - 1)}`;
}

function afterWords({ after }: LoopEnd): string {
  return after < 0 ? 'before its first iteration' : `after iteration ${formatCount(after)}`;
}
