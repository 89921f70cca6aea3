import { type MutableDict, type MutableTree, thawed, thawedDict } from './mutable-tree.ts';
import type { PendingChanges } from './pending-changes.ts';
import { invalidRequest } from './store-errors.ts';
import { formatTimestamp } from './timestamp-text.ts';
import type { PyValue } from './values.ts';

/**
 * Changes of the parts of a workflow that both stores have as documents. Each function gives true
 * when it changed something; none touches what is pending.
 */

function known<T>(value: T | undefined, what: string, index: number): T {
  if (value !== undefined) return value;
  throw invalidRequest('IndexError', `The workflow has no ${what} ${index}.`, what);
}

/** Steps 1 and 2 of FORMATS §9.2, the template's part. */
export function insertTemplateTasks(tree: MutableTree, pending: PendingChanges): boolean {
  const template = tree.dict(tree.root, 'template', 'template');
  const tasks = tree.list(template, 'tasks', 'template.tasks');
  for (const [index, task] of pending.tasks) tasks.splice(index, 0, thawedDict(task));
  const added = tree.root.get('num_added_tasks');
  if (typeof added === 'number' && pending.tasks.size > 0) {
    tree.root.set('num_added_tasks', added + pending.tasks.size);
  }
  return pending.tasks.size > 0;
}

/** Step 3. A kind without components is added too, but is no reason to write a JSON store. */
export function mergeComponents(tree: MutableTree, pending: PendingChanges): boolean {
  const all = tree.dict(tree.root, 'template_components', 'template_components');
  let isChanged = false;
  for (const [kind, components] of pending.templateComponents) {
    const stored = all.get(kind);
    const merged =
      stored instanceof Map ? tree.dict(all, kind, `template_components.${kind}`) : new Map();
    all.set(kind, merged);
    for (const [hash, component] of components) {
      merged.set(hash, thawed(component));
      isChanged = true;
    }
  }
  return isChanged;
}

/** Positions of the template's tasks by insert ID. */
export function taskPositions(tree: MutableTree): ReadonlyMap<number, number> {
  const template = tree.dict(tree.root, 'template', 'template');
  const positions = new Map<number, number>();
  for (const [index, task] of tree.list(template, 'tasks', 'template.tasks').entries()) {
    const insertId = task instanceof Map ? task.get('insert_ID') : undefined;
    if (typeof insertId === 'number') positions.set(insertId, index);
  }
  return positions;
}

/** Step 4. */
export function appendElementSets(tree: MutableTree, pending: PendingChanges): boolean {
  const template = tree.dict(tree.root, 'template', 'template');
  const tasks = tree.list(template, 'tasks', 'template.tasks');
  const positions = taskPositions(tree);
  for (const [insertId, sets] of pending.elementSets) {
    const position = known(positions.get(insertId), 'task with the insert ID', insertId);
    const task = tree.item(tasks, position, 'template.tasks');
    const place = `template.tasks.${position}.element_sets`;
    tree.list(task, 'element_sets', place).push(...sets.map(thawed));
  }
  return pending.elementSets.size > 0;
}

/** Steps 13 to 15. */
export function appendLoops(tree: MutableTree, pending: PendingChanges): boolean {
  const { templateLoops, loops, loopsAddedIters } = pending;
  const template = tree.dict(tree.root, 'template', 'template');
  if (templateLoops.length > 0) {
    tree.list(template, 'loops', 'template.loops').push(...templateLoops.map(thawed));
  }
  const stored = tree.list(tree.root, 'loops', 'loops');
  stored.push(...loops.map(thawed));
  for (const [index, count] of loopsAddedIters) {
    const loop = known(stored[index], 'loop', index) === null ? undefined : index;
    tree.item(stored, known(loop, 'loop', index), 'loops').set('num_added_iterations', count);
  }
  return templateLoops.length + loops.length + loopsAddedIters.size > 0;
}

/** Steps 16 to 20. @param submissions - The stored list, which is changed. */
export function applySubmissions(
  tree: MutableTree,
  submissions: PyValue[],
  pending: PendingChanges,
  tsFmt: string,
): boolean {
  submissions.push(...pending.submissions.map(thawed));
  const submission = (index: number): MutableDict => {
    known(submissions[index], 'submission', index);
    return tree.item(submissions, index, 'submissions');
  };
  for (const [index, attempts] of pending.submissionAttempts) {
    const place = `submissions.${index}.submission_attempts`;
    tree.list(submission(index), 'submission_attempts', place).push(...attempts.map(thawed));
  }
  const changes = [...pending.jobscripts].flatMap(([index, jobscripts]) =>
    [...jobscripts].map(([position, change]) => {
      const place = `submissions.${index}.jobscripts`;
      const list = tree.list(submission(index), 'jobscripts', place);
      known(list[position], 'jobscript', position);
      return { jobscript: tree.item(list, position, place), change };
    }),
  );
  for (const { jobscript, change } of changes) {
    const { versionInfo, jobId, submitTime } = change;
    if (versionInfo !== undefined) jobscript.set('version_info', thawed(versionInfo));
    if (jobId !== undefined) jobscript.set('scheduler_job_ID', jobId);
    if (submitTime !== undefined) jobscript.set('submit_time', formatTimestamp(submitTime, tsFmt));
  }
  return pending.submissions.length + pending.submissionAttempts.size + changes.length > 0;
}
