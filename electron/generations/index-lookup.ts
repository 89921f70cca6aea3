import type { RunIndex } from '../../shared/model/run-index.ts';

/**
 * Finds rows of a run index by hpcflow's own numbers. Elements are ordered by task position, so one
 * offset per task is enough.
 */
export class IndexLookup {
  readonly index: RunIndex;
  /** First element row of each task; one more entry than tasks. */
  readonly #elementStart: Uint32Array;
  #runsById: readonly Int32Array[] | undefined;
  #rowById: Int32Array | undefined;

  constructor(index: RunIndex, taskCount: number) {
    this.index = index;
    this.#elementStart = new Uint32Array(taskCount + 1);
    for (const task of index.elements.task) {
      const next = task + 1;
      this.#elementStart[next] = (this.#elementStart[next] ?? 0) + 1;
    }
    for (let task = 0; task < taskCount; task += 1) {
      this.#elementStart[task + 1] =
        (this.#elementStart[task + 1] ?? 0) + (this.#elementStart[task] ?? 0);
    }
  }

  /** Iterations and runs of the task at a position. */
  countsOf(task: number): { readonly iterationCount: number; readonly runCount: number } {
    const { elements, iterations } = this.index;
    const first = elements.iterationStart[this.#elementStart[task] ?? 0] ?? 0;
    const end = elements.iterationStart[this.#elementStart[task + 1] ?? 0] ?? 0;
    return {
      iterationCount: end - first,
      runCount: (iterations.runStart[end] ?? 0) - (iterations.runStart[first] ?? 0),
    };
  }

  /** Row of an element by its index within the task at a position. */
  elementRow(task: number, element: number): number | undefined {
    const row = (this.#elementStart[task] ?? 0) + element;
    if (row >= (this.#elementStart[task + 1] ?? 0)) return undefined;
    return this.index.elements.index[row] === element ? row : undefined;
  }

  /** Row of an iteration by its position among the element's iterations. */
  iterationRow(elementRow: number, ordinal: number): number | undefined {
    const row = (this.index.elements.iterationStart[elementRow] ?? 0) + ordinal;
    const end = this.index.elements.iterationStart[elementRow + 1] ?? 0;
    return row < end ? row : undefined;
  }

  /** Position among the element's iterations of the one that hpcflow numbers `id`. */
  ordinalOf(elementRow: number, id: number): number | undefined {
    const start = this.index.elements.iterationStart[elementRow] ?? 0;
    const end = this.index.elements.iterationStart[elementRow + 1] ?? 0;
    for (let row = start; row < end; row += 1) {
      if (this.index.iterations.id[row] === id) return row - start;
    }
    return undefined;
  }

  /** Row of a run of an iteration, and how many runs its action has. */
  runRow(
    iterationRow: number,
    action: number,
    attempt: number,
  ): { readonly row: number; readonly attempts: number } | undefined {
    const { runs, iterations } = this.index;
    const end = iterations.runStart[iterationRow + 1] ?? 0;
    let row: number | undefined;
    let attempts = 0;
    for (let at = iterations.runStart[iterationRow] ?? 0; at < end; at += 1) {
      if (runs.action[at] !== action) continue;
      attempts += 1;
      if (runs.attempt[at] === attempt) row = at;
    }
    return row === undefined ? undefined : { row, attempts };
  }

  /** Position of the task that a run row belongs to. */
  taskOfRun(row: number): number {
    const { runs, iterations, elements } = this.index;
    const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
    return elements.task[element] ?? 0;
  }

  /** Row of the run that hpcflow numbers `id` within the task at a position; -1 when there is none. */
  rowOfRunId(task: number, id: number): number {
    this.#runsById ??= this.#tables();
    return this.#runsById[task]?.[id] ?? -1;
  }

  /** Row of a run by its number where numbers are workflow-wide (GEN2 and later); -1 for none. */
  rowOfWorkflowRunId(id: number): number {
    this.#rowById ??= this.#allRows();
    return this.#rowById[id] ?? -1;
  }

  #allRows(): Int32Array {
    const { runs } = this.index;
    let largest = -1;
    for (const id of runs.id) largest = Math.max(largest, id);
    const table = new Int32Array(largest + 1).fill(-1);
    for (let row = 0; row < runs.count; row += 1) table[runs.id[row] ?? 0] = row;
    return table;
  }

  #tables(): Int32Array[] {
    const { runs } = this.index;
    const taskCount = this.#elementStart.length - 1;
    const largest = new Array<number>(taskCount).fill(-1);
    for (let row = 0; row < runs.count; row += 1) {
      const task = this.taskOfRun(row);
      const id = runs.id[row] ?? 0;
      // An id beyond twice the number of runs is damage: a table for it could be huge.
      if (id <= 2 * runs.count + 1000) largest[task] = Math.max(largest[task] ?? -1, id);
    }
    const tables = largest.map((id) => new Int32Array(id + 1).fill(-1));
    for (let row = 0; row < runs.count; row += 1) {
      const table = tables[this.taskOfRun(row)];
      const id = runs.id[row] ?? 0;
      if (table !== undefined && id < table.length) table[id] = row;
    }
    return tables;
  }
}
