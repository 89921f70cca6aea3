import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { type JsonDocument, JsonFile } from '../json-file.ts';
import { RecordFault } from '../json-records.ts';
import type { Scanned, Shape, Spans } from '../json-scan.ts';
import { NumberedRows } from '../numbered-rows.ts';
import { corrupt } from '../store-errors.ts';
import { type OnProblem, toProblem } from '../task-rows.ts';
import { type UnknownPart, unknownKeys, unknownMembers } from '../unknown-parts.ts';
import { isDict, isList, type PyValue } from '../values.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { elementOf, iterationOf, type Members, runOf } from './decode-record.ts';
import { FlatStore, type FlatStoreFeatures, type OrError } from './flat-store.ts';
import { ELEMENT_ROW, ITERATION_ROW, JSON_FILES, NO_DIRECTORY, RUN_ROW } from './formats.ts';
import { indexedOf, plainElement, plainIteration } from './plain-indexed.ts';
import type {
  FlatElement,
  FlatIteration,
  FlatRun,
  FlatTask,
  IndexedElement,
  IndexedIteration,
  RunDirectoryRow,
} from './records.ts';
import { COLUMN_FIELDS, RunColumns } from './run-columns.ts';

const ITEMS: Shape = { kind: 'items' };
const METADATA_SHAPE: Shape = {
  kind: 'object',
  members: { elements: ITEMS, iters: ITEMS, runs: ITEMS, run_dirs: ITEMS },
};
const RUNS_SHAPE: Shape = { kind: 'object', members: { runs: ITEMS, run_dirs: ITEMS } };
const PARAMETERS_SHAPE: Shape = {
  kind: 'object',
  members: { data: { kind: 'numbered' }, sources: { kind: 'numbered' } },
};
const PARAMETER_KEYS: ReadonlySet<string> = new Set(['data', 'sources']);
const RECORD_KEYS: ReadonlySet<string> = new Set(
  [...ELEMENT_ROW, ...ITERATION_ROW, ...RUN_ROW].map(({ name }) => name),
);
const NO_SPANS: Spans = { starts: new Uint32Array(), ends: new Uint32Array() };

/** Records between two yields: a few milliseconds of work. */
const BATCH_RECORDS = 500;
/** `{` */
const OPENING_BRACE = 0x7b;

interface Documents {
  readonly metadata: JsonDocument;
  /** The document with the runs: of their own since GEN4, the metadata before. */
  readonly runs: JsonDocument;
  readonly submissions: JsonDocument;
  readonly parameters: JsonDocument;
}

/** hpcflow's `JSONPersistentStore` since 0.2.0a51 (FORMATS §13.2, GEN4 §6). */
export class JsonFlatStore extends FlatStore {
  readonly storeName = 'json';
  readonly documentFile = JSON_FILES.metadata;
  readonly parameterFile = JSON_FILES.parameters;
  readonly features: FlatStoreFeatures = {
    create: true,
    edit: true,
    jobscript_parallelism: false,
    EAR_parallelism: false,
    schedulers: true,
    submission: true,
  };
  readonly #documents: Documents;
  readonly #members = new Map<string, PyValue>();
  readonly #elements: Spans;
  readonly #iterations: Spans;
  readonly #runs: Spans;
  readonly #data: NumberedRows;
  readonly #sources: NumberedRows;

  private constructor(workflow: WorkflowContext, source: FileSource, documents: Documents) {
    super(workflow, source);
    this.#documents = documents;
    const { metadata, runs, parameters } = documents;
    this.#elements = spansOf(metadata, 'elements');
    this.#iterations = spansOf(metadata, 'iters');
    this.#runs = spansOf(runs, 'runs');
    this.#data = new NumberedRows(spansOf(parameters, 'data'));
    this.#sources = new NumberedRows(spansOf(parameters, 'sources'));
  }

  /** Reads the documents, and keeps them. @throws AppException */
  static async open(workflow: WorkflowContext, source: FileSource): Promise<JsonFlatStore> {
    const file = (name: string, shape: Shape): Promise<JsonDocument> =>
      new JsonFile(source, name, shape).read();
    const metadata = await file(JSON_FILES.metadata, METADATA_SHAPE);
    return new JsonFlatStore(workflow, source, {
      metadata,
      runs: source.isFile(JSON_FILES.runs) ? await file(JSON_FILES.runs, RUNS_SHAPE) : metadata,
      submissions: await file(JSON_FILES.submissions, { kind: 'value' }),
      parameters: await file(JSON_FILES.parameters, PARAMETERS_SHAPE),
    });
  }

