import { AppException } from '../../../shared/contract/errors.ts';
import { corrupt } from '../store-errors.ts';
import { type OnProblem, toProblem } from '../task-rows.ts';
import { isList, type PyValue } from '../values.ts';
import { type Members, type ParseTime, runOf } from './decode-record.ts';
import { RUN_METADATA_ROW, RUN_MULTI_ITEM, RUN_SUBMISSION_FIELDS, ZARR_PATHS } from './formats.ts';
import { type PackedFiles, packedFile } from './packed-files.ts';
import type { FlatDataIdx, FlatRun } from './records.ts';
import type { RowArray } from './row-array.ts';
import { COLUMN_FIELDS, RunColumns } from './run-columns.ts';
import { dataIdxOfRows, decodedAt, membersOfRow, type RunRows, range } from './run-rows.ts';
import { fillValue, type StructuredArray } from './structured-array.ts';

/** Runs between two looks at whether to stop. */
const BATCH_RUNS = 1000;

/** Where the changing part of a run lies, and what its submission decides. */
export interface RunFilePlace {
  readonly submission: number;
  readonly commandsFileId: number | null;
  readonly file: number;
  readonly index: number;
}

/** Rows of `run_sub_dat` (GEN4 §19.1); `undefined` for a run that is in no submission. */
export function runFilePlace(
  array: StructuredArray | undefined,
  id: number,
): RunFilePlace | undefined {
  const [submission, commands, file, index] = RUN_SUBMISSION_FIELDS.map(([name, dtype]) => {
    const value = array?.columns.get(name)?.[id];
    return value === fillValue(Number(dtype.slice(-1))) ? undefined : value;
  });
  if (submission === undefined || file === undefined || index === undefined) return undefined;
  return { submission, commandsFileId: commands ?? null, file, index };
}

/** Runs of GEN5: a constant part in an array, the changing part in files (GEN4 §19). */
export class PackedRunRows implements RunRows {
  constructor(
    readonly metadata: RowArray,
    readonly submissions: StructuredArray | undefined,
    readonly files: PackedFiles,
  ) {}

  get count(): number {
    return this.metadata.length;
  }

  async run(id: number, parse: ParseTime): Promise<FlatRun> {
    const row = await this.metadata.row(id);
    const changing = await this.#changing(id);
    return decodedAt(this.metadata.fileOf(id), `run ${id}`, () =>
      runOf(this.#members(row, id, changing), parse),
    );
  }

  dataIdx(ids: readonly number[]): Promise<ReadonlyMap<number, FlatDataIdx>> {
    return dataIdxOfRows(this.metadata, ids, RUN_METADATA_ROW);
  }

  fileOf(id: number): string | undefined {
    const place = runFilePlace(this.submissions, id);
    return place && packedFile(ZARR_PATHS.runMulti, place.submission, place.file);
  }

  async columns(
    parse: ParseTime,
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns> {
    const columns = new RunColumns(this.count, parse);
    const isWanted = RUN_METADATA_ROW.map(({ name }) => name !== 'data_idx');
    const iteration = RUN_METADATA_ROW.findIndex(({ name }) => name === 'elem_iter_ID');
    const action = RUN_METADATA_ROW.findIndex(({ name }) => name === 'action_idx');
    const places = COLUMN_FIELDS.map((name) =>
      RUN_MULTI_ITEM.findIndex((field) => field.name === name),
    );
    for (let from = 0; from < this.count; from += BATCH_RUNS) {
      const to = Math.min(this.count, from + BATCH_RUNS);
      const rows = new Map<number, readonly PyValue[]>();
      await this.metadata.eachItems(range(from, to), isWanted, (id, items) => {
        if (items instanceof AppException) onProblem(toProblem(items));
        else if (items !== undefined) rows.set(id, items);
        else onProblem(toProblem(corrupt(this.metadata.fileOf(id), `run ${id}`, 'is not there')));
      });
      for (const [id, items] of rows) {
        const changing = await this.#tryChanging(id, onProblem);
        const submission = runFilePlace(this.submissions, id)?.submission ?? null;
        const fields = COLUMN_FIELDS.map((name, at) => {
          if (name === 'elem_iter_ID') return items[iteration];
          if (name === 'action_idx') return items[action];
          return name === 'submission_idx' ? submission : changing?.[places[at] ?? -1];
        });
        const wrong = columns.set(id, fields);
        if (wrong !== undefined) {
          const file = this.metadata.fileOf(id);
          onProblem(toProblem(corrupt(file, `run ${id}.${wrong}`, 'cannot be read')));
        }
      }
      await breathe(to);
    }
    return columns;
  }

  #members(row: PyValue, id: number, changing: readonly PyValue[] | undefined): Members {
    const members = new Map(membersOfRow(row, RUN_METADATA_ROW, this.metadata.tables));
    const place = runFilePlace(this.submissions, id);
    members.set('submission_idx', place?.submission ?? null);
    members.set('commands_file_ID', place?.commandsFileId ?? null);
    for (const [position, { name }] of RUN_MULTI_ITEM.entries()) {
      members.set(name, changing?.[position] ?? null);
    }
    // A run that was not started is not skipped either.
    if (members.get('skip') === null) members.set('skip', 0);
    return members;
  }

  /** Missing file or no list: not started. */
  async #changing(id: number): Promise<readonly PyValue[] | undefined> {
    const place = runFilePlace(this.submissions, id);
    if (place === undefined) return undefined;
    const file = packedFile(ZARR_PATHS.runMulti, place.submission, place.file);
    const item = await this.files.item(file, place.index);
    return isList(item) ? item : undefined;
  }

  async #tryChanging(id: number, onProblem: OnProblem): Promise<readonly PyValue[] | undefined> {
    try {
      return await this.#changing(id);
    } catch (error) {
      if (!(error instanceof AppException)) throw error;
      onProblem(toProblem(error));
      return undefined;
    }
  }
}
