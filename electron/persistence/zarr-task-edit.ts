import { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { DEFAULT_COMPRESSOR } from './blosc-write.ts';
import { chunkCompressor } from './chunk-compressor.ts';
import { parseJsonBytes } from './json-text.ts';
import { isMutableList } from './mutable-tree.ts';
import { ObjectArray } from './object-array.ts';
import type { PendingTask, RunKey } from './pending-changes.ts';
import type { TimeUs } from './records.ts';
import { RowsEdit } from './rows-edit.ts';
import { isUsualTimes, RunTimesTable } from './run-times.ts';
import { corrupt, invalidRequest } from './store-errors.ts';
import type { TaskLookups } from './task-lookups.ts';
import type { TimeParser } from './timestamps.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import { chunkSteps, fileStep, folderStep, unseen, type WriteStep } from './write-plan.ts';
import {
  GROUP,
  NOT_A_TIME,
  objectsDocument,
  resizedDocument,
  timesDocument,
  zarrDocument,
} from './zarr-metadata.ts';

/** Rows per chunk of a task's arrays (FORMATS §4.2). */
const ROWS_PER_CHUNK = 1000;

type Times = [start: TimeUs | null | undefined, end: TimeUs | null | undefined];

/** Everything that a commit changes of one task; the steps that write it, by stage. */
export class ZarrTaskEdit {
  readonly #submitted = new Set<number>();
  readonly #times = new Map<number, Times>();
  #runCount: number;

  private constructor(
    readonly reader: FileSource,
    readonly path: string,
    /** Where a new group is made. */
    readonly hiddenPath: string,
    readonly isNew: boolean,
    readonly elements: RowsEdit,
    readonly iterations: RowsEdit,
    readonly storedTimes: RunTimesTable | undefined,
    readonly lookups: TaskLookups,
  ) {
    this.#runCount = storedTimes?.length ?? 0;
  }

  /**
   * @param path - Group of the task.
   * @param hiddenPath - Where it is made when it is new.
   * @param isNew - True for a task that is not there yet, whatever lies at its path.
   * @throws StoreException AttributeError when there is no such task
   */
  static async open(
    reader: FileSource,
    path: string,
    hiddenPath: string,
    isNew: boolean,
    lookups: TaskLookups,
  ): Promise<ZarrTaskEdit> {
    const array = async (name: string): Promise<ObjectArray | undefined> => {
      if (isNew) return undefined;
      const found = await ObjectArray.open(reader, `${path}/${name}`);
      if (found !== undefined) return found;
      throw invalidRequest('AttributeError', `There is no array ${path}/${name}.`, 'task');
    };
    const [elements, iterations] = [await array('elements'), await array('element_iters')];
    const times = isNew ? undefined : await RunTimesTable.open(reader, `${path}/EAR_times`);
    return new ZarrTaskEdit(
      reader,
      path,
      hiddenPath,
      isNew,
      new RowsEdit(`${path}/elements`, elements, ROWS_PER_CHUNK),
      new RowsEdit(`${path}/element_iters`, iterations, ROWS_PER_CHUNK),
      times,
      lookups,
    );
  }

  /** Iterations that are there before this commit. */
  get storedIterations(): number {
    return this.iterations.storedLength;
  }

  /** Steps 2 to 6 of FORMATS §9.3. */
  async apply(pending: PendingTask, parse: TimeParser): Promise<void> {
    this.elements.append(pending.elements.map((element) => this.lookups.elementRow(element)));
    for (const [index, more] of pending.iterationsIdx) {
      const [indices] = await this.elements.row(index);
      if (!isMutableList(indices)) throw this.#broken(this.elements.path, index);
      indices.push(...more);
    }
    this.iterations.append(pending.iterations.map((row) => this.lookups.iterationRow(row)));
    for (const iteration of pending.iterations) {
      const actions = iteration.get('actions');
      for (const runs of isDict(actions) ? actions.values() : []) {
        this.#addRuns(isList(runs) ? runs : [], parse);
      }
    }
    for (const [index, loops] of pending.loopIdx) {
      const pairs = (await this.iterations.row(index))[4];
      if (!isMutableList(pairs)) throw this.#broken(this.iterations.path, index);
      for (const [name, value] of loops) pairs.push([this.lookups.loops.positionOf(name), value]);
    }
    for (const [index, actions] of pending.runs) {
      const row = await this.iterations.row(index);
      const stored = row[5];
      if (!isMutableList(stored)) throw this.#broken(this.iterations.path, index);
      for (const [action, runs] of actions) {
        const known = stored.findIndex((item) => isList(item) && item[0] === action);
        stored.splice(
          known < 0 ? stored.length : known,
          known < 0 ? 0 : 1,
          this.lookups.actionRow(action, runs),
        );
        this.#addRuns(runs, parse);
      }
      row[2] = 1;
    }
  }

  #broken(file: string, index: number): AppException {
    return corrupt(file, `row ${index}`, 'has not the fields it should');
  }

  /** A run has a row for its times; times that are given with it are kept. */
  #addRuns(runs: readonly PyValue[], parse: TimeParser): void {
    this.#runCount += runs.length;
    for (const run of runs) {
      const index = isDict(run) ? run.get('index') : undefined;
      const metadata = isDict(run) ? run.get('metadata') : undefined;
      if (typeof index !== 'number' || !isDict(metadata)) continue;
      this.#runCount = Math.max(this.#runCount, index + 1);
      const times: Times = [
        given(metadata, 'start_time', parse),
        given(metadata, 'end_time', parse),
      ];
      if (times.some((time) => time !== undefined)) this.#times.set(index, times);
    }
  }

  async #run({ iterationIdx, actionIdx, runIdx }: RunKey): Promise<PyValue[]> {
    const row = await this.iterations.row(iterationIdx);
    const actions = row[5];
    // By the index of the action, not by its place: excluded actions have none (FORMATS T5).
    const action = isList(actions)
      ? actions.find((item) => isList(item) && item[0] === actionIdx)
      : undefined;
    const runs = isList(action) ? action[1] : undefined;
    const run = isList(runs) ? runs[runIdx] : undefined;
    if (isMutableList(run)) return run;
    const message = `Iteration ${iterationIdx} has no run ${runIdx} of action ${actionIdx}.`;
    throw invalidRequest('IndexError', message, 'action_idx');
  }

  /** Step 7. */
  async setSubmission(key: RunKey, submissionIdx: number): Promise<void> {
    (await this.#run(key))[1] = submissionIdx;
    this.#submitted.add(key.iterationIdx);
  }

  /** Step 8. @param which - 0 start, 1 end. */
  async setTime(key: RunKey, which: 0 | 1, time: TimeUs): Promise<void> {
    const [index] = await this.#run(key);
    if (typeof index !== 'number') throw this.#broken(this.iterations.path, key.iterationIdx);
    if (index >= this.#runCount) {
      const message = `${this.path}/EAR_times has no row ${index}.`;
      throw invalidRequest('BoundsCheckError', message, 'EAR_idx');
    }
    const times = this.#times.get(index) ?? [undefined, undefined];
    times[which] = time;
    this.#times.set(index, times);
  }

  /** The whole group of a new task, under another name. */
  async hiddenGroup(): Promise<WriteStep[]> {
    const { elements, iterations, lookups, hiddenPath } = this;
    const files = async (name: string, rows: RowsEdit, attributes: Map<string, PyValue>) => {
      const path = `${hiddenPath}/${name}`;
      return [
        folderStep(path),
        ...chunkSteps(path, await rows.appendedChunks()),
        fileStep(`${path}/.zattrs`, zarrDocument(attributes)),
        fileStep(`${path}/.zarray`, objectsDocument(ROWS_PER_CHUNK, rows.length)),
      ];
    };
    const times = `${hiddenPath}/EAR_times`;
    return unseen([
      folderStep(hiddenPath),
      ...(await files('elements', elements, lookups.elementAttributes())),
      ...(await files('element_iters', iterations, lookups.iterationAttributes())),
      folderStep(times),
      ...(await this.timeSteps(times)),
      fileStep(`${times}/.zarray`, timesDocument(this.#runCount)),
      fileStep(`${hiddenPath}/.zgroup`, GROUP),
    ]);
  }

  /** Puts the group in its place; what an interrupted commit of hpcflow left there goes. */
  get placement(): WriteStep[] {
    return [
      { kind: 'remove-folder', key: this.path },
      { kind: 'place-folder', from: this.hiddenPath, key: this.path },
    ];
  }

  /** What no row that counts refers to yet: room for times, names, iterations. */
  async preparation(): Promise<WriteStep[]> {
    const { elements, iterations, lookups, path } = this;
    const steps: WriteStep[] = [];
    const file = `${path}/EAR_times/.zarray`;
    if (this.storedTimes !== undefined && this.#runCount > this.storedTimes.length) {
      const resized = resizedDocument(this.reader.readFile(file), this.#runCount, file);
      steps.push(fileStep(file, resized));
    } else if (this.storedTimes === undefined && this.#runCount > 0) {
      steps.push(folderStep(`${path}/EAR_times`), fileStep(file, timesDocument(this.#runCount)));
    }
    if (lookups.areIterationsChanged) {
      const attributes = zarrDocument(this.#attributes(iterations, lookups.iterationAttributes()));
      steps.push(fileStep(`${iterations.path}/.zattrs`, attributes));
    }
    if (lookups.areElementsChanged) {
      const attributes = zarrDocument(this.#attributes(elements, lookups.elementAttributes()));
      steps.push(fileStep(`${elements.path}/.zattrs`, attributes));
    }
    return [...steps, ...(await this.#growth(iterations, await iterations.appendedChunks()))];
  }

  /** Attributes that are there and not ours stay. */
  #attributes(rows: RowsEdit, ours: ReadonlyMap<string, PyValue>): PyDict {
    const file = `${rows.path}/.zattrs`;
    const bytes = this.reader.tryReadFile(file);
    const stored = bytes === undefined ? null : parseJsonBytes(bytes, { file });
    return new Map([...(isDict(stored) ? stored : []), ...ours]);
  }

  async #growth(rows: RowsEdit, chunks: Awaited<ReturnType<RowsEdit['appendedChunks']>>) {
    if (!rows.isAppended) return [];
    const file = `${rows.path}/.zarray`;
    const resized = resizedDocument(this.reader.readFile(file), rows.length, file);
    // Rows beyond the length do not count; the length is what adds them.
    return [...chunkSteps(rows.path, chunks), fileStep(file, resized)];
  }

  /** Changes of rows that count, and new elements. */
  async publication(): Promise<WriteStep[]> {
    const { elements, iterations } = this;
    const changed = await elements.changedChunks();
    const numbers = new Set(changed.map(({ number }) => number));
    const appended = (await elements.appendedChunks()).filter(({ number }) => !numbers.has(number));
    return [
      ...chunkSteps(iterations.path, await iterations.changedChunks()),
      ...chunkSteps(elements.path, changed),
      ...(await this.#growth(elements, appended)),
    ];
  }

  /** Rows whose runs are in a submission from now on. */
  async submissionSteps(): Promise<WriteStep[]> {
    return chunkSteps(this.iterations.path, await this.iterations.chunksWith(this.#submitted));
  }

  /** Times of runs, one small file each. */
  async timeSteps(folder = `${this.path}/EAR_times`): Promise<WriteStep[]> {
    const steps: WriteStep[] = [];
    const layout = this.storedTimes?.layout;
    if (layout !== undefined && !isUsualTimes(layout) && this.#times.size > 0) {
      throw corrupt(`${this.path}/EAR_times/.zarray`, undefined, 'has a layout not written here');
    }
    const compress = chunkCompressor(layout?.compressor ?? DEFAULT_COMPRESSOR, 8);
    for (const [index, times] of this.#times) {
      const stored = (await this.storedTimes?.read([index]))?.get(index) ?? [null, null];
      if (stored instanceof AppException) throw stored;
      const items = BigInt64Array.from(times, (time, i) => {
        const value = time === undefined ? stored[i] : time;
        return value === null || value === undefined ? NOT_A_TIME : BigInt(value);
      });
      const bytes = await compress(new Uint8Array(items.buffer));
      steps.push(fileStep(`${folder}/${index}.0`, bytes));
    }
    return steps;
  }
}

function given(metadata: PyDict, key: string, parse: TimeParser): TimeUs | undefined {
  const text = metadata.get(key);
  if (text === null || text === undefined) return undefined;
  const time = typeof text === 'string' ? parse(text) : undefined;
  if (time !== undefined) return time;
  throw invalidRequest('ValueError', `“${key}” is no time in the format of the workflow.`, key);
}