  get elementCount(): number {
    return this.#elements.starts.length;
  }
  get iterationCount(): number {
    return this.#iterations.starts.length;
  }
  get runCount(): number {
    return this.#runs.starts.length;
  }

  parameterIds(): Uint32Array {
    return this.#data.numbers();
  }

  override checkParametersExist(ids: readonly number[]): boolean[] {
    return ids.map((id) => this.#data.has(id));
  }

  protected rootKeys(): Iterable<string> {
    return this.#documents.metadata.root.members?.keys() ?? [];
  }

  override async unknownParts(): Promise<readonly UnknownPart[]> {
    const { runs, parameters, metadata } = this.#documents;
    const first = (document: JsonDocument, key: string, spans: Spans): UnknownPart[] => {
      const [record] = this.#fastItems(document, spans, 0, Math.min(1, spans.starts.length)) ?? [];
      if (!isFields(record)) return [];
      return unknownKeys('field', document.file, Object.keys(record), RECORD_KEYS, key);
    };
    const keysOf = (document: JsonDocument): Iterable<string> =>
      document.root.members?.keys() ?? [];
    return [
      ...(await super.unknownParts()),
      ...(runs === metadata ? [] : unknownMembers(runs.file, keysOf(runs))),
      ...unknownKeys('member', parameters.file, keysOf(parameters), PARAMETER_KEYS),
      ...first(metadata, 'elements', this.#elements),
      ...first(metadata, 'iters', this.#iterations),
      ...first(runs, 'runs', this.#runs),
    ];
  }

  rootMember(key: string): PyValue | undefined {
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const { metadata } = this.#documents;
    const span = metadata.root.members?.get(key);
    if (span === undefined) return undefined;
    const value = metadata.value(span, key);
    this.#members.set(key, value);
    return value;
  }

  protected async storedSubmissions(): Promise<PyValue> {
    const { submissions } = this.#documents;
    return submissions.value(submissions.root, '');
  }

  async getTasks(): Promise<FlatTask[]> {
    const tasks = this.rootMember('tasks');
    if (!isList(tasks)) throw corrupt(JSON_FILES.metadata, 'tasks', 'is no list');
    return tasks.map((task, index) => {
      const id = isDict(task) ? task.get('id_') : undefined;
      const elements = isDict(task) ? task.get('element_IDs') : undefined;
      if (typeof id !== 'number' || !isList(elements)) {
        throw corrupt(JSON_FILES.metadata, `tasks.${index}`, 'is no task with its elements');
      }
      return { id_: id, index, element_IDs: elements.filter((item) => typeof item === 'number') };
    });
  }

  protected async elementsAt(ids: readonly number[]): Promise<OrError<FlatElement>[]> {
    return ids.map((id) => this.#record('elements', this.#elements, id, elementOf));
  }

  protected async iterationsAt(ids: readonly number[]): Promise<OrError<FlatIteration>[]> {
    return ids.map((id) => this.#record('iters', this.#iterations, id, iterationOf));
  }

  protected async runsAt(ids: readonly number[]): Promise<OrError<FlatRun>[]> {
    const parse = this.timeParser();
    return ids.map((id) =>
      this.#record('runs', this.#runs, id, (members) => runOf(members, parse)),
    );
  }

  async *elementBatches(): AsyncIterable<readonly OrError<IndexedElement>[]> {
    yield* this.#indexed(this.#elements, plainElement, (ids) => this.elementsAt(ids));
  }

  async *iterationBatches(): AsyncIterable<readonly OrError<IndexedIteration>[]> {
    yield* this.#indexed(this.#iterations, plainIteration, async (ids) =>
      (await this.iterationsAt(ids)).map((record) =>
        record instanceof AppException ? record : indexedOf(record),
      ),
    );
  }

  async runColumns(
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns> {
    const { runs: document } = this.#documents;
    const columns = new RunColumns(this.runCount, this.timeParser());
    const place = (id: number, field: string): void => {
      onProblem(toProblem(corrupt(document.file, `runs.${id}.${field}`, 'cannot be read')));
    };
    for (let from = 0; from < this.runCount; from += BATCH_RECORDS) {
      const to = Math.min(this.runCount, from + BATCH_RECORDS);
      const batch = this.#fastItems(document, this.#runs, from, to);
      for (let id = from; id < to; id += 1) {
        const record = batch === undefined ? this.#oneRun(document, id) : batch[id - from];
        const wrong = isFields(record)
          ? columns.set(
              id,
              COLUMN_FIELDS.map((name) => record[name]),
            )
          : 'id_';
        if (wrong !== undefined) place(id, wrong);
      }
      await breathe(to);
    }
    return columns;
  }

  async getDirsArr(): Promise<readonly RunDirectoryRow[]> {
    const { runs: document } = this.#documents;
    const span = document.root.members?.get('run_dirs');
    const rows = span === undefined ? [] : document.value(span, 'run_dirs');
    return (isList(rows) ? rows : []).map((row) =>
      isList(row) ? row.filter((item) => typeof item === 'number') : NO_DIRECTORY,
    );
  }

  protected async encodedParameter(id: number): Promise<PyValue> {
    return this.#numbered('data', this.#data, id) ?? null;
  }

  override async areParametersSet(ids: Uint32Array): Promise<Uint8Array> {
    const { bytes } = this.#documents.parameters;
    // What is set is a map, and nothing else begins with a brace.
    return Uint8Array.from(ids, (id) => {
      const span = this.#data.span(id);
      return span !== undefined && bytes[span.start] === OPENING_BRACE ? 1 : 0;
    });
  }

  protected async storedSource(id: number): Promise<PyValue | undefined> {
    return this.#numbered('sources', this.#sources, id);
  }

  #numbered(key: string, rows: NumberedRows, id: number): PyValue | undefined {
    const span = rows.span(id);
    return span && this.#documents.parameters.value(span, `${key}.${id}`);
  }

  #record<T>(key: string, spans: Spans, id: number, decode: (members: Members) => T): OrError<T> {
    const document = key === 'runs' ? this.#documents.runs : this.#documents.metadata;
    const span = spanAt(spans, id);
    const place = `${key}.${id}`;
    try {
      const value = span && document.value(span, place);
      if (isDict(value)) return decode(value);
      return corrupt(document.file, place, 'is no map');
    } catch (error) {
      if (error instanceof RecordFault) return error.at(document.file, place);
      if (error instanceof AppException) return error;
      throw error;
    }
  }

  /** Records by the fast parser; `undefined` when one of them is broken. */
  #fastItems(
    document: JsonDocument,
    spans: Spans,
    from: number,
    to: number,
  ): unknown[] | undefined {
    try {
      return document.items(spans, from, to);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  #oneRun(document: JsonDocument, id: number): unknown {
    return this.#fastItems(document, this.#runs, id, id + 1)?.[0];
  }

  /** What the index takes of records; those that the fast parser cannot tell are read exactly. */
  async *#indexed<T>(
    spans: Spans,
    plain: (record: unknown) => T | undefined,
    exact: (ids: readonly number[]) => Promise<readonly OrError<T>[]>,
  ): AsyncIterable<readonly OrError<T>[]> {
    const { metadata } = this.#documents;
    const count = spans.starts.length;
    for (let from = 0; from < count; from += BATCH_RECORDS) {
      const to = Math.min(count, from + BATCH_RECORDS);
      const batch = this.#fastItems(metadata, spans, from, to);
      const found: OrError<T>[] = [];
      for (let id = from; id < to; id += 1) {
        const record = plain(batch?.[id - from]);
        if (record !== undefined) found.push(record);
        else found.push(...(await exact([id])));
      }
      yield found;
      await yieldToEvents();
    }
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spanAt({ starts, ends }: Spans, id: number): Scanned | undefined {
  const [start, end] = [starts[id], ends[id]];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** Byte ranges of a long list or map; none where it is absent. */
function spansOf(document: JsonDocument, key: string): Spans {
  const member = document.root.members?.get(key);
  if (member === undefined) return NO_SPANS;
  if (member.spans !== undefined) return member.spans;
  throw corrupt(document.file, key, 'is not of the right kind');
}
