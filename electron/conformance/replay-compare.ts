import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FolderReader } from '../files/folder-reader.ts';
import { parseJsonBytes } from '../persistence/json-text.ts';
import { ObjectArray } from '../persistence/object-array.ts';
import { isDict, isList, type PyValue } from '../persistence/values.ts';
import { compareValues } from './compare-values.ts';
import type { Findings } from './findings.ts';
import { compareArrays } from './replay-arrays.ts';

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
    const [theirs, ours] = [readFileSync(join(expected, name)), readFileSync(join(actual, name))];
    if (theirs.equals(ours)) continue;
    let at = 0;
    while (theirs[at] === ours[at]) at += 1;
    const near = (bytes: Buffer): string =>
      JSON.stringify(String(bytes.subarray(at - 20, at + 60)));
    findings.differs(name, `differs at byte ${at}: ${near(theirs)} expected, ${near(ours)} found`);
  }
}

/** T6: names of loops that hpcflow did not save although rows refer to them. */
async function loopsWithoutT6(
  expected: FolderReader,
  path: string,
  theirs: PyValue,
  ours: PyValue,
  findings: Findings,
): Promise<PyValue> {
  if (!path.endsWith('/element_iters/.zattrs') || !isDict(theirs) || !isDict(ours)) return theirs;
  const [stored, own] = [theirs.get('loops'), ours.get('loops')];
  if (!isList(stored) || !isList(own) || own.length <= stored.length) return theirs;
  const array = await ObjectArray.open(expected, path.slice(0, -'/.zattrs'.length));
  let isReferredTo = false;
  for (let i = 0; array !== undefined && i < array.length; i += 1) {
    const row = await array.row(i);
    const pairs = isList(row) && isList(row[4]) ? row[4] : [];
    if (pairs.some((pair) => isList(pair) && Number(pair[0]) >= stored.length)) isReferredTo = true;
  }
  if (!isReferredTo) return theirs;
  findings.followed('T6');
  return new Map([...theirs, ['loops', [...stored, ...own.slice(stored.length)]]]);
}

async function compareZarr(expected: string, actual: string, findings: Findings): Promise<void> {
  const [theirs, ours] = [filesIn(expected), new Set(filesIn(actual))];
  const wanted = new Set(theirs);
  for (const path of theirs) if (!ours.has(path)) findings.differs(path, 'missing');
  for (const path of ours) if (!wanted.has(path)) findings.differs(path, 'not expected');
  const [left, right] = [new FolderReader(expected), new FolderReader(actual)];
  for (const path of theirs.filter((file) => ours.has(file))) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!name.startsWith('.z')) continue;
    const document = parseJsonBytes(left.readFile(path), { file: path });
    const own = parseJsonBytes(right.readFile(path), { file: path });
    const adjusted = await loopsWithoutT6(left, path, document, own, findings);
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
): Promise<void> {
  if (store === 'json') compareJson(expected, actual, findings);
  else await compareZarr(expected, actual, findings);
}
