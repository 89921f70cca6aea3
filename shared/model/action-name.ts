import type { Task } from '../contract/documents.ts';

/** Name of an action within its task: its label, with its index where several have the same. */
export function actionName({ actions }: Pick<Task, 'actions'>, index: number): string {
  const label = actions[index]?.label;
  if (label === undefined) return `action ${index}`;
  const isUnique = actions.filter((action) => action.label === label).length === 1;
  return isUnique ? label : `${label} (${index})`;
}
