import type { Recognition, Source, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { JobscriptGrid, Submission } from '../../shared/contract/submissions.ts';
import { NONE } from '../../shared/model/run-index.ts';
import type { FileSource } from '../files/file-source.ts';
import type { FlatStore } from '../persistence/flat/flat-store.ts';
import type { FlatIteration, RunDirectoryRow } from '../persistence/flat/records.ts';
import type { ParameterData, ParameterSource } from '../persistence/records.ts';
import type { PyDict } from '../persistence/values.ts';
import type { DataIndex } from './data-index.ts';
import { buildFlatIndex } from './flat-build.ts';
import { type FlatDocuments, readFlatDocuments } from './flat-documents.ts';
import { flatGrid, flatGridCell } from './flat-grid.ts';
import { flatSource } from './flat-source.ts';
import { flatSubmissionList } from './flat-submission-list.ts';
import type { FlatJobscript } from './flat-submissions.ts';
import { namedTexts } from './gen1-submissions.ts';
import type { IndexLookup } from './index-lookup.ts';
import { indexedFiles } from './indexed-files.ts';
import { problemOf } from './problem-of.ts';
import { textOf } from './py-access.ts';
import { namedDirectory, recordedDirectory } from './run-directory.ts';
import type { RunFileFacts } from './run-files/run-place.ts';
import { inferredSkip, skipWords } from './skip-words.ts';
import { snapshotDifference } from './snapshots.ts';
import { UNKNOWN_LAYOUT, unknownPartWords } from './unknown-parts-words.ts';
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

type Found = Extract<Recognition, { kind: 'workflow' }>;

/** Elements whose inputs are read at a time. */
const BATCH_ELEMENTS = 500;

/** A workflow of GEN2 or later: flat records with workflow-wide numbers. */
export class FlatReader implements WorkflowReader {
  readonly notRecorded: readonly string[];
  readonly areSkipsInferred: boolean;
  readonly #store: FlatStore;
  readonly #documents: FlatDocuments;
  /** GEN4 and later record why a run was skipped, and where it was executed. */
  readonly #isGen4: boolean;
  #skips: Uint8Array | undefined;
  #directories: Promise<readonly RunDirectoryRow[]> | undefined;

  private constructor(
    store: FlatStore,
    documents: FlatDocuments,
    isGen4: boolean,
    lacks: string[],
  ) {
    this.#store = store;
    this.#documents = documents;
    this.#isGen4 = isGen4;
    this.areSkipsInferred = !isGen4;
    this.notRecorded = lacks;
  }

  /** Reads the documents, and keeps them. */
  static async open(found: Found, store: FlatStore): Promise<FlatReader> {
    const documents = await readFlatDocuments(store, found);
    const isGen4 = found.generation !== 'GEN2' && found.generation !== 'GEN3';
    const lacks = isGen4 ? [] : ['why runs are skipped', 'port'];
    if (!(await recordsHosts(store))) lacks.push('host');
    return new FlatReader(store, documents, isGen4, lacks);
  }

  get identity() {
    return this.#documents.identity;
  }
  get template(): PyDict {
    return this.#documents.template;
  }
  get tasks() {
    return this.#documents.tasks;
  }
  get loops() {
    return this.#documents.loops;
  }
  get submissionCount(): number {
    return this.#documents.submissions.length;
  }
  get problems() {
    return this.#documents.problems;
  }

  async notUnderstood(): Promise<readonly Problem[]> {
    const parts = (await this.#store.unknownParts()).map(unknownPartWords);
    return this.identity.generation === 'unknown' ? [UNKNOWN_LAYOUT, ...parts] : parts;
  }

  async buildIndex(context: CallContext): Promise<IndexResult> {
    const result = await buildFlatIndex(this.#store, this.#documents, this.#isGen4, context);
    this.#skips = result.skips;
    return result;
  }

  restoreIndex({ skips }: IndexResult): void {
    this.#skips = skips;
  }

  get rechunkBackups(): readonly string[] {
    return this.#store.rechunkBackups;
  }

  get indexedFiles(): readonly string[] {
    return indexedFiles(this.identity.store, this.identity.generation);
  }

  fileOfRun(row: number, { index: { runs } }: IndexLookup): string | undefined {
    return this.#store.runFile(runs.id[row] ?? NONE);
  }

  async elementData(
    task: Task,
    start: number,
    stop: number,
    problems: Problem[],
  ): Promise<readonly (DataIndex | undefined)[]> {
    const ids = this.#elementIds(task).slice(start, stop);
    try {
      const elements = await this.#store.getElements(ids);
      const last = elements.map(({ iteration_IDs }) => iteration_IDs.at(-1));
      const iterations = await this.#store.getElementIterations(
        last.filter((id) => id !== undefined),
      );
      const byId = new Map(iterations.map((iteration) => [iteration.id_, iteration.data_idx]));
      return last.map((id) => (id === undefined ? undefined : byId.get(id)));
    } catch (error) {
      problemOf(error);
    }
    const found: (DataIndex | undefined)[] = [];
    for (const id of ids) {
      try {
        found.push(await this.#lastData(id));
      } catch (error) {
        problems.push(problemOf(error));
        found.push(undefined);
      }
    }
    return found;
  }

  async *elementDataBatches(task: Task): AsyncIterable<readonly (DataIndex | undefined)[]> {
    // Broken elements are problems of the run index.
    for (let start = 0; start < task.elementCount; start += BATCH_ELEMENTS) {
      yield await this.elementData(task, start, start + BATCH_ELEMENTS, []);
    }
  }

  async *dataIndexBatches(task: Task): AsyncIterable<readonly ElementData[]> {
    const ids = this.#elementIds(task);
    for (let start = 0; start < ids.length; start += BATCH_ELEMENTS) {
      yield await this.#dataOf(ids.slice(start, start + BATCH_ELEMENTS), start);
    }
  }

  /** Elements with all their data; what cannot be read is left out. */
  async #dataOf(ids: readonly number[], first: number): Promise<ElementData[]> {
    const elements = await this.#store.tryElements(ids);
    const iterationIds = elements.flatMap((element) =>
      element instanceof AppException ? [] : element.iteration_IDs,
    );
    const iterations = await this.#store.tryIterations(iterationIds);
    const records = iterations.flatMap((record) => (record instanceof AppException ? [] : record));
    const runIds = records.flatMap(({ EAR_IDs }) => [...(EAR_IDs?.values() ?? [])].flat());
    const dataOfRun = await this.#store.runDataIdx(runIds);
    const byId = new Map(
      records.map((record) => [record.id_, iterationData(record, dataOfRun)] as const),
    );
    return elements.flatMap((element, at) =>
      element instanceof AppException
        ? []
        : {
            element: first + at,
            iterations: element.iteration_IDs.flatMap((id) => byId.get(id) ?? []),
          },
    );
  }

  async iteration(task: Task, element: number, ordinal: number): Promise<IterationData> {
    const elementId = this.#elementIds(task)[element];
    if (elementId === undefined) {
      throw new AppException({
        code: 'not-found',
        message: `Task ${task.name} has no element ${element}.`,
      });
    }
    const [record] = await this.#store.getElements([elementId]);
    const id = record?.iteration_IDs[ordinal];
    if (id === undefined) {
      throw new AppException({
        code: 'not-found',
        message: `Element ${element} of task ${task.name} has no iteration ${ordinal}.`,
      });
    }
    const [iteration] = await this.#store.getElementIterations([id]);
    if (iteration === undefined) return { id, loopIdx: [], dataIndex: {}, actions: new Map() };
    const runIds = [...(iteration.EAR_IDs?.values() ?? [])].flat();
    return iterationData(iteration, await this.#store.runDataIdx(runIds));
  }

  async parameterIndices(): Promise<Uint32Array> {
    return this.#store.parameterIds();
  }

  async parameter(index: number): Promise<ParameterData> {
    const { isSet, value } = await this.storedParameter(index);
    return [isSet, value];
  }

  async storedParameter(index: number): Promise<StoredParameter> {
    const notices: UnknownType[] = [];
    const [found] = await this.#store.getParameters([index], (place) =>
      notices.push({ file: this.#store.parameterFile, parameter: index, place }),
    );
    if (found === undefined || !found.is_set) return { isSet: false, value: null, notices };
    const path = textOf(found.file?.get('path'));
    return {
      isSet: true,
      value: found.file ?? found.value,
      ...(path === undefined
        ? {}
        : { file: { path, isKept: found.file?.get('store_contents') === true } }),
      notices,
    };
  }

  areParametersSet(indices: Uint32Array): Promise<Uint8Array> {
    return this.#store.areParametersSet(indices);
  }

  parameterSources(indices: Uint32Array): Promise<readonly (ParameterSource | undefined)[]> {
    return this.#store.getParameterSources([...indices]);
  }

  sourceOf(stored: ParameterSource, lookup: IndexLookup): Source {
    return flatSource(stored, this.tasks, lookup);
  }

  async runFacts(row: number, lookup: IndexLookup): Promise<RunFacts> {
    const { runs, hosts } = lookup.index;
    const id = runs.id[row] ?? NONE;
    const [run] = await this.#store.getEARs([id]);
    const cell = flatGridCell(
      this.#documents.submissions,
      runs.submission[row] ?? NONE,
      runs.jobscript[row] ?? NONE,
      id,
    );
    const files = snapshotDifference(run?.snapshot_start ?? null, run?.snapshot_end ?? null);
    const host = hosts[runs.host[row] ?? NONE];
    const directory = await this.#directoryOf(row, lookup);
    const metadata = namedTexts(run?.metadata);
    return {
      ...this.#skipFacts(id),
      ...(host === undefined ? {} : { host }),
      ...(typeof run?.port_number === 'number' ? { port: run.port_number } : {}),
      ...(directory === undefined ? {} : { directory }),
      ...(run?.commands_idx === undefined ? {} : { commands: [...run.commands_idx] }),
      ...(files === undefined
        ? {}
        : { filesMade: files.made, filesChanged: files.changed, filesRemoved: files.removed }),
      ...(metadata.length === 0 ? {} : { metadata }),
      ...(cell === undefined
        ? {}
        : { jobscriptBlock: cell.block, jobscriptRow: cell.row, jobscriptColumn: cell.column }),
    };
  }

  #skipFacts(id: number): Pick<RunFacts, 'skipReason' | 'inference'> {
    const reason = this.#skips?.[id] ?? 0;
    if (reason === 0) return {};
    if (!this.#isGen4) return inferredSkip(reason);
    const skipReason = skipWords(reason);
    return skipReason === undefined ? {} : { skipReason };
  }

  async #directoryOf(row: number, lookup: IndexLookup): Promise<string | undefined> {
    const { runs } = lookup.index;
    if (this.#isGen4) {
      this.#directories ??= this.#store.getDirsArr();
      return recordedDirectory((await this.#directories)[runs.id[row] ?? NONE]);
    }
    const task = this.tasks[lookup.taskOfRun(row)];
    const hasStarted = !Number.isNaN(runs.startUs[row] ?? Number.NaN);
    return task !== undefined && hasStarted
      ? namedDirectory('execute', row, task, lookup)
      : undefined;
  }

  get files(): FileSource {
    return this.#store.source;
  }

  async runFileFacts(row: number, lookup: IndexLookup): Promise<RunFileFacts> {
    const { appName, appVersion } = this.identity;
    const { runs } = lookup.index;
    const jobscript =
      this.#documents.submissions[runs.submission[row] ?? NONE]?.jobscripts[
        runs.jobscript[row] ?? NONE
      ];
    const job = textOf(jobscript?.schedulerJobId);
    const facts = await this.runFacts(row, lookup);
    const [run] = await this.#store.getEARs([runs.id[row] ?? NONE]);
    const folder = this.#isGen4 ? facts.directory?.split('/').slice(1) : undefined;
    return {
      layout: this.#isGen4 ? 'submission' : 'execute',
      writer: `${appName ?? 'hpcflow'} ${appVersion ?? ''}`.trim(),
      // Direct jobscripts write to files since the version that records their process.
      keepsDirectOutput: this.#isGen4 || jobscript?.fields.has('process_ID') === true,
      jobscriptRow: facts.jobscriptRow,
      jobscriptColumn: facts.jobscriptColumn,
      jobscriptBlock: facts.jobscriptBlock,
      jobscriptElement: elementOf(jobscript, facts),
      ...(job === undefined ? {} : { schedulerJobId: job }),
      ...(folder === undefined ? {} : { folderParts: folder }),
      ...(typeof run?.commands_file_ID === 'number'
        ? { commandsFileId: run.commands_file_ID }
        : {}),
    };
  }

  async submissions(lookup: IndexLookup): Promise<Submission[]> {
    return flatSubmissionList(this.#documents.submissions, lookup.index);
  }

  async grid(place: GridPlace, lookup: IndexLookup): Promise<JobscriptGrid> {
    return flatGrid(this.#documents.submissions, lookup, place);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #elementIds(task: Task): readonly number[] {
    return this.#documents.taskElements[task.index]?.element_IDs ?? [];
  }

  async #lastData(elementId: number): Promise<DataIndex | undefined> {
    const [element] = await this.#store.getElements([elementId]);
    const id = element?.iteration_IDs.at(-1);
    if (id === undefined) return undefined;
    return (await this.#store.getElementIterations([id]))[0]?.data_idx;
  }
}

/** Column of a run, counted on over the blocks of its jobscript. */
function elementOf(
  jobscript: FlatJobscript | undefined,
  { jobscriptBlock = 0, jobscriptColumn }: RunFacts,
): number | undefined {
  if (jobscriptColumn === undefined) return undefined;
  const before = jobscript?.blocks.slice(0, jobscriptBlock) ?? [];
  return before.reduce((sum, { columnCount }) => sum + columnCount, jobscriptColumn);
}

function iterationData(
  iteration: FlatIteration,
  dataOfRun: ReadonlyMap<number, DataIndex>,
): IterationData {
  const actions = [...(iteration.EAR_IDs ?? [])].map(
    ([action, runs]) => [action, runs.map((id) => dataOfRun.get(id) ?? {})] as const,
  );
  return {
    id: iteration.id_,
    loopIdx: Object.entries(iteration.loop_idx).map(([loop, number]) => {
      return { loop, iteration: number };
    }),
    dataIndex: iteration.data_idx,
    actions: new Map(actions),
  };
}

/** The first run tells which fields its version writes (FORMATS §13.4). */
async function recordsHosts(store: FlatStore): Promise<boolean> {
  if (store.runCount === 0) return true;
  try {
    const [first] = await store.getEARs([0]);
    return first?.run_hostname !== undefined;
  } catch (error) {
    problemOf(error);
    return true;
  }
}
