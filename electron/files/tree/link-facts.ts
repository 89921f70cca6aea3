import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * Where a symbolic link leads, by its spelling: staying `inside` when the folder is copied or moved,
 * to the `original` by an absolute path (a copy's link then leads to the folder it was copied from),
 * or `outside` the folder.
 *
 * @param root - Absolute path of the folder
 * @param key - Of the link, relative to the folder
 * @param target - What the link says
 */
export function whereLinkLeads(
  root: string,
  key: string,
  target: string,
): 'inside' | 'original' | 'outside' {
  const end = resolve(dirname(join(root, key)), target);
  if (!isBelow(root, end)) return 'outside';
  return isAbsolute(target) ? 'original' : 'inside';
}

/** True when a path is the folder or below it, by spelling; both absolute. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
