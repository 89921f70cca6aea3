import type { Source, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { JobscriptGrid, Submission } from '../../shared/contract/submissions.ts';
import { NONE } from '../../shared/model/run-index.ts';
import type { FileSource } from '../files/file-source.ts';
import { FolderReader } from '../files/folder-reader.ts';
import { JSONPersistentStore } from '../persistence/json-persistent-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type {
  ElementRecord,
  JobscriptRecord,
  ParameterData,
  ParameterSource,
} from '../persistence/records.ts';
import { runTimesFile } from '../persistence/run-times.ts';
import { unknownMembers } from '../persistence/unknown-parts.ts';
import { isDict, type PyDict } from '../persistence/values.ts';
import { ZarrPersistentStore } from '../persistence/zarr-persistent-store.ts';
import type { DataIndex } from './data-index.ts';
import { effectiveData } from './effective-data.ts';
import { buildGen1Index } from './gen1-build.ts';
import {
  type ReadableWorkflow,
  readGen1Documents,
  type WorkflowDocuments,
} from './gen1-documents.ts';
import { gen1Grid, gen1GridCell } from './gen1-grid.ts';
import { gen1Iteration } from './gen1-iteration.ts';
import { gen1Source } from './gen1-source.ts';
import { gen1SubmissionList } from './gen1-submissions.ts';
import type { IndexLookup } from './index-lookup.ts';
import { indexedFiles } from './indexed-files.ts';
import { distinctIterations } from './iterations.ts';
import { problemOf } from './problem-of.ts';
import { textOf } from './py-access.ts';
import type { RunFileFacts } from './run-files/run-place.ts';
import { unknownPartWords } from './unknown-parts-words.ts';
import type { UnknownType } from './unknown-type.ts';
import type {
  ElementData,
  GridPlace,
  IndexResult,
  IterationData,
  RunFacts,
  StoredParameter,
  WorkflowReader,
} from './workflow-reader.ts';

/** GEN1 records neither exit code nor host (FORMATS §12.1). */
const NOT_RECORDED = ['exit code', 'skipped runs', 'host', 'port', 'files made'];

/** A GEN1 workflow, read through hpcflow's own store API. */
export class Gen1Reader implements WorkflowReader {
  readonly notRecorded = NOT_RECORDED;
  readonly areSkipsInferred = false;
  readonly #store: PersistentStore;
  readonly #documents: WorkflowDocuments;
  readonly files: FileSource;

  private constructor(
    store: PersistentStore,
    documents: WorkflowDocuments,
    readonly close: () => Promise<void>,
  ) {
    this.#store = store;
    this.#documents = documents;
    this.files = new FolderReader(documents.identity.path);
  }

  /** Reads the documents, and keeps them until it is closed. */
  static async open(found: ReadableWorkflow): Promise<Gen1Reader> {
    const workflow = { path: found.path, isInBatch: false };
    const store =
      found.store === 'json'
        ? await JSONPersistentStore.open(workflow)
        : await ZarrPersistentStore.open(workflow);
    return new Promise((resolve, reject) => {
      const scope = store.cachedLoad(async () => {
        const documents = await readGen1Documents(store, found);
        await new Promise<void>((closed) => {
          const close = async (): Promise<void> => {
            closed();
            await scope;
          };
          resolve(new Gen1Reader(store, documents, close));
        });
      });
      scope.catch(reject);
    });
  }

  get identity() {
    return this.#documents.identity;
  }
  get template(): PyDict {
    return this.#documents.template;
  }
  get tasks() {
    return this.#documents.structure.tasks;
  }
  get loops() {
    return this.#documents.structure.loops;
  }
  get submissionCount(): number {
    return this.#documents.submissions.length;
  }
  get problems() {
    return this.#documents.problems;
  }

