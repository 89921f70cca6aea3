import {
  appendElementSets,
  appendLoops,
  applySubmissions,
  insertTemplateTasks,
  mergeComponents,
  taskPositions,
} from './commit-template.ts';
import { formatJson } from './json-write.ts';
import { type MutableDict, MutableTree, thawed, thawedDict } from './mutable-tree.ts';
import { updatedSource } from './parameter-source.ts';
import type { ByRun, PendingChanges, RunKey } from './pending-changes.ts';
import { invalidRequest } from './store-errors.ts';
import { formatTimestamp } from './timestamp-text.ts';
import { isDict, type PyValue } from './values.ts';

/** The three documents of a JSON store as trees of their own, to be changed. */
export interface JsonTrees {
  readonly metadata: MutableTree;
  readonly submissions: { readonly file: string; readonly root: PyValue[] };
  readonly parameters: MutableTree;
}

/** A document that has to be written. */
export interface JsonWrite {
  readonly name: keyof JsonTrees;
  readonly bytes: Uint8Array;
}

class JsonCommit {
  readonly #tasks: PyValue[];
  #positions: ReadonlyMap<number, number> = new Map();

  constructor(
    readonly metadata: MutableTree,
    readonly pending: PendingChanges,
    readonly tsFmt: string,
  ) {
    this.#tasks = metadata.list(metadata.root, 'tasks', 'tasks');
  }

  /** Steps 1 to 9 of FORMATS §9.2. */
  structure(): boolean {
    const { metadata, pending } = this;
    const isChanged = [
      insertTemplateTasks(metadata, pending),
      mergeComponents(metadata, pending),
      appendElementSets(metadata, pending),
    ].includes(true);
    for (const index of pending.tasks.keys()) {
      const empty = new Map<string, PyValue>([
        ['elements', []],
        ['element_iterations', []],
      ]);
      this.#tasks.splice(index, 0, empty);
    }
    this.#positions = taskPositions(metadata);
    for (const insertId of pending.rows.keys()) this.#appendRows(insertId);
    return isChanged || pending.rows.size > 0;
  }

  #task(insertId: number): { readonly task: MutableDict; readonly place: string } {
    const position = this.#positions.get(insertId);
    if (position === undefined) {
      const message = `The workflow has no task with the insert ID ${insertId}.`;
      throw invalidRequest('TypeError', message, 'task_insert_ID');
    }
    return {
      task: this.metadata.item(this.#tasks, position, 'tasks'),
      place: `tasks.${position}`,
    };
  }

