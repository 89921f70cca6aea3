import type { FileSource } from '../files/file-source.ts';
import { parseArrayLayout } from '../persistence/array-layout.ts';
import { ObjectArray } from '../persistence/object-array.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { ZarrArray } from '../persistence/zarr-array.ts';
import { compareValues } from './compare-values.ts';
import { encodeArray } from './encode-array.ts';
import type { Findings } from './findings.ts';
import { withoutT3 } from './replay-repeats.ts';

async function rowsOf(array: ObjectArray): Promise<PyValue[]> {
  const rows: PyValue[] = [];
  for (let first = 0; first < array.length; first += array.chunkRows) {
    rows.push(...(await array.chunk(first / array.chunkRows)));
  }
  return rows;
}

/** T3, for a row of `elements`. */
function elementWithoutT3(expected: PyValue, actual: PyValue, findings: Findings): PyValue {
  if (!isList(expected) || !isList(actual)) return expected;
  const [indices = null, ...rest] = expected;
  return [withoutT3(indices, actual[0] ?? null, findings), ...rest];
}

/** Runs of a row of `element_iters` with their submission, by place of the action. */
function withSubmissions(row: PyValue, submissions: readonly PyValue[][]): PyValue {
  if (!isList(row) || !isList(row[5])) return row;
  const actions = row[5].map((action, a) => {
    if (!isList(action) || !isList(action[1])) return action;
    const runs = action[1].map((run, r) =>
      isList(run) ? [run[0] ?? null, submissions[a]?.[r] ?? null, ...run.slice(2)] : run,
    );
    return [action[0] ?? null, runs];
  });
  return [...row.slice(0, 5), actions];
}

function submissionsOf(row: PyValue): PyValue[][] {
  const actions = isList(row) && isList(row[5]) ? row[5] : [];
  return actions.map((action) => {
    const runs = isList(action) && isList(action[1]) ? action[1] : [];
    return runs.map((run) => (isList(run) ? (run[1] ?? null) : null));
  });
}

/** T5: in a row with excluded actions hpcflow sets the submission of another action's run. */
function iterationWithoutT5(expected: PyValue, actual: PyValue, findings: Findings): PyValue {
  const actions = isList(expected) && isList(expected[5]) ? expected[5] : [];
  const hasExcluded = actions.some((action, place) => isList(action) && action[0] !== place);
  const own = submissionsOf(actual);
  if (!hasExcluded || JSON.stringify(submissionsOf(expected)) === JSON.stringify(own)) {
    return expected;
  }
  findings.followed('T5');
  return withSubmissions(expected, own);
}

/**
 * Compares an array of two Zarr stores after decoding, within its shape.
 *
 * @param path - Of the array, relative to both folders.
 */
export async function compareArrays(
  expected: FileSource,
  actual: FileSource,
  path: string,
  findings: Findings,
): Promise<void> {
  const file = `${path}/.zarray`;
  const bytes = expected.readFile(file);
  if (parseArrayLayout(bytes, file).dtype !== '|O') {
    const [theirs, ours] = [ZarrArray.open(expected, path), ZarrArray.open(actual, path)];
    if (theirs === undefined || ours === undefined) return findings.differs(path, 'missing');
    return compareValues(await encodeArray(theirs), await encodeArray(ours), path, findings);
  }
  const theirs = await ObjectArray.open(expected, path);
  const ours = await ObjectArray.open(actual, path);
  if (theirs === undefined || ours === undefined) return findings.differs(path, 'missing');
  const [left, right] = [await rowsOf(theirs), await rowsOf(ours)];
  if (left.length !== right.length) {
    return findings.differs(path, `${left.length} rows expected, ${right.length} found`);
  }
  for (const [i, row] of left.entries()) {
    const own = right[i] ?? null;
    let wanted = row;
    if (path.endsWith('/elements')) wanted = elementWithoutT3(row, own, findings);
    if (path.endsWith('/element_iters')) wanted = iterationWithoutT5(row, own, findings);
    compareValues(wanted, own, `${path}.${i}`, findings, {
      isOrdered: !isDict(row) || row.has('data'),
    });
  }
}
