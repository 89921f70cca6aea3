import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import type { UnknownPart } from '../unknown-parts.ts';
import { isList } from '../values.ts';
import { ELEMENT_ROW, type Field, ITERATION_ROW, RUN_ROW, ZARR_PATHS } from './formats.ts';
import { RowArray } from './row-array.ts';

/** Backups are made by rechunking (GEN4 §18). */
const LEFT_BY_RECHUNKING = /\.(bak|rechunked)$/;
const ROWS: readonly (readonly [string, readonly Field[]])[] = [
  [ZARR_PATHS.elements, ELEMENT_ROW],
  [ZARR_PATHS.iterations, ITERATION_ROW],
  [ZARR_PATHS.runs, RUN_ROW],
];

/** Arrays and groups of a Zarr store that are not known, and fields that rows have beyond those known. */
export async function unknownOfArrays(source: FileSource): Promise<UnknownPart[]> {
  const known: ReadonlySet<string> = new Set(Object.values(ZARR_PATHS));
  const folders = ['metadata', 'parameters'].flatMap((group) =>
    (source.tryList(group) ?? [])
      .filter(({ kind, name }) => kind === 'folder' && !LEFT_BY_RECHUNKING.test(name))
      .map(({ name }): UnknownPart => ({ kind: 'array', file: `${group}/${name}` })),
  );
  const found = folders.filter(({ file }) => !known.has(file));
  for (const [path, fields] of ROWS) {
    const length = await firstRowLength(source, path);
    for (let at = fields.length; at < length; at += 1) {
      found.push({ kind: 'field', file: path, place: `field ${at}` });
    }
  }
  return found;
}

/** 0 where there is no row, or none that can be read: that is told by who reads it. */
async function firstRowLength(source: FileSource, path: string): Promise<number> {
  try {
    const array = await RowArray.open(source, path);
    const row = array === undefined || array.length === 0 ? undefined : await array.row(0);
    return isList(row) ? row.length : 0;
  } catch (error) {
    if (error instanceof AppException) return 0;
    throw error;
  }
}
