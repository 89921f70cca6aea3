import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { FlatStore } from '../persistence/flat/flat-store.ts';
import type { FlatDocuments } from './flat-documents.ts';
import { FlatPlacement } from './flat-placement.ts';
import { FlatIndexBuilder } from './flat-run-index.ts';
import { readSkips } from './flat-skips.ts';
import type { IndexResult } from './workflow-reader.ts';

/** Pause at least this often, so that a message to cancel is heard. */
const BREATH_MS = 25;

/** What {@link buildFlatIndex} gives beside the index. */
export interface FlatIndexResult extends IndexResult {
  /** Skip reason by run ID, with what was inferred. */
  readonly skips: Uint8Array;
}

/**
 * Reads all elements, iterations and runs through the store and builds the run index. What cannot be
 * read is a problem; the rest stays.
 *
 * @param storesReasons Whether the version records why a run was skipped.
 * @throws {AppException} `cancelled`
 */
export async function buildFlatIndex(
  store: FlatStore,
  documents: FlatDocuments,
  storesReasons: boolean,
  { signal, reportProgress }: CallContext,
): Promise<FlatIndexResult> {
  const problems: Problem[] = [];
  let lastBreath = performance.now();
  const breathe = async (phase: string, done: number, total: number): Promise<void> => {
    if (performance.now() - lastBreath >= BREATH_MS) {
      reportProgress({ phase, done, total });
      await new Promise<void>((resolve) => setImmediate(resolve));
      lastBreath = performance.now();
    }
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading the runs was cancelled.' });
    }
  };
  const total = store.elementCount + store.iterationCount + store.runCount;
  const builder = new FlatIndexBuilder(documents.loops.map(({ name }) => name));
  let done = 0;
  for await (const batch of store.elementBatches()) {
    builder.addElements(batch);
    done += batch.length;
    await breathe('Reading runs', done, total);
  }
  for await (const batch of store.iterationBatches()) {
    builder.addIterations(batch);
    done += batch.length;
    await breathe('Reading runs', done, total);
  }
  const before = done;
  const runs = await store.runColumns(
    (problem) => problems.push(problem),
    (count) => breathe('Reading runs', before + count, total),
  );
  const skips = storesReasons
    ? runs.skip
    : await readSkips(store, runs, () => breathe('Reading runs', total, total));
  const placement = new FlatPlacement(documents.submissions, runs.count);
  const index = builder.finish({
    tasks: documents.taskElements,
    runs,
    skips,
    placement,
    isAbortable: (task, action) => documents.tasks[task]?.actions[action]?.isAbortable === true,
  });
  return { index, problems: [...placement.problems, ...problems, ...builder.problems], skips };
}
