import { randomBytes } from 'node:crypto';

/** Longest name that the usual file systems take, bytes (NAME_MAX, and the same on NTFS and APFS). */
export const LONGEST_NAME_BYTES = 255;

const ID_BYTES = 6;
const ID = `[0-9a-f]{${ID_BYTES * 2}}`;
const LEFT_OVER = new RegExp(
  `^(?:.*\\.(${ID})\\.partial(?:\\.json)?|\\..*\\.deleting-(${ID})|\\..*\\.renaming-(${ID}))$`,
  's',
);

const PARTIAL_END = new RegExp(`\\.${ID}\\.partial$`);
/** Ending by which archives are known. */
export const ARCHIVE_END = /\.zip$/i;

/** Names one operation, and all that it makes on the way. */
export function newOperationId(): string {
  return randomBytes(ID_BYTES).toString('hex');
}

/** As much of a name as leaves room for `rest` bytes, whole characters only. */
export function shortened(name: string, rest: number): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST_NAME_BYTES - rest) {
    short = [...short].slice(0, -1).join('');
  }
  return short;
}

/** Beside the target while a copy is made. */
export function partialName(name: string, id: string): string {
  // An archive is known by its ending, also while it is made.
  const ending = ARCHIVE_END.exec(name)?.[0] ?? '';
  const end = `${ending}.${id}.partial`;
  const stem = name.slice(0, name.length - ending.length);
  // Its note gets a longer name yet.
  return `${shortened(stem, end.length + NOTE_END.length)}${end}`;
}

/** True for the name of an archive, and of one that is not finished. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_END.test(name.replace(PARTIAL_END, ''));
}

const NOTE_END = '.json';

/** Beside the partial copy: says whose it is. */
export function noteName(name: string, id: string): string {
  return `${partialName(name, id)}${NOTE_END}`;
}

/** What a folder is called from the moment when it is deleted for good. */
export function deletingName(name: string, id: string): string {
  const end = `.deleting-${id}`;
  return `.${shortened(name, end.length + 1)}${end}`;
}

/** On the way from one spelling to another, where the volume cannot change the case at once. */
export function renamingName(name: string, id: string): string {
  const end = `.renaming-${id}`;
  return `.${shortened(name, end.length + 1)}${end}`;
}

/** Id of the operation that gave this name; undefined for every other name. */
export function operationIdOf(name: string): string | undefined {
  const [, partial, deleting, renaming] = LEFT_OVER.exec(name) ?? [];
  return partial ?? deleting ?? renaming;
}
