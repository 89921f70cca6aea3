import { randomBytes } from 'node:crypto';
import type { FileSource } from '../files/file-source.ts';
import type { WriteStep } from './write-plan.ts';

/**
 * Groups of new tasks are made under names that no reader looks at, in the folder of the workflow
 * itself (hpcflow lists what is in `element_data`), and renamed when they count.
 */
const HIDDEN = /^\.task_(\d+)\.[0-9a-f]{12}\.partial$/;

export function taskPath(insertId: number): string {
  return `element_data/task_${insertId}`;
}

export function hiddenTaskPath(insertId: number): string {
  return `.task_${insertId}.${randomBytes(6).toString('hex')}.partial`;
}

/**
 * Steps that finish what an interrupted commit left: groups of tasks that the template has are put in
 * their place, others are removed.
 *
 * @param insertIds - Tasks of the template.
 */
export function finishInterrupted(reader: FileSource, insertIds: ReadonlySet<number>): WriteStep[] {
  const steps: WriteStep[] = [];
  for (const name of reader.tryListNames('') ?? []) {
    const match = HIDDEN.exec(name);
    if (match === null) continue;
    const key = taskPath(Number(match[1]));
    const isWaited = insertIds.has(Number(match[1])) && !reader.isFile(`${key}/.zgroup`);
    const isComplete = reader.isFile(`${name}/.zgroup`);
    if (isWaited && isComplete) {
      steps.push({ kind: 'remove-folder', key }, { kind: 'place-folder', from: name, key });
    } else {
      steps.push({ kind: 'remove-folder', key: name });
    }
  }
  return steps;
}
