import { AppException } from '../../shared/contract/errors.ts';
import type { PersistentStore } from './persistent-store.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import type { Gen1Element, Gen1Parameter, Gen1Task, Gen1Workflow } from './workflow-records.ts';

function dicts(value: PyValue | undefined): PyDict[] {
  return (isList(value) ? value : []).filter(isDict);
}

/** Submissions as they are stored. */
async function storedSubmissions(store: PersistentStore): Promise<PyDict[]> {
  const stored = 'loadSubmissions' in store ? store.loadSubmissions : undefined;
  if (typeof stored === 'function') {
    const list: unknown = await stored.call(store);
    return Array.isArray(list) ? list.filter(isDict) : [];
  }
  return dicts((await store.loadMetadata()).get('submissions'));
}

async function elementsOf(store: PersistentStore, index: number, insertId: number) {
  const stop = await store.countTaskElements(index, insertId);
  if (stop === 0) return [];
  const found = await store.getTaskElements(index, insertId, { start: 0, stop, step: 1 }, true);
  return found.map(({ iterations_idx = [], es_idx, seq_idx, src_idx }): Gen1Element => {
    return { iterations_idx, es_idx, seq_idx, src_idx };
  });
}

async function parametersOf(store: PersistentStore): Promise<Gen1Parameter[]> {
  const parameters: Gen1Parameter[] = [];
  for (const index of await store.parameterIndices()) {
    if (index !== parameters.length) {
      throw new AppException({
        code: 'unsupported-operation',
        message: `The workflow has no parameter ${parameters.length}, but later ones.`,
        action: 'Copy its folder instead.',
      });
    }
    const [isSet, value] = await store.getParameterData(index);
    // An interrupted commit may leave values without sources; nothing refers to them (T24).
    const [source = new Map()] = await store.getParameterSources(Uint32Array.of(index));
    parameters.push(isSet ? { source, value } : { source });
  }
  return parameters;
}

/**
 * Everything a GEN1 workflow holds. Arrays are read when they are needed.
 *
 * @throws AppException `unsupported-operation` for what records cannot express: gaps in the
 *   numbers of parameters, tasks that were removed; and what the store throws
 */
export async function readRecords(store: PersistentStore): Promise<Gen1Workflow> {
  const template = await store.getTemplate();
  const numAddedTasks = await store.getNumAddedTasks();
  const tasks: Gen1Task[] = [];
  for (const [index, task] of dicts(template.get('tasks')).entries()) {
    const insertId = Number(task.get('insert_ID'));
    const iterations = (await store.taskIterations(index, insertId)).map(
      ({ index: _, ...iteration }) => iteration,
    );
    tasks.push({ insertId, elements: await elementsOf(store, index, insertId), iterations });
  }
  if (numAddedTasks !== tasks.length) {
    throw new AppException({
      code: 'unsupported-operation',
      message: `The workflow once had ${numAddedTasks} tasks and now has ${tasks.length}.`,
      action: 'Copy its folder instead.',
    });
  }
  return {
    creationInfo: await store.getCreationInfo(),
    template,
    templateComponents: await store.getTemplateComponents(),
    loops: dicts([...(await store.getLoops())]),
    submissions: await storedSubmissions(store),
    numAddedTasks,
    tasks,
    parameters: await parametersOf(store),
  };
}
