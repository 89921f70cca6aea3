import type { FileSource } from '../files/file-source.ts';
import type { ArrayLayout } from './array-layout.ts';

/** Arrays whose chunks hpcflow nests in folders (GEN4 §8.2). */
const NESTED = 'metadata/';

/**
 * What stands between the numbers in the name of a chunk. hpcflow nests the chunks of its metadata in
 * folders, but some releases of zarr lose the key that says so when an array grows: then the names
 * that are there decide.
 *
 * @param path - Of the array, relative to the workflow.
 */
export function chunkSeparator(source: FileSource, path: string, layout: ArrayLayout): '.' | '/' {
  if (layout.separator === '/' || layout.shape.length < 2) return layout.separator;
  if (!path.startsWith(NESTED)) return '.';
  const names = source.tryListNames(path) ?? [];
  return names.some((name) => /^\d+\.\d/.test(name)) ? '.' : '/';
}
