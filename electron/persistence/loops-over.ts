import { isDict, isList, type PyDict } from './values.ts';

/** Names of the template's loops over a task. */
export function loopsOver(insertId: number, template: PyDict): string[] {
  const loops = template.get('loops');
  return (isList(loops) ? loops : []).flatMap((loop) => {
    const tasks = isDict(loop) ? loop.get('task_insert_IDs') : undefined;
    const name = isDict(loop) ? loop.get('name') : undefined;
    const isOver = isList(tasks) && tasks.includes(insertId);
    return isOver && typeof name === 'string' ? [name] : [];
  });
}
