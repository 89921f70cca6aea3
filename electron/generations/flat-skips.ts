import type { FlatStore } from '../persistence/flat/flat-store.ts';
import type { FlatDataIdx } from '../persistence/flat/records.ts';
import type { RunColumns } from '../persistence/flat/run-columns.ts';
import { isParameterPath, parametersOf } from './data-index.ts';
import { inferredSkips, type SkipEvidence, skippedRuns } from './inferred-skips.ts';
import { problemOf } from './problem-of.ts';
import { indexOf } from './py-access.ts';

/** Skipped runs looked at between two pauses. */
const BATCH_RUNS = 200;

/**
 * Skip reasons of a workflow whose version stores none: reads what the skipped runs take, and which
 * runs should have produced that. What cannot be read counts as no evidence.
 */
export async function readSkips(
  store: FlatStore,
  runs: RunColumns,
  breathe: (done: number) => Promise<void>,
): Promise<Uint8Array> {
  const skipped = skippedRuns(runs);
  if (skipped.length === 0) return runs.skip;
  const evidence = new Map<number, SkipEvidence>();
  const producerOf = new Map<number, number | undefined>();
  const evidenceOf = async (id: number): Promise<SkipEvidence> => {
    const [run] = await store.getEARs([id]);
    const [iteration] = await store.getElementIterations([runs.iteration[id] ?? 0]);
    const producers: number[] = [];
    for (const parameter of inputsOf(run?.data_idx ?? {})) {
      if (!producerOf.has(parameter)) producerOf.set(parameter, await producer(store, parameter));
      const found = producerOf.get(parameter);
      if (found !== undefined && found !== id) producers.push(found);
    }
    return { producers, isInLoop: Object.keys(iteration?.loop_idx ?? {}).length > 0 };
  };
  for (let from = 0; from < skipped.length; from += BATCH_RUNS) {
    const ids = skipped.slice(from, from + BATCH_RUNS);
    for (const id of ids) {
      try {
        evidence.set(id, await evidenceOf(id));
      } catch (error) {
        problemOf(error);
      }
    }
    await breathe(runs.count);
  }
  return inferredSkips(runs, evidence);
}

function inputsOf(dataIdx: FlatDataIdx): number[] {
  return Object.entries(dataIdx).flatMap(([path, reference]) =>
    isParameterPath(path) && !path.startsWith('resources.') ? parametersOf(reference) : [],
  );
}

async function producer(store: FlatStore, parameter: number): Promise<number | undefined> {
  if (store.checkParametersExist([parameter])[0] !== true) return undefined;
  const [source] = await store.getParameterSources([parameter]);
  return source?.get('type') === 'EAR_output' ? indexOf(source.get('EAR_ID')) : undefined;
}
