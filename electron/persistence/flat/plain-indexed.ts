import type { ActionRuns, FlatIteration, IndexedElement, IndexedIteration } from './records.ts';

/*
 * What the run index takes of records, from the plain values of the fast parser: numbers of elements,
 * iterations, runs and loops are small integers, so that nothing is lost. A record that is not as it
 * should be is `undefined`: the exact parser then says what is wrong with it.
 */

export function plainElement(record: unknown): IndexedElement | undefined {
  if (!isMap(record)) return undefined;
  const { es_idx, iteration_IDs } = record;
  return isInteger(es_idx) && isIntegers(iteration_IDs) ? { es_idx, iteration_IDs } : undefined;
}

export function plainIteration(record: unknown): IndexedIteration | undefined {
  if (!isMap(record)) return undefined;
  const { EARs_initialised: initialised, EAR_IDs: stored, loop_idx } = record;
  const EAR_IDs = actionRuns(stored);
  if (EAR_IDs === undefined || !isNumberMap(loop_idx)) return undefined;
  return {
    EARs_initialised: typeof initialised === 'boolean' ? initialised : undefined,
    EAR_IDs,
    loop_idx,
  };
}

/** Of a record that was read whole. */
export function indexedOf({
  EARs_initialised,
  EAR_IDs,
  loop_idx,
}: FlatIteration): IndexedIteration {
  return { EARs_initialised, EAR_IDs: EAR_IDs && [...EAR_IDs], loop_idx };
}

function actionRuns(stored: unknown): IndexedIteration['EAR_IDs'] | undefined {
  if (stored === null || stored === undefined) return null;
  if (!isMap(stored)) return undefined;
  const actions: ActionRuns[] = [];
  for (const key of Object.keys(stored)) {
    const runs = stored[key];
    if (!/^\d+$/.test(key) || !isIntegers(runs)) return undefined;
    actions.push([Number(key), runs]);
  }
  return actions;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumberMap(value: unknown): value is Readonly<Record<string, number>> {
  return isMap(value) && Object.values(value).every(isInteger);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isIntegers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isInteger);
}
