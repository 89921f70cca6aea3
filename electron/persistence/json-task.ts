import { AppException } from '../../shared/contract/errors.ts';
import type { JsonDocument } from './json-file.ts';
import { iterationOf, RecordFault, storedElementOf } from './json-records.ts';
import type { RecordList, StoredTasks } from './json-tasks.ts';
import type { IterationRecord } from './records.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement, TaskRows } from './task-rows.ts';
import type { TimeParser } from './timestamps.ts';

/** Rows of one task of a JSON store, decoded when asked for. */
export class JsonTaskRows implements TaskRows {
  readonly #elements: RecordList;
  readonly #iterations: RecordList;
  /** Field of the task in the document, for messages. */
  readonly #place: string;

  constructor(
    readonly document: JsonDocument,
    tasks: StoredTasks,
    task: number,
    readonly parseTime: TimeParser,
    /** What a torn read looks like: the file is not what it was. */
    readonly onTorn: () => AppException | undefined,
  ) {
    this.#place = `tasks.${task}`;
    this.#elements = tasks.list(task, 'elements');
    this.#iterations = tasks.list(task, 'element_iterations');
  }

  get elementCount(): number {
    return this.#elements.length;
  }

  get iterationCount(): number {
    return this.#iterations.length;
  }

  async elements(from: number, to: number): Promise<readonly (StoredElement | AppException)[]> {
    const place = `${this.#place}.elements`;
    return this.#parsed(this.#elements, from, to, place, storedElementOf);
  }

  async iterations(
    indices: readonly number[],
  ): Promise<ReadonlyMap<number, IterationRecord | AppException>> {
    const found = new Map<number, IterationRecord | AppException>();
    const place = `${this.#place}.element_iterations`;
    for (let at = 0; at < indices.length; ) {
      const from = indices[at] ?? 0;
      let to = from + 1;
      while (indices[at + (to - from)] === to) to += 1;
      const last = Math.min(to, this.iterationCount);
      const parsed = this.#parsed(this.#iterations, from, last, place, (value, index) =>
        iterationOf(value, index, this.parseTime),
      );
      for (let index = from; index < to; index += 1) {
        found.set(index, parsed[index - from] ?? this.#missing(index));
      }
      at += to - from;
    }
    return found;
  }

  #missing(index: number): AppException {
    return corrupt(
      this.document.file,
      `${this.#place}.element_iterations.${index}`,
      'is missing although an element refers to it',
    );
  }

  /** Batches as the fast parser gives them; one by one where a batch has something wrong in it. */
  #parsed<T>(
    list: RecordList,
    from: number,
    to: number,
    place: string,
    decode: (value: unknown, index: number) => T,
  ): (T | AppException)[] {
    if (from < 0 || to <= from) return [];
    let values: readonly unknown[] | undefined;
    try {
      values = list.values(from, to);
    } catch {
      values = undefined;
    }
    const results: (T | AppException)[] = [];
    for (let index = from; index < to; index += 1) {
      try {
        const value =
          values === undefined ? this.#single(list, index, place) : values[index - from];
        results.push(decode(value, index));
      } catch (error) {
        if (error instanceof RecordFault) {
          results.push(error.at(this.document.file, `${place}.${index}`));
        } else if (error instanceof AppException) results.push(error);
        else throw error;
      }
    }
    return results;
  }

  #single(list: RecordList, index: number, place: string): unknown {
    try {
      return list.values(index, index + 1)[0];
    } catch {
      const torn = this.onTorn();
      if (torn !== undefined) throw torn;
      // Fails with the position of the fault.
      this.document.value(list.span(index), `${place}.${index}`);
      throw corrupt(this.document.file, `${place}.${index}`, 'is not written correctly');
    }
  }
}

/** Runs of all iterations of a task (hpcflow counts them over all actions). */
export async function countRuns(rows: JsonTaskRows): Promise<number> {
  let count = 0;
  const step = 500;
  for (let from = 0; from < rows.iterationCount; from += step) {
    const to = Math.min(from + step, rows.iterationCount);
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    for (const iteration of (await rows.iterations(indices)).values()) {
      if (iteration instanceof AppException) throw iteration;
      for (const runs of iteration.actions.values()) count += runs.length;
    }
  }
  return count;
}