  async notUnderstood(): Promise<readonly Problem[]> {
    const keys = await this.#store.rootKeys();
    return unknownMembers(this.#store.documentFile, keys).map(unknownPartWords);
  }

  buildIndex(context: CallContext): Promise<IndexResult> {
    const { structure, submissions } = this.#documents;
    return buildGen1Index(
      this.#store,
      {
        insertIds: structure.tasks.map(({ insertId }) => insertId),
        loops: structure.loops.map(({ name }) => name),
        submissions,
        elementCount: structure.tasks.reduce((sum, task) => sum + task.elementCount, 0),
      },
      context,
    );
  }

  restoreIndex(): void {
    // What is said of single runs needs nothing that the columns do not hold.
  }

  get indexedFiles(): readonly string[] {
    return indexedFiles(this.identity.store, this.identity.generation);
  }

  fileOfRun(row: number, lookup: IndexLookup): string | undefined {
    if (this.identity.store === 'json') return undefined;
    const insertId = this.tasks[lookup.taskOfRun(row)]?.insertId;
    return insertId === undefined
      ? undefined
      : runTimesFile(insertId, lookup.index.runs.id[row] ?? NONE);
  }

  async elementData(
    task: Task,
    start: number,
    stop: number,
    problems: Problem[],
  ): Promise<readonly (DataIndex | undefined)[]> {
    try {
      const page = { start, stop, step: 1 };
      const records = await this.#store.getTaskElements(task.index, task.insertId, page);
      return records.map(lastData);
    } catch (error) {
      problemOf(error);
    }
    const found: (DataIndex | undefined)[] = [];
    for (let index = start; index < stop; index += 1) {
      try {
        found.push(lastData(await this.#element(task, index)));
      } catch (error) {
        problems.push(problemOf(error));
        found.push(undefined);
      }
    }
    return found;
  }

  async *elementDataBatches(task: Task): AsyncIterable<readonly (DataIndex | undefined)[]> {
    for await (const batch of this.#elementBatches(task)) yield batch.map(lastData);
  }

  async *dataIndexBatches(task: Task): AsyncIterable<readonly ElementData[]> {
    for await (const batch of this.#elementBatches(task)) {
      yield batch.map(({ index, iterations }) => ({
        element: index,
        iterations: distinctIterations(iterations).map(gen1Iteration),
      }));
    }
  }

  #elementBatches(task: Task): AsyncIterable<readonly ElementRecord[]> {
    // Broken elements are problems of the run index.
    const ignore = (): void => undefined;
    return this.#store.taskElementBatches(task.index, task.insertId, ignore, 'data');
  }

  async iteration(task: Task, element: number, ordinal: number): Promise<IterationData> {
    const record = await this.#element(task, element);
    const iteration = distinctIterations(record.iterations)[ordinal];
    if (iteration !== undefined) return gen1Iteration(iteration);
    throw new AppException({
      code: 'not-found',
      message: `Element ${element} of task ${task.name} has no iteration ${ordinal}.`,
    });
  }

  async #element(task: Task, element: number): Promise<ElementRecord> {
    if (element < task.elementCount) {
      const selection = { start: element, stop: element + 1, step: 1 };
      const [record] = await this.#store.getTaskElements(task.index, task.insertId, selection);
      if (record !== undefined) return record;
    }
    throw new AppException({
      code: 'not-found',
      message: `Task ${task.name} has no element ${element}.`,
    });
  }

  parameterIndices(): Promise<Uint32Array> {
    return this.#store.parameterIndices();
  }

  parameter(index: number): Promise<ParameterData> {
    return this.#store.getParameterData(index);
  }

  async storedParameter(index: number): Promise<StoredParameter> {
    const notices: UnknownType[] = [];
    const file = this.identity.store === 'json' ? 'parameters.json' : 'parameter_data/base';
    const [isSet, value] = await this.#store.getParameterData(index, (place) =>
      notices.push({ file, parameter: index, place }),
    );
    // An input file keeps its text in the value, or only where it was (FORMATS §6.4).
    const path =
      isDict(value) && value.has('store_contents') ? textOf(value.get('path')) : undefined;
    const isOutside =
      path !== undefined && isDict(value) && textOf(value.get('contents')) === undefined;
    return { isSet, value, ...(isOutside ? { file: { path, isKept: false } } : {}), notices };
  }

  areParametersSet(indices: Uint32Array): Promise<Uint8Array> {
    // What cannot be read is told where it is looked at.
    return this.#store.areParametersSet(indices, () => undefined);
  }

  parameterSources(indices: Uint32Array): Promise<readonly (ParameterSource | undefined)[]> {
    return this.#store.getParameterSources(indices);
  }

  sourceOf(stored: ParameterSource, lookup: IndexLookup): Source {
    return gen1Source(stored, this.tasks, lookup);
  }

  async runFacts(row: number, lookup: IndexLookup): Promise<RunFacts> {
    const { runs } = lookup.index;
    const jobscript = this.#jobscriptOf(row, lookup);
    const insertId = this.tasks[lookup.taskOfRun(row)]?.insertId ?? NONE;
    const cell = jobscript && gen1GridCell(jobscript, insertId, runs.id[row] ?? NONE);
    return cell === undefined ? {} : { jobscriptRow: cell.row, jobscriptColumn: cell.column };
  }

  #jobscriptOf(row: number, { index: { runs } }: IndexLookup): JobscriptRecord | undefined {
    const submission = this.#documents.submissions[runs.submission[row] ?? NONE];
    return submission?.jobscripts[runs.jobscript[row] ?? NONE];
  }

  async runFileFacts(row: number, lookup: IndexLookup): Promise<RunFileFacts> {
    const { appName, appVersion } = this.identity;
    const jobscript = this.#jobscriptOf(row, lookup);
    const job = jobscript?.fields.get('scheduler_job_ID');
    const facts = await this.runFacts(row, lookup);
    return {
      layout: 'artifacts',
      writer: `${appName ?? 'hpcflow'} ${appVersion ?? ''}`.trim(),
      keepsDirectOutput: false,
      ...facts,
      jobscriptElement: facts.jobscriptColumn,
      ...(typeof job === 'string' ? { schedulerJobId: job } : {}),
    };
  }

  async submissions(lookup: IndexLookup): Promise<Submission[]> {
    return gen1SubmissionList(this.#documents.submissions, lookup.index);
  }

  async grid(place: GridPlace, lookup: IndexLookup): Promise<JobscriptGrid> {
    return gen1Grid(this.#documents.submissions, this.tasks, lookup, place);
  }
}

function lastData(element: ElementRecord): DataIndex | undefined {
  const last = distinctIterations(element.iterations).at(-1);
  return last && effectiveData(gen1Iteration(last));
}
