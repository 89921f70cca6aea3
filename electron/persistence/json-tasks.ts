import type { JsonDocument } from './json-file.ts';
import { type Scanned, type Shape, type Spans, scanPart } from './json-scan.ts';
import { textOf } from './json-text.ts';
import { corrupt } from './store-errors.ts';

/**
 * Tasks of up to so many bytes are parsed in one go. In larger ones the loops of the scanner are
 * compiled before long, and batches whose objects are let go at once need less memory.
 */
const MAX_PLAIN_BYTES = 4 * 1024 * 1024;

const TASKS_SHAPE: Shape = {
  kind: 'list',
  item: {
    kind: 'object',
    members: { elements: { kind: 'items' }, element_iterations: { kind: 'items' } },
  },
};

type ListName = 'elements' | 'element_iterations';
type PlainTask = Readonly<Record<ListName, readonly unknown[]>>;

/** The records of one list of a task. */
export interface RecordList {
  readonly length: number;
  /**
   * Records `from … to - 1` as `JSON.parse` gives them: for bulk records, whose numbers are small
   * integers.
   *
   * @throws SyntaxError
   */
  values(from: number, to: number): readonly unknown[];
  /** Where a record lies in the document. */
  span(index: number): Scanned;
}

/**
 * The tasks of `metadata.json`. Those of small documents are, until their elements were walked, what
 * one `JSON.parse` of all of them gave; where their records lie is found once one is asked for after
 * that. In others it is found first, and records are parsed in batches.
 */
export class StoredTasks {
  readonly #document: JsonDocument;
  readonly #place: Scanned;
  /** Lengths of the lists, where they were parsed in one go. */
  readonly #lengths: readonly Readonly<Record<ListName, number>>[] | undefined;
  /** Tasks that were parsed and not yet released. */
  readonly #plain: (PlainTask | undefined)[];
  #scanned: readonly Scanned[] | undefined;

  /** @throws AppException `corrupt-data` when brackets or texts do not close */
  constructor(document: JsonDocument) {
    this.#document = document;
    this.#place = document.member('tasks');
    const plain = plainTasks(document, this.#place);
    this.#plain = plain === undefined ? [] : [...plain];
    this.#lengths = plain?.map(({ elements, element_iterations }) => ({
      elements: elements.length,
      element_iterations: element_iterations.length,
    }));
    if (plain === undefined) this.#scan();
  }

  /** @throws AppException `corrupt-data` */
  get length(): number {
    return (this.#lengths ?? this.#tasks()).length;
  }

  /** @throws AppException `corrupt-data` when the task has no such list */
  list(task: number, name: ListName): RecordList {
    const length = this.#lengths?.[task]?.[name] ?? this.#spans(task, name).starts.length;
    const spans = (): Spans => this.#spans(task, name);
    const document = this.#document;
    return {
      length,
      values: (from, to) =>
        this.#plain[task]?.[name].slice(from, to) ?? document.items(spans(), from, to),
      span: (index) => {
        const { starts, ends } = spans();
        const start = starts[index] ?? 0;
        return { start, end: ends[index] ?? start };
      },
    };
  }

  /** Lets go of what was parsed of a task. */
  release(task: number): void {
    if (task in this.#plain) this.#plain[task] = undefined;
  }

  #tasks(): readonly Scanned[] {
    const tasks = this.#scanned ?? this.#scan();
    if (tasks === undefined) throw corrupt(this.#document.file, 'tasks', 'is no list');
    return tasks;
  }

  #scan(): readonly Scanned[] | undefined {
    const { bytes, file } = this.#document;
    const { start, end } = this.#place;
    this.#scanned = scanPart(bytes, start, end, TASKS_SHAPE, { file }).items;
    return this.#scanned;
  }

  #spans(task: number, name: ListName): Spans {
    const spans = this.#tasks()[task]?.members?.get(name)?.spans;
    if (spans !== undefined) return spans;
    throw corrupt(this.#document.file, `tasks.${task}.${name}`, 'is no list');
  }
}

/** `undefined` for tasks that are too large, broken, or hold what only Python takes for JSON. */
function plainTasks(document: JsonDocument, { start, end }: Scanned): PlainTask[] | undefined {
  if (end - start > MAX_PLAIN_BYTES) return undefined;
  let tasks: unknown;
  try {
    tasks = JSON.parse(textOf(document.bytes, start, end));
  } catch {
    return undefined;
  }
  return Array.isArray(tasks) && tasks.every(isPlainTask) ? tasks : undefined;
}

function isPlainTask(task: unknown): task is PlainTask {
  if (typeof task !== 'object' || task === null) return false;
  return (
    'elements' in task &&
    Array.isArray(task.elements) &&
    'element_iterations' in task &&
    Array.isArray(task.element_iterations)
  );
}
