import { AppException } from '../../../shared/contract/errors.ts';
import { RecordFault } from '../json-records.ts';
import { corrupt } from '../store-errors.ts';
import { type OnProblem, toProblem } from '../task-rows.ts';
import { isList, type PyValue } from '../values.ts';
import {
  dataIdxOf,
  type Members,
  type ParseTime,
  plainField,
  runOf,
  type Tables,
} from './decode-record.ts';
import { type Field, RUN_ROW } from './formats.ts';
import type { FlatDataIdx, FlatRun } from './records.ts';
import type { RowArray } from './row-array.ts';
import { COLUMN_FIELDS, RunColumns } from './run-columns.ts';

/** Runs in the arrays of a Zarr store, whatever their layout. */
export interface RunRows {
  readonly count: number;
  /** @throws AppException `corrupt-data` */
  run(id: number, parse: ParseTime): Promise<FlatRun>;
  columns(
    parse: ParseTime,
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns>;
  /** Data indices of many runs; those that cannot be read are left out. */
  dataIdx(ids: readonly number[]): Promise<ReadonlyMap<number, FlatDataIdx>>;
  /** File with what a run says of its state; `undefined` where it can say nothing yet. */
  fileOf(id: number): string | undefined;
}

/** Runs between two looks at whether to stop. */
const BATCH_RUNS = 1000;

/** Members of a record by its row; a shorter row lacks the last fields. */
export function membersOfRow(row: PyValue, fields: readonly Field[], tables: Tables): Members {
  if (!isList(row)) throw new RecordFault('', 'is no record');
  const members = new Map<string, PyValue>();
  for (const [position, field] of fields.entries()) {
    const value = row[position];
    if (value !== undefined) members.set(field.name, plainField(value, field, tables));
  }
  return members;
}

/** Decodes, and names file and place of what is wrong. */
export function decodedAt<T>(file: string, place: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw error instanceof RecordFault ? error.at(file, place) : error;
  }
}

/** `metadata/runs` of GEN2 to GEN4: one row per run (FORMATS §13.4, GEN4 §5.6). */
export class ArrayRunRows implements RunRows {
  constructor(readonly array: RowArray) {}

  get count(): number {
    return this.array.length;
  }

  async run(id: number, parse: ParseTime): Promise<FlatRun> {
    const row = await this.array.row(id);
    return decodedAt(this.array.fileOf(id), `run ${id}`, () =>
      runOf(membersOfRow(row, RUN_ROW, this.array.tables), parse),
    );
  }

  dataIdx(ids: readonly number[]): Promise<ReadonlyMap<number, FlatDataIdx>> {
    return dataIdxOfRows(this.array, ids, RUN_ROW);
  }

  fileOf(id: number): string {
    return this.array.fileOf(id);
  }

  async columns(
    parse: ParseTime,
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns> {
    const columns = new RunColumns(this.count, parse);
    const places = COLUMN_FIELDS.map((name) => RUN_ROW.findIndex((field) => field.name === name));
    const isWanted = RUN_ROW.map((_, position) => places.includes(position));
    const last = isWanted.lastIndexOf(true) + 1;
    const fields = new Array<PyValue | undefined>(places.length);
    const report = (error: AppException): void => onProblem(toProblem(error));
    for (let from = 0; from < this.count; from += BATCH_RUNS) {
      const to = Math.min(this.count, from + BATCH_RUNS);
      await this.array.eachItems(range(from, to), isWanted.slice(0, last), (id, items) => {
        if (items instanceof AppException) return report(items);
        const file = this.array.fileOf(id);
        if (items === undefined) return report(corrupt(file, `run ${id}`, 'is not there'));
        for (const [at, place] of places.entries()) fields[at] = items[place];
        const wrong = columns.set(id, fields);
        if (wrong !== undefined) report(corrupt(file, `run ${id}.${wrong}`, 'cannot be read'));
      });
      await breathe(to);
    }
    return columns;
  }
}

/** Data indices of rows, without the rest of them. */
export async function dataIdxOfRows(
  array: RowArray,
  ids: readonly number[],
  fields: readonly Field[],
): Promise<ReadonlyMap<number, FlatDataIdx>> {
  const place = fields.findIndex(({ name }) => name === 'data_idx');
  const field = fields[place];
  const found = new Map<number, FlatDataIdx>();
  const isWanted = fields.slice(0, place + 1).map((_, position) => position === place);
  await array.eachItems(ids, isWanted, (id, items) => {
    if (field === undefined || items === undefined || items instanceof AppException) return;
    try {
      found.set(id, dataIdxOf(plainField(items[place] ?? null, field, array.tables)));
    } catch (error) {
      if (!(error instanceof RecordFault)) throw error;
    }
  });
  return found;
}

export function* range(from: number, to: number): Iterable<number> {
  for (let at = from; at < to; at += 1) yield at;
}
