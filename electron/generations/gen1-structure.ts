import type { Loop, Task } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { type Components, componentOf, gen1Action, parameterType } from './gen1-actions.ts';
import { gen1Loops, loopsOfTask } from './gen1-loops.ts';
import { dictOf, indexOf, listOf, textOf } from './py-access.ts';
import { taskName, uniqueNames } from './task-names.ts';

/** The documents of a GEN1 workflow that describe its structure, as the store returns them. */
export interface Gen1Documents {
  readonly template: PyDict;
  readonly components: PyDict;
  readonly loops: readonly PyValue[];
}

export interface Gen1Structure {
  /** In template order. */
  readonly tasks: readonly Task[];
  readonly loops: readonly Loop[];
  readonly problems: readonly Problem[];
}

/**
 * Tasks and loops as the documents tell them, without reading any element.
 *
 * @param elementCountOf Elements of a task by its insert ID (FORMATS T4: never by position).
 *
 * A task whose schema is missing or broken stays, with what is known of it, and a problem.
 */
export function gen1Structure(
  documents: Gen1Documents,
  elementCountOf: (insertId: number) => number,
): Gen1Structure {
  const problems: Problem[] = [];
  const loops = gen1Loops(documents.template, documents.loops, problems);
  const stored = gen1InsertIds(documents.template).map((insertId, index) => {
    const task = dictOf(listOf(documents.template.get('tasks'))[index]);
    const dirName = textOf(task.get('dir_name')) ?? `task_${insertId}`;
    const schemas = schemasOf(task, index, documents.components, problems);
    return { insertId, task, dirName, schemas };
  });
  const names = uniqueNames(
    stored.map(({ schemas, dirName }) => taskName(schemas) ?? dirName.replace(/^task_\d+_/, '')),
  );
  const tasks = stored.map(({ insertId, task, dirName, schemas }, index) => {
    return {
      index,
      insertId,
      name: names[index] ?? dirName,
      dirName,
      ...identityOf(schemas, dirName),
      actions: schemas
        .flatMap((schema) => listOf(schema.get('actions')))
        .map((action, position) => gen1Action(dictOf(action), position, documents.components)),
      inputs: parameterTypes(schemas, 'inputs', documents.components),
      outputs: parameterTypes(schemas, 'outputs', documents.components),
      elementSetCount: listOf(task.get('element_sets')).length,
      elementCount: elementCountOf(insertId),
      loops: loopsOfTask(loops, insertId),
    } satisfies Task;
  });
  return { tasks, loops, problems };
}

/** Insert IDs of the tasks in template order; a task without one takes its position. */
export function gen1InsertIds(template: PyDict): number[] {
  return listOf(template.get('tasks')).map(
    (task, position) => indexOf(dictOf(task).get('insert_ID')) ?? position,
  );
}

/** Paths of the sequences of all element sets of a task, in template order (FORMATS §11.2). */
export function gen1SequencePaths(template: PyDict, task: number): string[] {
  const stored = dictOf(listOf(template.get('tasks'))[task]);
  return listOf(stored.get('element_sets'))
    .flatMap((set) => listOf(dictOf(set).get('sequences')))
    .flatMap((sequence) => textOf(dictOf(sequence).get('path')) ?? []);
}

function schemasOf(
  task: PyDict,
  index: number,
  components: Components,
  problems: Problem[],
): PyDict[] {
  // Named `schema` since a106 (FORMATS §13.8).
  const key = task.has('schema') ? 'schema' : 'schemas';
  const place = `template.tasks.${index}.${key}`;
  const references = listOf(task.get(key));
  if (references.length === 0) {
    problems.push({ message: `Task ${index} of the template names no schema.`, place });
  }
  return references.flatMap((reference) => {
    const schema = componentOf(components, 'task_schemas', reference);
    if (schema !== undefined && schema.size > 0) return schema;
    problems.push({
      message: `The schema ${textOf(reference) ?? ''} of task ${index} is not in the workflow.`,
      place,
    });
    return [];
  });
}

/** Objective, method and implementation; those of later schemas joined with `and` (FORMATS §2.4). */
function identityOf(
  schemas: readonly PyDict[],
  dirName: string,
): Pick<Task, 'objective' | 'method' | 'implementation'> {
  const all = (key: string): string =>
    schemas.flatMap((schema) => textOf(schema.get(key)) ?? []).join(' and ');
  const method = all('method');
  const implementation = all('implementation');
  return {
    objective: all('objective') || dirName,
    ...(method === '' ? {} : { method }),
    ...(implementation === '' ? {} : { implementation }),
  };
}

function parameterTypes(
  schemas: readonly PyDict[],
  key: 'inputs' | 'outputs',
  components: Components,
): string[] {
  const types = schemas
    .flatMap((schema) => listOf(schema.get(key)))
    .map((entry) => parameterType(components, dictOf(entry).get('parameter')));
  return [...new Set(types)];
}
