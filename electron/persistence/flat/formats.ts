/**
 * The layouts of GEN2 and later as data, for reading and for writing: which field stands at which
 * place of a Zarr row, and under which name and in which order in a JSON document (FORMATS §13.4,
 * GEN4 §5, §6).
 */

/** How a field is written in a Zarr row; in JSON all of them are plain. */
export type FieldKind =
  /** The value itself. */
  | 'plain'
  /** 0 or 1 for a truth value. */
  | 'flag'
  /** `[[k, v], …]` for a map, k being a place in a table of the array's attributes. */
  | 'pairs'
  /** `[k, …]` for a list of texts, likewise. */
  | 'places'
  /** `[[action index, [run ID, …]], …]` or nil; in JSON a map whose keys are texts. */
  | 'action-runs'
  /** Text in the time format of the workflow, or nil. */
  | 'time';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Attribute that holds the table of `pairs` and `places`. */
  readonly table?: string;
}

function plain(name: string): Field {
  return { name, kind: 'plain' };
}

function pairs(name: string, table: string): Field {
  return { name, kind: 'pairs', table };
}

function time(name: string): Field {
  return { name, kind: 'time' };
}

export const ELEMENT_ROW: readonly Field[] = [
  plain('id_'),
  plain('index'),
  plain('es_idx'),
  pairs('seq_idx', 'seq_idx'),
  pairs('src_idx', 'src_idx'),
  plain('task_ID'),
  plain('iteration_IDs'),
];

/** hpcflow 0.2.0a77 and later. */
export const ITERATION_ROW: readonly Field[] = [
  plain('id_'),
  plain('element_ID'),
  { name: 'EARs_initialised', kind: 'flag' },
  { name: 'EAR_IDs', kind: 'action-runs' },
  pairs('data_idx', 'parameter_paths'),
  { name: 'schema_parameters', kind: 'places', table: 'schema_parameters' },
  pairs('loop_idx', 'loops'),
];

/** hpcflow 0.2.0a51 to a76: whether the runs are initialised is not recorded. */
export const EARLY_ITERATION_ROW: readonly Field[] = ITERATION_ROW.filter(
  ({ name }) => name !== 'EARs_initialised',
);

/** Rows are told apart by their length (FORMATS §13.4). */
export function iterationRow(length: number): readonly Field[] {
  return length < ITERATION_ROW.length ? EARLY_ITERATION_ROW : ITERATION_ROW;
}

/** Later versions append; a row without the last fields lacks them. */
export const RUN_ROW: readonly Field[] = [
  plain('id_'),
  plain('elem_iter_ID'),
  plain('action_idx'),
  pairs('data_idx', 'parameter_paths'),
  plain('submission_idx'),
  plain('skip'),
  plain('success'),
  time('start_time'),
  time('end_time'),
  plain('snapshot_start'),
  plain('snapshot_end'),
  plain('exit_code'),
  plain('metadata'),
  plain('run_hostname'),
  plain('commands_idx'),
  plain('port_number'),
  plain('commands_file_ID'),
];

/** Fields of a run row by the version that began to write them. */
export const RUN_ROW_LENGTHS = { a51: 13, a147: 14, a164: 15, gen4: 17 } as const;

/** Position of a field of a run row. */
export function runField(name: string): number {
  return RUN_ROW.findIndex((field) => field.name === name);
}

/** Order of the members of a run in a JSON document, which is not that of the row. */
export const RUN_JSON_KEYS = [
  'id_',
  'elem_iter_ID',
  'action_idx',
  'commands_idx',
  'data_idx',
  'submission_idx',
  'commands_file_ID',
  'success',
  'skip',
  'start_time',
  'end_time',
  'snapshot_start',
  'snapshot_end',
  'exit_code',
  'metadata',
  'run_hostname',
  'port_number',
] as const;

/** Rows of the second dimension of `metadata/runs` since GEN4 (GEN4 §5.6). */
export const RUNS_PER_ROW = 1000;

/** Columns of a row of `run_dirs` with their dtypes (GEN4 §8.3). */
export const RUN_DIRECTORY_FIELDS = [
  ['task_insert_ID', '|u1'],
  ['element_idx', '<u4'],
  ['iteration_idx', '<u4'],
  ['action_idx', '|u1'],
  ['run_idx', '|u1'],
  ['element_depth', '|u1'],
  ['iteration_depth', '|u1'],
] as const;

/** Row of a run without a directory of its own: all bits set. */
export const NO_DIRECTORY: readonly number[] = RUN_DIRECTORY_FIELDS.map(
  ([, dtype]) => 2 ** (8 * Number(dtype.slice(-1))) - 1,
);

/** GEN5: the constant part of a run (GEN4 §19.1). */
export const RUN_METADATA_ROW: readonly Field[] = [
  plain('id_'),
  plain('elem_iter_ID'),
  plain('action_idx'),
  pairs('data_idx', 'parameter_paths'),
  plain('commands_idx'),
];

/** GEN5: the changing part of a run (GEN4 §19.2). */
export const RUN_MULTI_ITEM: readonly Field[] = [
  plain('skip'),
  plain('success'),
  time('start_time'),
  time('end_time'),
  plain('snapshot_start'),
  plain('snapshot_end'),
  plain('exit_code'),
  plain('run_hostname'),
  plain('port_number'),
];

/** GEN5: what of a run its submission decides (GEN4 §19.1). */
export const RUN_SUBMISSION_FIELDS = [
  ['submission_idx', '|u1'],
  ['commands_file_ID', '<u4'],
  ['run_file_ID', '<u2'],
  ['run_file_idx', '<u4'],
] as const;

/** Files of the JSON store by generation (GEN4 §2.3): `runs.json` since GEN4. */
export const JSON_FILES = {
  metadata: 'metadata.json',
  runs: 'runs.json',
  parameters: 'parameters.json',
  submissions: 'submissions.json',
} as const;

/** Groups and arrays of the Zarr store. */
export const ZARR_PATHS = {
  attributes: '.zattrs',
  tasks: 'metadata/tasks',
  elements: 'metadata/elements',
  iterations: 'metadata/iters',
  runs: 'metadata/runs',
  runDirectories: 'metadata/run_dirs',
  submissions: 'metadata/submissions',
  base: 'parameters/base',
  sources: 'parameters/sources',
  arrays: 'parameters/arrays',
  runMetadata: 'metadata/run_metadata',
  runSubmissions: 'metadata/run_sub_dat',
  runMulti: 'metadata/run_multi',
  baseMulti: 'parameters/base_multi',
} as const;

/** Arrays of a submission since GEN4 (GEN4 §10.4). */
export const SUBMISSION_ARRAYS = {
  atSubmit: 'js_at_submit_md',
  runIds: 'js_run_IDs',
  elements: 'js_task_elems',
  actions: 'js_task_acts',
  dependencies: 'js_deps',
} as const;

/** Row of `js_at_submit_md`. */
export const AT_SUBMIT_KEYS = [
  'submit_cmdline',
  'scheduler_job_ID',
  'process_ID',
  'submit_time',
] as const;
