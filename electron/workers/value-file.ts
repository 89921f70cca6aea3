import { isAbsolute, relative, sep } from 'node:path';
import type { ValueFile } from '../../shared/contract/value-files.ts';
import type { FileSource } from '../files/file-source.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { StoredParameter } from '../generations/workflow-reader.ts';

/** Longer texts are no paths. */
const MOST_PATH_CHARACTERS = 1000;

/**
 * The file that a value is (FORMATS §13.5, GEN4 §9.4), or that a text names and that is there:
 * scripts give paths relative to the folder of their run.
 *
 * @param folder Folder of the run, relative to the workflow.
 */
export function valueFile(
  { file, value }: StoredParameter,
  source: FileSource,
  folder: string | undefined,
): ValueFile | undefined {
  if (file === undefined)
    return typeof value === 'string' ? named(value, source, folder) : undefined;
  const { path, isKept } = file;
  const key = isKept ? path : insideKey(path, source);
  if (key === undefined) {
    const note = 'The workflow keeps only its path; the file is where it was when it was given.';
    return { state: 'outside', path, note };
  }
  const found = fileAt(key, path, source);
  if (found !== undefined) return found;
  if (source.isArchive && key.includes('execute')) {
    const note = 'hpcflow leaves files with “execute” in their path out of zip archives.';
    return { state: 'not-in-zip', path, note };
  }
  return { state: 'absent', path, note: `Not found: there is no ${key} in the workflow.` };
}

/** The value is a text that may be a path. */
export function mayNameFile({ file, value }: StoredParameter): boolean {
  return file === undefined && typeof value === 'string' && isPath(value);
}

function isPath(text: string): boolean {
  const isWritten =
    text.length <= MOST_PATH_CHARACTERS && /[./\\]/.test(text) && !/[\r\n\0]/.test(text);
  return isWritten && !Number.isFinite(Number(text));
}

function named(
  text: string,
  source: FileSource,
  folder: string | undefined,
): ValueFile | undefined {
  if (!isPath(text)) return undefined;
  const inside = insideKey(text, source);
  if (inside !== undefined) return fileAt(inside, text, source);
  if (isAbsolute(text)) return undefined;
  const relativePath = text.replaceAll('\\', '/').replace(/^\.\//, '');
  const own = folder === undefined ? undefined : fileAt(`${folder}/${relativePath}`, text, source);
  return own ?? fileAt(relativePath, text, source);
}

/** Key of an absolute path that leads into the workflow. */
function insideKey(path: string, source: FileSource): string | undefined {
  if (!isAbsolute(path) || source.isArchive) return undefined;
  const inner = relative(source.folder, path);
  return inner === '' || inner.startsWith('..') || isAbsolute(inner)
    ? undefined
    : inner.split(sep).join('/');
}

function fileAt(key: string, path: string, source: FileSource): ValueFile | undefined {
  try {
    if (!source.isFile(key)) return undefined;
    const sizeBytes = source.stamp(key)?.sizeBytes ?? 0;
    return { state: sizeBytes === 0 ? 'empty' : 'there', path, key, sizeBytes };
  } catch (error) {
    // A path that leads out of the workflow is refused.
    problemOf(error);
    return undefined;
  }
}