  #appendRows(insertId: number): void {
    const rows = this.pending.rowsOf(insertId);
    const { metadata } = this;
    const { task, place } = this.#task(insertId);
    const elements = metadata.list(task, 'elements', `${place}.elements`);
    for (const element of rows.elements) elements.push(thawed(element));
    for (const [index, more] of rows.iterationsIdx) {
      const element = this.#row(elements, index, `${place}.elements`, 'element');
      const field = `${place}.elements.${index}.iterations_idx`;
      metadata.list(element, 'iterations_idx', field).push(...more);
    }
    const field = `${place}.element_iterations`;
    const iterations = metadata.list(task, 'element_iterations', field);
    for (const iteration of rows.iterations) iterations.push(thawed(iteration));
    for (const [index, loops] of rows.loopIdx) {
      const iteration = this.#row(iterations, index, field, 'iteration');
      const known = metadata.dict(iteration, 'loop_idx', `${field}.${index}.loop_idx`);
      for (const [name, value] of loops) known.set(name, value);
    }
    for (const [index, actions] of rows.runs) {
      const iteration = this.#row(iterations, index, field, 'iteration');
      const known = metadata.dict(iteration, 'actions', `${field}.${index}.actions`);
      for (const [action, runs] of actions) known.set(String(action), runs.map(thawed));
      iteration.set('EARs_initialised', true);
    }
  }

  #row(list: readonly PyValue[], index: number, place: string, what: string): MutableDict {
    if (index >= 0 && index < list.length) return this.metadata.item(list, index, place);
    throw invalidRequest('IndexError', `${place} has no ${what} ${index}.`, what);
  }

  /** Step 10. */
  runSubmissions(): boolean {
    return this.#setRuns(this.pending.runSubmissions, 'submission_idx', (index) => index);
  }

  /** Steps 11 and 12. */
  runTimes(): boolean {
    const text = (time: number): PyValue => formatTimestamp(time, this.tsFmt);
    const isStarted = this.#setRuns(this.pending.runStarts, 'start_time', text);
    return this.#setRuns(this.pending.runEnds, 'end_time', text) || isStarted;
  }

  #setRuns(values: ByRun<number>, field: string, as: (value: number) => PyValue): boolean {
    for (const { key, value } of values.entries()) this.#runMetadata(key).set(field, as(value));
    return values.size > 0;
  }

  #runMetadata({ taskInsertId, iterationIdx, actionIdx, runIdx }: RunKey): MutableDict {
    const { metadata } = this;
    const { task, place } = this.#task(taskInsertId);
    const field = `${place}.element_iterations`;
    const iterations = metadata.list(task, 'element_iterations', field);
    const iteration = this.#row(iterations, iterationIdx, field, 'iteration');
    const actionsField = `${field}.${iterationIdx}.actions`;
    const actions = metadata.dict(iteration, 'actions', actionsField);
    if (!actions.has(String(actionIdx))) {
      const message = `${field}.${iterationIdx} has no action ${actionIdx}.`;
      throw invalidRequest('KeyError', message, 'action_idx');
    }
    const runs = metadata.list(actions, String(actionIdx), `${actionsField}.${actionIdx}`);
    const run = this.#row(runs, runIdx, `${actionsField}.${actionIdx}`, 'run');
    return metadata.dict(run, 'metadata', `${actionsField}.${actionIdx}.${runIdx}.metadata`);
  }

  /** Steps 22 and 23. */
  sources(): boolean {
    const { metadata, pending } = this;
    const { parameterSources, parameterSourceUpdates } = pending;
    const sources = metadata.dict(metadata.root, 'parameter_sources', 'parameter_sources');
    for (const [index, source] of parameterSources) sources.set(String(index), thawed(source));
    for (const [index, update] of parameterSourceUpdates) {
      const known = sources.get(String(index));
      if (!isDict(known)) {
        const message = `The workflow has no source of parameter ${index}.`;
        throw invalidRequest('KeyError', message, 'parameter');
      }
      sources.set(String(index), updatedSource(known, thawedDict(update)));
    }
    return parameterSources.size + parameterSourceUpdates.size > 0;
  }
}

function bytesOf(root: PyValue): Uint8Array {
  return Buffer.from(formatJson(root, { indent: 4 }), 'utf8');
}

/**
 * The documents that a commit changes, in the order in which they have to be written so that what
 * one says of another is there first: values before what refers to them; runs before the
 * submission that names them, and that before the runs say they are in it.
 *
 * @param trees - Trees of the caller's own, which are changed.
 * @throws StoreException for changes of what is not there
 */
export function planJsonCommit(
  trees: JsonTrees,
  pending: PendingChanges,
  tsFmt: string,
): readonly JsonWrite[] {
  const { metadata, submissions, parameters } = trees;
  const commit = new JsonCommit(metadata, pending, tsFmt);
  const isStructureChanged = commit.structure();
  const isMetadataChanged = [
    isStructureChanged,
    commit.runTimes(),
    appendLoops(metadata, pending),
    commit.sources(),
  ].includes(true);
  const areSubmissionsChanged = applySubmissions(
    new MutableTree(submissions.file, new Map([['submissions', submissions.root]])),
    submissions.root,
    pending,
    tsFmt,
  );
  for (const [index, value] of pending.parameterData) parameters.root.set(String(index), value);
  const writes: JsonWrite[] = [];
  const add = (name: JsonWrite['name'], root: PyValue): void => {
    writes.push({ name, bytes: bytesOf(root) });
  };
  if (pending.parameterData.size > 0) add('parameters', parameters.root);
  const areRunsSubmitted = pending.runSubmissions.size > 0;
  if (areRunsSubmitted && isStructureChanged && areSubmissionsChanged) {
    add('metadata', metadata.root);
  }
  commit.runSubmissions();
  if (areSubmissionsChanged && areRunsSubmitted) add('submissions', submissions.root);
  if (isMetadataChanged || areRunsSubmitted) add('metadata', metadata.root);
  if (areSubmissionsChanged && !areRunsSubmitted) add('submissions', submissions.root);
  return writes;
}
