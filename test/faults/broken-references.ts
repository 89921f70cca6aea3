import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDict, isList, type PyDict, type PyValue } from '../../electron/persistence/values.ts';
import type { Gen1Workflow } from '../../electron/persistence/workflow-records.ts';

const dicts = (value: PyValue | undefined): PyDict[] => (isList(value) ? value.filter(isDict) : []);
const numbers = (value: PyValue | undefined): number[] => (isList(value) ? value.map(Number) : []);

/** Everything in a workflow that refers to something that is not there. */
export function brokenReferences(workflow: Gen1Workflow): string[] {
  const broken: string[] = [];
  const check = (isThere: boolean, what: string): void => {
    if (!isThere) broken.push(what);
  };
  const { template, parameters, submissions, tasks } = workflow;
  const hashes = workflow.templateComponents.get('task_schemas');
  const loops = dicts(template.get('loops')).map((loop) => loop.get('name'));
  const documents = dicts(template.get('tasks'));
  const used = new Set<number>();
  const runs = new Set<string>();
  for (const [index, task] of tasks.entries()) {
    const place = `task ${task.insertId}`;
    const sets = dicts(documents[index]?.get('element_sets'));
    const schemas = documents[index]?.get('schemas');
    for (const schema of isList(schemas) ? schemas : []) {
      const hash = String(schema).replace('hash:', '');
      check(isDict(hashes) && hashes.has(hash), `${place}: schema ${hash}`);
    }
    for (const set of sets) {
      const [, stop = 0] = numbers(set.get('_element_local_idx_range'));
      check(stop <= task.elements.length, `${place}: elements up to ${stop} of an element set`);
    }
    for (const [i, element] of task.elements.entries()) {
      check(element.es_idx < sets.length, `${place}: element set of element ${i}`);
      for (const iteration of element.iterations_idx) {
        check(iteration < task.iterations.length, `${place}: iteration ${iteration}`);
        for (const [action, list] of task.iterations[iteration]?.actions ?? []) {
          for (const run of list) runs.add(`${task.insertId} ${iteration} ${action} ${run.index}`);
        }
        for (const name of Object.keys(task.iterations[iteration]?.loop_idx ?? {})) {
          check(loops.includes(name), `${place}: loop ${name}`);
        }
        const indices = task.iterations[iteration]?.data_idx ?? {};
        for (const parameter of Object.values(indices)) used.add(parameter);
      }
    }
    for (const iteration of task.iterations) {
      for (const run of [...iteration.actions.values()].flat()) {
        const { submission_idx } = run.metadata;
        const isThere = submission_idx === null || submission_idx < submissions.length;
        check(isThere, `${place}: submission ${submission_idx}`);
      }
    }
  }
  for (const index of used) {
    check(index < parameters.length, `parameter ${index}`);
    const source = parameters[index]?.source;
    if (source?.get('EAR_idx') === undefined) continue;
    const key = ['task_insert_ID', 'iteration_idx', 'action_idx', 'EAR_idx'].map((k) =>
      source.get(k),
    );
    check(runs.has(key.join(' ')), `source of parameter ${index}: run ${key.join(' ')}`);
  }
  for (const [index, submission] of submissions.entries()) {
    for (const jobscript of dicts(submission.get('jobscripts'))) {
      for (const entry of jobscript.get('EARs') as readonly (readonly PyValue[])[]) {
        const [[task = 0, , run = 0] = [], [iteration = 0, action = 0] = []] = entry.map(numbers);
        const key = `${task} ${iteration} ${action} ${run}`;
        check(runs.has(key), `submission ${index}: run ${key}`);
      }
    }
  }
  for (const [index, state] of workflow.loops.entries()) {
    const name = String(loops[index]);
    const last = tasks
      .flatMap(({ iterations }) => iterations.map(({ loop_idx }) => loop_idx[name] ?? 0))
      .reduce((a, b) => Math.max(a, b), 0);
    const count = Number(state.get('num_added_iterations'));
    check(count <= last + 1, `loop ${name}: ${count} iterations`);
  }
  return broken;
}

/**
 * Groups of tasks that hpcflow would find in a Zarr store: with more of them than the template has
 * tasks it cannot open the workflow.
 */
export function taskGroups(path: string): string[] {
  const folder = join(path, 'element_data');
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, '.zgroup')));
}
