import type { Task } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { DataReference } from '../generations/data-index.ts';
import { effectiveData } from '../generations/effective-data.ts';
import type { IterationData } from '../generations/workflow-reader.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Which iterations of a task's elements to look at, and which of their data. */
export interface AcrossPlaces {
  /** Data paths. */
  readonly entries: readonly string[];
  /** Only the last iteration of each element, or all of them. */
  readonly iterations: 'final' | 'all';
  /** Only this element. */
  readonly element?: number | undefined;
}

/** One iteration of an element. */
export interface AcrossRow {
  readonly element: number;
  readonly iteration: number;
  /** One per entry. */
  readonly references: readonly (DataReference | undefined)[];
}

/**
 * Where the asked data of iterations are, by their effective data (FORMATS §12.3).
 *
 * @throws {AppException} `cancelled`
 */
export async function acrossRows(
  data: WorkflowData,
  task: Task,
  { entries, iterations, element }: AcrossPlaces,
  signal: CallContext['signal'],
): Promise<AcrossRow[]> {
  const rows: AcrossRow[] = [];
  for await (const batch of data.reader.dataIndexBatches(task)) {
    for (const one of batch) {
      if (element !== undefined && one.element !== element) continue;
      const last = one.iterations.length - 1;
      for (const [iteration, held] of one.iterations.entries()) {
        if (iterations === 'final' && iteration !== last) continue;
        const references = referencesOf(held, entries);
        rows.push({ element: one.element, iteration, references });
      }
    }
    if (signal.aborted) throw cancelled();
  }
  return rows;
}

function referencesOf(
  iteration: IterationData,
  entries: readonly string[],
): (DataReference | undefined)[] {
  const held = effectiveData(iteration);
  return entries.map((entry) => (Object.hasOwn(held, entry) ? held[entry] : undefined));
}

function cancelled(): AppException {
  return new AppException({ code: 'cancelled', message: 'Reading the values was cancelled.' });
}
