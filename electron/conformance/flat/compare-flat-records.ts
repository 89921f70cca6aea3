import { isDict, isList, type PyDict, type PyValue } from '../../persistence/values.ts';
import { compareValues } from '../compare-values.ts';
import type { Findings } from '../findings.ts';
import {
  byPosition,
  encodeFlatElement,
  encodeFlatIteration,
  encodeFlatRun,
} from './encode-flat.ts';
import type { FlatContext } from './flat-context.ts';

/** First version that resolves the loops of the rows of a Zarr store (FORMATS T20). */
const FIRST_WITH_LOOP_NAMES = 103;

/** Compares lists of records, their data indices with the order of their keys. */
function compareRecords(
  expected: PyValue,
  actual: readonly PyDict[],
  section: string,
  findings: Findings,
): void {
  compareValues(expected, actual, section, findings);
  for (const [i, record] of (isList(expected) ? expected : []).entries()) {
    const wanted = isDict(record) ? record.get('data_idx') : undefined;
    const found = actual[i]?.get('data_idx');
    if (wanted !== undefined && found !== undefined) {
      compareValues(wanted, found, `${section}.${i}.data_idx`, findings, { isOrdered: true });
    }
  }
}

export async function compareElements(expected: PyValue, { store, findings }: FlatContext) {
  const elements = await store.getElements();
  compareRecords(expected, elements.map(encodeFlatElement), 'get_elements', findings);
}

export async function compareIterations(expected: PyValue, context: FlatContext) {
  const iterations = (await context.store.getElementIterations()).map(encodeFlatIteration);
  const wanted = (isList(expected) ? expected : []).map((record, i) => {
    const loops = isDict(record) ? record.get('loop_idx') : undefined;
    const ours = iterations[i]?.get('loop_idx') ?? null;
    return isDict(record)
      ? new Map(record).set('loop_idx', namedLoops(loops, ours, context))
      : record;
  });
  const { findings } = context;
  compareRecords(
    isList(expected) ? wanted : expected,
    iterations,
    'get_element_iterations',
    findings,
  );
}

/**
 * T20: these versions give the loops of Zarr rows by their places, also wrong ones. Ours are names:
 * where the loops of the template say the same, that is what is expected.
 */
export function namedLoops(
  expected: PyValue | undefined,
  ours: PyValue,
  { store, reader, alpha, findings }: FlatContext,
): PyValue {
  const isAffected =
    store.storeName === 'zarr' && alpha !== undefined && alpha < FIRST_WITH_LOOP_NAMES;
  if (!isAffected || !isDict(expected) || expected.size === 0) return expected ?? null;
  if (![...expected.keys()].every((key) => /^\d+$/.test(key))) return expected;
  findings.followed('T20');
  const named = [...expected].flatMap(([key, number]) => {
    const loop = reader.loops[Number(key)];
    return loop === undefined ? [] : ([[loop.name, number]] as const);
  });
  return new Map(named.length > 0 || !isDict(ours) ? named : []);
}

export async function compareRuns(expected: PyValue, { store, findings }: FlatContext) {
  const runs = await store.getEARs();
  const dataIdx = await store.runDataIdx(runs.map(({ id_ }) => id_));
  for (const run of runs) {
    const found = new Map(Object.entries(dataIdx.get(run.id_) ?? {}));
    const own = new Map(Object.entries(run.data_idx));
    compareValues(own, found, `runDataIdx.${run.id_}`, findings, { isOrdered: true });
  }
  compareRecords(expected, runs.map(encodeFlatRun), 'get_EARs', findings);
}

export function compareLoops(expected: PyValue, { store, findings }: FlatContext): void {
  compareValues(expected, byPosition(store.getLoops()), 'get_loops', findings);
}

/** Submissions as stored; versions before a60 give the times of jobscripts as times. */
export async function compareSubmissions(expected: PyValue, context: FlatContext) {
  const { store, submissions, findings } = context;
  const stored = await store.getSubmissions();
  const actual = stored.map((submission, index) => {
    const jobscripts = submission.get('jobscripts');
    const wanted = isDict(expected) ? expected.get(String(index)) : undefined;
    const wantedScripts = isDict(wanted) ? wanted.get('jobscripts') : undefined;
    const encoded = (isList(jobscripts) ? jobscripts : []).map((jobscript, js) => {
      const item = isList(wantedScripts) ? wantedScripts[js] : undefined;
      const time = isDict(item) ? item.get('submit_time') : undefined;
      const submitUs = submissions[index]?.jobscripts[js]?.submitUs;
      const isTime = typeof time === 'string' && time.startsWith('datetime ');
      return isTime && isDict(jobscript) && submitUs !== undefined
        ? new Map(jobscript).set('submit_time', `datetime ${submitUs}`)
        : jobscript;
    });
    return new Map(submission).set('jobscripts', encoded);
  });
  compareValues(expected, byPosition(actual), 'get_submissions', findings);
}
