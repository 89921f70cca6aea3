import { sep } from 'node:path';

/**
 * A path as system calls take it. Names on POSIX systems are bytes: those that are no UTF-8 stay
 * bytes, because as text they would name something else.
 */
export type TreePath = string | Buffer;

/** Path of an entry of a folder. */
export function childPath(folder: TreePath, name: TreePath): TreePath {
  if (typeof folder === 'string' && typeof name === 'string') return `${folder}${sep}${name}`;
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

/** As people read it; bytes that are no text show as `�`. */
export function shownPath(path: TreePath): string {
  return typeof path === 'string' ? path : path.toString('utf8');
}

/** Relative path of an entry, parts separated by `/` on every system; `''` is the root. */
export function childKey(folderKey: string, name: TreePath): string {
  return folderKey === '' ? shownPath(name) : `${folderKey}/${shownPath(name)}`;
}

/** What the decoder of UTF-8 writes for bytes that are none. */
const NO_TEXT = '\uFFFD';

/** True when a name may have lost bytes when it was read as text. */
export function mayHaveLostBytes(name: string): boolean {
  return name.includes(NO_TEXT);
}

/** The name as text where that says all, else the bytes. */
export function exactName(bytes: Buffer): TreePath {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : bytes;
}
