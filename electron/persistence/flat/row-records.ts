import { AppException } from '../../../shared/contract/errors.ts';
import { RecordFault } from '../json-records.ts';
import type { PyValue } from '../values.ts';
import type { Tables } from './decode-record.ts';
import type { OrError } from './flat-store.ts';
import type { IndexedRow } from './indexed-rows.ts';
import type { RowArray } from './row-array.ts';
import { decodedAt } from './run-rows.ts';

export function orError(error: unknown): AppException {
  if (error instanceof AppException) return error;
  throw error;
}

/** Records at rows; one that cannot be read is its error. */
export async function recordsAt<T>(
  array: RowArray | undefined,
  ids: readonly number[],
  decode: (row: PyValue, tables: Tables) => T,
): Promise<OrError<T>[]> {
  if (array === undefined) return [];
  const { tables } = array;
  const found: OrError<T>[] = [];
  const use = (id: number, row: PyValue | AppException): void => {
    if (row instanceof AppException) {
      found.push(row);
      return;
    }
    try {
      found.push(decodedAt(array.fileOf(id), `row ${id}`, () => decode(row, tables)));
    } catch (error) {
      found.push(orError(error));
    }
  };
  if (ids.length > 1) await array.eachRow(ids, use);
  // One row: its chunk is kept for the next.
  else for (const id of ids) use(id, await array.row(id).catch(orError));
  return found;
}

/** Records of which only the fields of the run index are decoded. */
export async function indexedAt<T>(
  array: RowArray | undefined,
  ids: readonly number[],
  { isWanted, decode }: IndexedRow<T>,
): Promise<OrError<T>[]> {
  const found: OrError<T>[] = [];
  if (array === undefined) return found;
  const { tables } = array;
  await array.eachItems(ids, isWanted, (id, items) => {
    if (items instanceof AppException) {
      found.push(items);
      return;
    }
    try {
      found.push(decode(items, tables));
    } catch (error) {
      const isFault = error instanceof RecordFault;
      found.push(orError(isFault ? error.at(array.fileOf(id), `row ${id}`) : error));
    }
  });
  return found;
}
