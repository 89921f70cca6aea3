import type { Members } from '../flat/decode-record.ts';
import type { Field } from '../flat/formats.ts';
import type { FlatElement, FlatIteration, FlatRun } from '../flat/records.ts';
import { invalidRequest } from '../store-errors.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';

/** Texts of an array's attributes, numbered in the order in which rows first need them. */
export class GrowingTables {
  readonly #tables = new Map<string, Map<string, number>>();

  /** @param names - Tables that are written also when no row needs them. */
  constructor(names: Iterable<string>) {
    for (const name of names) this.#tables.set(name, new Map());
  }

  static of(fields: readonly Field[]): GrowingTables {
    return new GrowingTables(fields.flatMap(({ table }) => table ?? []));
  }

  /** Place of a text in a table. */
  placeOf(name: string, text: string): number {
    const table = this.#tables.get(name) ?? new Map<string, number>();
    this.#tables.set(name, table);
    const known = table.get(text);
    if (known !== undefined) return known;
    table.set(text, table.size);
    return table.size - 1;
  }

  attributes(): PyDict {
    return new Map([...this.#tables].map(([name, table]) => [name, [...table.keys()]]));
  }
}

/** A Zarr row of the members of a record: the inverse of `membersOfRow`. */
export function rowOf(
  members: Members,
  fields: readonly Field[],
  tables: GrowingTables,
): readonly PyValue[] {
  return fields.map((field) => rowField(members.get(field.name) ?? null, field, tables));
}

function rowField(value: PyValue, field: Field, tables: GrowingTables): PyValue {
  const place = (text: string): number => tables.placeOf(field.table ?? '', text);
  switch (field.kind) {
    case 'plain':
    case 'time':
      return value;
    case 'flag':
      return value === true ? 1 : 0;
    case 'pairs':
      return entriesOf(value, field).map(([key, item]) => [place(key), item]);
    case 'places':
      if (!isList(value)) throw wrong(field);
      return value.map((text) => place(String(text)));
    case 'action-runs':
      if (value === null) return null;
      return entriesOf(value, field).map(([action, runs]) => [Number(action), runs]);
  }
}

function entriesOf(value: PyValue, field: Field): readonly (readonly [string, PyValue])[] {
  if (!isDict(value)) throw wrong(field);
  return [...value];
}

function wrong(field: Field): Error {
  return invalidRequest('ValueError', `A record has no right ${field.name}.`, field.name);
}

function dict(members: Readonly<Record<string, PyValue>>): PyDict {
  return new Map(Object.entries(members));
}

/** Members of a record as the JSON store has them, in its order. */
export function elementMembers(element: FlatElement): PyDict {
  const { id_, index, es_idx, seq_idx, src_idx, task_ID, iteration_IDs } = element;
  return dict({
    id_,
    index,
    es_idx,
    seq_idx: dict(seq_idx),
    src_idx: dict(src_idx),
    task_ID,
    iteration_IDs,
  });
}

export function iterationMembers(iteration: FlatIteration): PyDict {
  const { EAR_IDs } = iteration;
  return dict({
    id_: iteration.id_,
    element_ID: iteration.element_ID,
    EARs_initialised: iteration.EARs_initialised ?? EAR_IDs !== null,
    EAR_IDs:
      EAR_IDs === null ? null : new Map([...EAR_IDs].map(([key, runs]) => [String(key), runs])),
    data_idx: dict(iteration.data_idx),
    schema_parameters: iteration.schema_parameters,
    loop_idx: dict(iteration.loop_idx),
  });
}

/** @param formatTime - Text of a time in µs since 1970 UTC, in the format of the workflow. */
export function runMembers(
  run: FlatRun,
  keys: readonly string[],
  formatTime: (us: number) => string,
): PyDict {
  const time = (us: number | null): string | null => (us === null ? null : formatTime(us));
  const all: Readonly<Record<string, PyValue>> = {
    id_: run.id_,
    elem_iter_ID: run.elem_iter_ID,
    action_idx: run.action_idx,
    commands_idx: run.commands_idx ?? [],
    data_idx: dict(run.data_idx),
    submission_idx: run.submission_idx,
    commands_file_ID: run.commands_file_ID ?? null,
    success: run.success,
    skip: run.skip,
    start_time: time(run.start_time),
    end_time: time(run.end_time),
    snapshot_start: run.snapshot_start,
    snapshot_end: run.snapshot_end,
    exit_code: run.exit_code,
    metadata: run.metadata,
    run_hostname: run.run_hostname ?? null,
    port_number: run.port_number ?? null,
  };
  return new Map(keys.map((key) => [key, all[key] ?? null]));
}
