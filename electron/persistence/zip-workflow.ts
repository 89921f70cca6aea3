import type { Problem } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { ZipReader } from '../files/zip/zip-reader.ts';
import { workflowNotFound } from './store-errors.ts';

/** Folders looked into for the workflow; an archive of something else may have many. */
const MOST_FOLDERS = 500;

/**
 * Opens a zip archive with the folder of the workflow as its root: hpcflow puts the workflow itself
 * at the root; an archive made by hand mostly has a folder there (GEN4 §7).
 *
 * @param path - Absolute path of a regular file.
 * @returns `undefined` when the file is no zip archive.
 * @throws AppException `not-found`, `permission-denied`, `corrupt-data`, `unsupported-format`
 */
export async function tryOpenZipWorkflow(path: string): Promise<ZipReader | undefined> {
  const reader = await ZipReader.tryOpen(path);
  return reader?.within(workflowFolder(reader) ?? '');
}

/** As {@link tryOpenZipWorkflow}; throws `not-found` when the file is no zip archive. */
export async function openZipWorkflow(path: string): Promise<ZipReader> {
  const reader = await tryOpenZipWorkflow(path);
  if (reader === undefined) throw workflowNotFound(path);
  return reader;
}

/** Names told of in one problem. */
const MOST_NAMES = 3;

/** What an archive has beside its members that can be read; nothing for a folder. */
export function problemsOfArchive(source: FileSource): Problem[] {
  if (!(source instanceof ZipReader) || source.refusedNames.length === 0) return [];
  const { refusedNames } = source;
  const names = refusedNames.slice(0, MOST_NAMES).map((name) => `“${name}”`);
  const more = refusedNames.length - names.length;
  return [
    {
      message:
        `The archive has ${refusedNames.length === 1 ? 'a member' : `${refusedNames.length} members`} ` +
        `with a name that leads out of it, which ${refusedNames.length === 1 ? 'was' : 'were'} left ` +
        `out: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    },
  ];
}

/** The folder nearest to the root that has the marks of a store. */
function workflowFolder(reader: ZipReader): string | undefined {
  const waiting = [''];
  for (let looked = 0; looked < MOST_FOLDERS; looked += 1) {
    const folder = waiting.shift();
    if (folder === undefined) return undefined;
    const prefix = folder === '' ? '' : `${folder}/`;
    if (reader.isFile(`${prefix}.zgroup`) || reader.isFile(`${prefix}.zattrs`)) return folder;
    for (const { name, kind } of reader.tryList(folder) ?? []) {
      if (kind === 'folder' && waiting.length < MOST_FOLDERS) waiting.push(`${prefix}${name}`);
    }
  }
  return undefined;
}
