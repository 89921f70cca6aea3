import { isEarlyVersion } from './app-version.ts';
import { type ArraySupport, encodeParameter } from './encode-parameter.ts';
import type { PersistentStore } from './persistent-store.ts';
import type { RunRecord } from './records.ts';
import { storeClsFromStr } from './store-classes.ts';
import { invalidRequest, StoreException } from './store-errors.ts';
import type { StoreOptions } from './store-options.ts';
import { formatTimestamp } from './timestamp-text.ts';
import { timeParser } from './timestamps.ts';
import { isList, type PyDict, type PyValue } from './values.ts';
import type { Gen1Element, Gen1Iteration, Gen1Task, Gen1Workflow } from './workflow-records.ts';

function dict(members: { readonly [key: string]: PyValue }): PyDict {
  return new Map(Object.entries(members));
}

function elementDocument(element: Gen1Element): PyDict {
  return dict({
    iterations_idx: element.iterations_idx,
    es_idx: element.es_idx,
    seq_idx: dict(element.seq_idx),
    src_idx: dict(element.src_idx),
  });
}

function runDocument({ index, metadata, data_idx }: RunRecord): PyDict {
  const { submission_idx, success } = metadata;
  // Times are set afterwards: documents have them as texts, which may say less.
  return dict({
    index,
    metadata: dict({ submission_idx, success, start_time: null, end_time: null }),
    data_idx: dict(data_idx),
  });
}

function iterationDocument(iteration: Gen1Iteration): PyDict {
  return dict({
    global_idx: iteration.global_idx,
    data_idx: dict(iteration.data_idx),
    EARs_initialised: iteration.EARs_initialised,
    actions: new Map(
      [...iteration.actions].map(([action, runs]) => [String(action), runs.map(runDocument)]),
    ),
    schema_parameters: iteration.schema_parameters,
    loop_idx: dict(iteration.loop_idx),
  });
}

/** Start and end of all runs of a task, with what names the run. */
function* timesOf({ insertId, iterations }: Gen1Task) {
  for (const [iterationIdx, { actions }] of iterations.entries()) {
    for (const [actionIdx, runs] of actions) {
      for (const [runIdx, { metadata }] of runs.entries()) {
        yield { run: [insertId, iterationIdx, actionIdx, runIdx] as const, metadata };
      }
    }
  }
}

/**
 * Sees that a store of a kind can hold a workflow; reads no array.
 *
 * @throws StoreException ValueError (RuntimeError, OverflowError) for what it cannot hold, naming the
 *   parameter
 */
export function checkRecords(records: Gen1Workflow, store: 'json' | 'zarr'): void {
  const support = store === 'json' ? undefined : { isEarly: isEarlyVersion(records.creationInfo) };
  for (const [index, { value }] of records.parameters.entries()) {
    if (value !== undefined) checkParameter(index, value, support);
  }
  if (store === 'zarr') return;
  const tsFmt = String(records.creationInfo.get('ts_fmt'));
  const parse = timeParser(tsFmt);
  for (const task of records.tasks) {
    for (const { metadata } of timesOf(task)) {
      for (const time of [metadata.start_time, metadata.end_time]) {
        if (time === null || parse?.(formatTimestamp(time, tsFmt)) === time) continue;
        const message = `A JSON store cannot hold times as fine as these in the format “${tsFmt}”.`;
        throw invalidRequest('ValueError', message, 'ts_fmt');
      }
    }
  }
}

function checkParameter(index: number, value: PyValue, support: ArraySupport | undefined): void {
  try {
    encodeParameter(value, support);
  } catch (error) {
    if (!(error instanceof StoreException)) throw error;
    const message = `Parameter ${index}: ${error.error.message}`;
    const action = 'Copy its folder instead.';
    throw new StoreException(error.pythonName, { ...error.error, message, action });
  }
}

function listOf(document: PyDict, key: string): readonly PyValue[] {
  const value = document.get(key);
  return isList(value) ? value : [];
}

function dictsOf(document: PyDict, key: string): PyDict[] {
  return listOf(document, key).filter((item) => item instanceof Map);
}

async function addTasks(store: PersistentStore, records: Gen1Workflow): Promise<void> {
  const documents = dictsOf(records.template, 'tasks');
  for (const [index, task] of documents.entries()) {
    await store.addEmptyTask(index, new Map([...task, ['element_sets', []]]));
  }
  for (const [index, loop] of dictsOf(records.template, 'loops').entries()) {
    const state = records.loops[index] ?? new Map<string, PyValue>();
    const parameters = state.get('iterable_parameters');
    // There are no elements yet: their iterations come with the loops they are in.
    await store.addLoop([], loop, parameters instanceof Map ? parameters : new Map());
    const count = state.get('num_added_iterations');
    if (typeof count === 'number' && count !== 1) {
      await store.updateLoopNumAddedIters(index, count);
    }
  }
  for (const [index, task] of documents.entries()) {
    for (const set of dictsOf(task, 'element_sets')) await store.addElementSet(index, set);
    const rows = records.tasks[index];
    if (rows === undefined || rows.elements.length + rows.iterations.length === 0) continue;
    await store.addElements(
      index,
      rows.insertId,
      rows.elements.map(elementDocument),
      rows.iterations.map(iterationDocument),
    );
  }
}

/**
 * Writes a whole workflow through the store API, into a folder that must not be there.
 *
 * @param path - Absolute path of the new workflow folder.
 * @throws StoreException ValueError for what the store cannot hold (arrays in a JSON store), before
 *   anything is written; and what the store throws
 */
export async function writeRecords(
  path: string,
  records: Gen1Workflow,
  store: 'json' | 'zarr',
  options: StoreOptions = {},
): Promise<void> {
  checkRecords(records, store);
  const storeClass = storeClsFromStr(store);
  const { creationInfo, templateComponents } = records;
  const template = new Map([...records.template, ['tasks', []], ['loops', []]] as [
    string,
    PyValue,
  ][]);
  await storeClass.writeEmptyWorkflow(
    { template, templateComponents, workflowPath: path, creationInfo },
    options,
  );
  let now = 0;
  const opened = await storeClass.open({ path, isInBatch: true }, { ...options, now: () => now });
  await opened.cachedLoad(async () => {
    await opened.addManyParameters(records.parameters);
    await addTasks(opened, records);
    for (const submission of records.submissions) await opened.addSubmission(submission);
    for (const task of records.tasks) {
      for (const { run, metadata } of timesOf(task)) {
        if (metadata.start_time !== null) {
          now = metadata.start_time;
          await opened.setEARStart(...run);
        }
        if (metadata.end_time !== null) {
          now = metadata.end_time;
          await opened.setEAREnd(...run);
        }
      }
    }
    await opened.commitPending();
  });
}
