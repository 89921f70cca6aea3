import { type DataIndex, isParameterPath, parametersOf } from '../../generations/data-index.ts';

/**
 * Which run wrote a parameter, and which runs read it: the data indices of all runs as columns. Runs
 * are rows of the run index, parameters hpcflow's own numbers.
 */
export interface LineageIndex {
  readonly runCount: number;
  /** Numbers of parameters are below this. */
  readonly parameterCount: number;
  /** Data paths, such as `inputs.p1`; of a group's members without their place in it. */
  readonly paths: readonly string[];
  /** First reference of each run; length `runCount + 1`. */
  readonly referenceStart: Uint32Array;
  /** Position in {@link paths} of each reference. */
  readonly path: Uint16Array;
  readonly parameter: Uint32Array;
  /** 1 where the run writes the parameter, 0 where it reads it. */
  readonly isWrite: Uint8Array;
  /** Run row that writes each parameter; -1 for inputs that no run has made. */
  readonly writer: Int32Array;
  /** First reader of each parameter; length `parameterCount + 1`. */
  readonly readerStart: Uint32Array;
  /** Run rows that read, ascending for each parameter; a run that reads it by two paths is there once. */
  readonly reader: Uint32Array;
}

const NO_WRITER = -1;
const MOST_PATHS = 65_535;

/** Collects the data indices of runs in row order, then turns them into a {@link LineageIndex}. */
export class LineageBuilder {
  readonly #runCount: number;
  readonly #parameterCount: number;
  readonly #paths = new Map<string, number>();
  readonly #writer: Int32Array;
  readonly #referenceStart: Uint32Array;
  #path = new Uint16Array(1024);
  #parameter = new Uint32Array(1024);
  #isWrite = new Uint8Array(1024);
  #count = 0;
  #nextRow = 0;

  /**
   * @param parameterCount Numbers of parameters are below this; others are left out.
   * @param actionKeyOf Tells runs of the same iteration and action from others, for their run rows.
   */
  constructor(
    runCount: number,
    parameterCount: number,
    private readonly actionKeyOf: (row: number) => number,
  ) {
    this.#runCount = runCount;
    this.#parameterCount = parameterCount;
    this.#writer = new Int32Array(parameterCount).fill(NO_WRITER);
    this.#referenceStart = new Uint32Array(runCount + 1);
  }

  /**
   * Adds the references of a run; rows come in ascending order, and may be left out.
   *
   * @param given Data index of its iteration: an input file named there was given, not made.
   */
  add(row: number, dataIndex: DataIndex, given: DataIndex): void {
    this.#startUntil(row);
    for (const path in dataIndex) {
      const reference = dataIndex[path];
      if (reference === undefined || !isParameterPath(path)) continue;
      const canWrite =
        path.startsWith('outputs.') ||
        path.startsWith('output_files.') ||
        (path.startsWith('input_files.') && given[path] !== reference);
      for (const parameter of parametersOf(reference)) {
        this.#push(row, path, parameter, canWrite);
      }
    }
  }

  finish(): LineageIndex {
    this.#startUntil(this.#runCount);
    const count = this.#count;
    const parameter = this.#parameter.slice(0, count);
    const isWrite = this.#isWrite.slice(0, count);
    return {
      runCount: this.#runCount,
      parameterCount: this.#parameterCount,
      paths: [...this.#paths.keys()],
      referenceStart: this.#referenceStart,
      path: this.#path.slice(0, count),
      parameter,
      isWrite,
      writer: this.#writer,
      ...readersOf(this.#referenceStart, parameter, isWrite, this.#parameterCount),
    };
  }

  #startUntil(row: number): void {
    for (; this.#nextRow <= row; this.#nextRow += 1) {
      this.#referenceStart[this.#nextRow] = this.#count;
    }
  }

  #push(row: number, path: string, parameter: number, canWrite: boolean): void {
    // A number beyond the last parameter is damage; the run itself says so where it is shown.
    if (parameter >= this.#parameterCount || this.#paths.size >= MOST_PATHS) return;
    if (this.#count === this.#path.length) this.#grow();
    let at = this.#paths.get(path);
    if (at === undefined) {
      at = this.#paths.size;
      this.#paths.set(path, at);
    }
    this.#path[this.#count] = at;
    this.#parameter[this.#count] = parameter;
    this.#isWrite[this.#count] = canWrite && this.#writes(row, parameter) ? 1 : 0;
    this.#count += 1;
  }

  /**
   * What a run names as its output it writes, unless an earlier action has: an output file parser
   * names the file it reads like the action that made it. Runs of one action write the same.
   */
  #writes(row: number, parameter: number): boolean {
    const before = this.#writer[parameter] ?? NO_WRITER;
    if (before === NO_WRITER || this.actionKeyOf(before) === this.actionKeyOf(row)) {
      this.#writer[parameter] = row;
      return true;
    }
    return false;
  }

  #grow(): void {
    const size = this.#path.length * 2;
    const path = new Uint16Array(size);
    const parameter = new Uint32Array(size);
    const isWrite = new Uint8Array(size);
    path.set(this.#path);
    parameter.set(this.#parameter);
    isWrite.set(this.#isWrite);
    this.#path = path;
    this.#parameter = parameter;
    this.#isWrite = isWrite;
  }
}

/** Counts, offsets, then fills: the readers of all parameters side by side. */
function readersOf(
  referenceStart: Uint32Array,
  parameter: Uint32Array,
  isWrite: Uint8Array,
  parameterCount: number,
): Pick<LineageIndex, 'readerStart' | 'reader'> {
  const last = new Int32Array(parameterCount).fill(-1);
  const readerStart = new Uint32Array(parameterCount + 1);
  const forEachRead = (visit: (read: number, row: number) => void): void => {
    last.fill(-1);
    for (let row = 0; row + 1 < referenceStart.length; row += 1) {
      const stop = referenceStart[row + 1] ?? 0;
      for (let at = referenceStart[row] ?? 0; at < stop; at += 1) {
        const read = parameter[at] ?? 0;
        if (isWrite[at] === 1 || last[read] === row) continue;
        last[read] = row;
        visit(read, row);
      }
    }
  };
  forEachRead((read) => {
    readerStart[read + 1] = (readerStart[read + 1] ?? 0) + 1;
  });
  for (let at = 0; at < parameterCount; at += 1) {
    readerStart[at + 1] = (readerStart[at + 1] ?? 0) + (readerStart[at] ?? 0);
  }
  const next = readerStart.slice();
  const reader = new Uint32Array(readerStart[parameterCount] ?? 0);
  forEachRead((read, row) => {
    const at = next[read] ?? 0;
    reader[at] = row;
    next[read] = at + 1;
  });
  return { readerStart, reader };
}
