import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { DataIdx, ElementRecord, IterationRecord } from './records.ts';

/** An element as stored, without its iterations. */
export interface StoredElement {
  readonly iterations_idx: readonly number[];
  readonly es_idx: number;
  readonly seq_idx: DataIdx;
  readonly src_idx: DataIdx;
}

/** Stored rows of one task; a row that cannot be read is its error. */
export interface TaskRows {
  readonly elementCount: number;
  readonly iterationCount: number;
  /** Rows `from … to - 1`. */
  elements(from: number, to: number): Promise<readonly (StoredElement | AppException)[]>;
  /** @param indices - Ascending, without repeats. */
  iterations(
    indices: readonly number[],
  ): Promise<ReadonlyMap<number, IterationRecord | AppException>>;
}

/** Called for everything that could not be read; without it the first one is thrown. */
export type OnProblem = (problem: Problem) => void;

/** Elements between two yields: a few milliseconds of work, so that a cancel is seen soon. */
const BATCH_ELEMENTS = 250;

/** What could not be read, beside what could. */
export function toProblem(error: AppException): Problem {
  const { error: data } = error;
  return {
    message: data.message,
    ...('file' in data && data.file !== undefined ? { file: data.file } : {}),
    ...('place' in data && data.place !== undefined ? { place: data.place } : {}),
  };
}

class Reporter {
  readonly #seen = new Set<AppException>();

  constructor(readonly onProblem: OnProblem | undefined) {}

  /** Throws, or reports each error once (a broken chunk is the error of all its rows). */
  report(error: AppException): void {
    if (this.onProblem === undefined) throw error;
    if (this.#seen.has(error)) return;
    this.#seen.add(error);
    this.onProblem(toProblem(error));
  }
}

/** Iterations of elements, ascending and without repeats, as they mostly are already. */
function wantedIterations(stored: readonly (StoredElement | AppException)[]): number[] {
  const wanted: number[] = [];
  let last = -1;
  let isAscending = true;
  for (const element of stored) {
    if (element instanceof AppException) continue;
    for (const index of element.iterations_idx) {
      isAscending &&= index > last;
      last = index;
      wanted.push(index);
    }
  }
  return isAscending ? wanted : [...new Set(wanted)].sort((a, b) => a - b);
}

async function assembled(
  rows: TaskRows,
  positions: readonly number[],
  stored: readonly (StoredElement | AppException)[],
  keepIterationsIdx: boolean,
  reporter: Reporter,
): Promise<ElementRecord[]> {
  const iterations = await rows.iterations(wantedIterations(stored));
  return stored.map((element, i) => {
    const index = positions[i] ?? i;
    if (element instanceof AppException) {
      reporter.report(element);
      return { index, es_idx: 0, seq_idx: {}, src_idx: {}, iterations: [] };
    }
    const own: IterationRecord[] = [];
    for (const number of element.iterations_idx) {
      const iteration = iterations.get(number);
      if (iteration instanceof AppException) reporter.report(iteration);
      else if (iteration !== undefined) own.push(iteration);
    }
    const { iterations_idx, es_idx, seq_idx, src_idx } = element;
    return keepIterationsIdx
      ? { index, es_idx, seq_idx, src_idx, iterations_idx, iterations: own }
      : { index, es_idx, seq_idx, src_idx, iterations: own };
  });
}

/** Elements at ascending positions, as hpcflow's `get_task_elements` returns them. */
export async function elementsAt(
  rows: TaskRows,
  positions: readonly number[],
  keepIterationsIdx: boolean,
): Promise<ElementRecord[]> {
  const stored: (StoredElement | AppException)[] = [];
  for (let at = 0; at < positions.length; ) {
    const from = positions[at] ?? 0;
    let next = at + 1;
    while (positions[next] === from + (next - at)) next += 1;
    stored.push(...(await rows.elements(from, from + (next - at))));
    at = next;
  }
  return assembled(rows, positions, stored, keepIterationsIdx, new Reporter(undefined));
}

/**
 * All elements in order, in batches. The caller may do other work between two of them.
 *
 * @param onProblem - Told of rows that cannot be read; such an element has no iterations then.
 * @throws AppException `corrupt-data` for such rows when `onProblem` is absent
 */
export async function* elementBatches(
  rows: TaskRows,
  onProblem: OnProblem | undefined,
): AsyncGenerator<readonly ElementRecord[]> {
  const reporter = new Reporter(onProblem);
  for (let from = 0; from < rows.elementCount; from += BATCH_ELEMENTS) {
    const to = Math.min(from + BATCH_ELEMENTS, rows.elementCount);
    const stored = await rows.elements(from, to);
    const positions = Array.from({ length: to - from }, (_, i) => from + i);
    yield await assembled(rows, positions, stored, false, reporter);
  }
}
