import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderReader } from '../files/folder-reader.ts';
import { parseJsonBytes } from '../persistence/json-text.ts';
import { ObjectArray } from '../persistence/object-array.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { compareValues } from './compare-values.ts';
import type { Findings } from './findings.ts';
import { compareArrays } from './replay-arrays.ts';
import type { MixedArrays } from './replay-faults.ts';

const JSON_FILES = ['metadata.json', 'submissions.json', 'parameters.json'];
/** Written by other parts of hpcflow. */
const NOT_THE_STORES = /^(?:artifacts|execute)(?:\/|$)/;

/** Keys of all files of a folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !NOT_THE_STORES.test(path) && lstatSync(join(folder, path)).isFile())
    .sort();
}

function compareJson(expected: string, actual: string, findings: Findings): void {
  const present = filesIn(actual).filter((path) => !JSON_FILES.includes(path));
  for (const path of present) findings.differs(path, 'not expected');
  for (const name of JSON_FILES) {
    if (!existsSync(join(actual, name))) {
      findings.differs(name, 'missing');
      continue;
    }
    const [theirs, ours] = [readFileSync(join(expected, name)), readFileSync(join(actual, name))];
    if (theirs.equals(ours)) continue;
    let at = 0;
    while (theirs[at] === ours[at]) at += 1;
    const near = (bytes: Buffer): string =>
      JSON.stringify(String(bytes.subarray(at - 20, at + 60)));
    findings.differs(name, `differs at byte ${at}: ${near(theirs)} expected, ${near(ours)} found`);
  }
}

/** Positions in lookup tables that a row of `element_iters` refers to (FORMATS §4.4). */
function references(row: PyValue): Readonly<Record<string, readonly PyValue[]>> {
  const listAt = (value: PyValue | undefined, at: number): readonly PyValue[] => {
    const item = isList(value) ? value[at] : undefined;
    return isList(item) ? item : [];
  };
  const keys = (pairs: readonly PyValue[]): PyValue[] =>
    pairs.map((pair) => (isList(pair) ? (pair[0] ?? null) : null));
  const runs = listAt(row, 5).flatMap((action) => listAt(action, 1));
  return {
    loops: keys(listAt(row, 4)),
    schema_parameters: listAt(row, 3),
    parameter_paths: keys([...listAt(row, 1), ...runs.flatMap((run) => listAt(run, 3))]),
  };
}

/** T6: names of loops and paths that hpcflow did not save although rows refer to them. */
async function lookupsWithoutT6(
  expected: FolderReader,
  path: string,
  theirs: PyValue,
  ours: PyValue,
  findings: Findings,
): Promise<PyValue> {
  if (!path.endsWith('/element_iters/.zattrs') || !isDict(theirs) || !isDict(ours)) return theirs;
  const array = await ObjectArray.open(expected, path.slice(0, -'/.zattrs'.length));
  const adjusted = new Map(theirs);
  for (const [table, stored] of theirs) {
    const own = ours.get(table);
    if (!isList(stored) || !isList(own) || own.length <= stored.length) continue;
    for (let i = 0; array !== undefined && i < array.length; i += 1) {
      const positions = references(await array.row(i))[table] ?? [];
      if (!positions.some((position) => Number(position) >= stored.length)) continue;
      findings.followed('T6');
      adjusted.set(table, [...stored, ...own.slice(stored.length)]);
      break;
    }
  }
  return adjusted;
}

/** T8: files of arrays that hpcflow removed or left by mistake. */
function filesWithoutT8(
  paths: readonly string[],
  groups: ReadonlySet<number>,
  findings: Findings,
): readonly string[] {
  const found = new Set<number>();
  const others = paths.filter((path) => {
    const group = /^parameter_data\/arrays\/param_(\d+)\//.exec(path)?.[1];
    if (group === undefined || !groups.has(Number(group))) return true;
    found.add(Number(group));
    return false;
  });
  for (const _ of found) findings.followed('T8');
  return others;
}

async function compareZarr(
  expected: string,
  actual: string,
  findings: Findings,
  { removed, left: kept }: MixedArrays,
): Promise<void> {
  const [theirs, ours] = [filesIn(expected), new Set(filesIn(actual))];
  const wanted = new Set(theirs);
  const missing = theirs.filter((path) => !ours.has(path));
  const unexpected = [...ours].filter((path) => !wanted.has(path));
  for (const path of filesWithoutT8(missing, kept, findings)) findings.differs(path, 'missing');
  for (const path of filesWithoutT8(unexpected, removed, findings)) {
    findings.differs(path, 'not expected');
  }
  const [left, right] = [new FolderReader(expected), new FolderReader(actual)];
  for (const path of theirs.filter((file) => ours.has(file))) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!name.startsWith('.z')) continue;
    const document = parseJsonBytes(left.readFile(path), { file: path });
    const own = parseJsonBytes(right.readFile(path), { file: path });
    const adjusted = await lookupsWithoutT6(left, path, document, own, findings);
    compareValues(adjusted, own, path, findings);
    if (name === '.zarray') {
      await compareArrays(left, right, path.slice(0, -'/.zarray'.length), findings);
    }
  }
}

/**
 * Compares the folder that our stores made with the one hpcflow made: JSON documents byte by byte,
 * Zarr stores by their keys, documents and decoded arrays.
 */
export async function compareFolders(
  expected: string,
  actual: string,
  store: 'json' | 'zarr',
  findings: Findings,
  mixed: MixedArrays,
): Promise<void> {
  if (store === 'json') compareJson(expected, actual, findings);
  else await compareZarr(expected, actual, findings, mixed);
}
