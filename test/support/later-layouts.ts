import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Zstd from 'numcodecs/zstd';
import { FolderReader } from '../../electron/files/folder-reader.ts';
import { RowArray } from '../../electron/persistence/flat/row-array.ts';
import { encodeMessagePack } from '../../electron/persistence/msgpack-write.ts';
import { isDict, isList, type PyValue } from '../../electron/persistence/values.ts';

/**
 * Makes the layouts of GEN4 and GEN5 out of a workflow of the development branch before them, whose
 * records are the same (GEN4 §5, §10.4, §19). No hpcflow wrote these: they are what the description
 * of the formats says, put together by hand.
 */

type Json = Record<string, unknown>;

const MSGPACK = [{ id: 'msgpack2', raw: false, use_bin_type: true, use_single_float: false }];

function put(folder: string, key: string, bytes: Uint8Array | string): void {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function json(folder: string, key: string): Json {
  return JSON.parse(readFileSync(join(folder, key), 'utf8')) as Json;
}

function putJson(folder: string, key: string, value: unknown): void {
  put(folder, key, JSON.stringify(value, null, 4));
}

interface Layout {
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly dtype?: unknown;
  readonly fill?: unknown;
  readonly isNested?: boolean;
}

function putArray(folder: string, path: string, layout: Layout): void {
  const isObjects = layout.dtype === undefined;
  putJson(folder, `${path}/.zarray`, {
    zarr_format: 2,
    shape: layout.shape,
    chunks: layout.chunks,
    dtype: layout.dtype ?? '|O',
    fill_value: layout.fill ?? 0,
    filters: isObjects ? MSGPACK : null,
    compressor: null,
    order: 'C',
    ...(layout.isNested === true ? { dimension_separator: '/' } : {}),
  });
}

async function rowsOf(folder: string, path: string): Promise<PyValue[]> {
  const array = await RowArray.open(new FolderReader(folder), path);
  const rows: PyValue[] = [];
  for (let id = 0; id < (array?.length ?? 0); id += 1) rows.push((await array?.row(id)) ?? null);
  return rows;
}

function int32(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}

function int64(values: readonly number[]): Uint8Array {
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
}

/** A padded table of three dimensions, in C order. */
function padded(tables: readonly (readonly (readonly number[])[])[]): {
  readonly shape: [number, number, number];
  readonly items: number[];
} {
  const rows = Math.max(0, ...tables.map((table) => table.length));
  const columns = Math.max(0, ...tables.flat().map((row) => row.length));
  const items = tables.flatMap((table) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => table[row]?.[column] ?? -1),
    ).flat(),
  );
  return { shape: [tables.length, rows, columns], items };
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const jsonIn = (value: unknown): Json => value as Json;

/** The JSON store of GEN4: runs in a document of their own, what is known at submission apart. */
export function makeGen4Json(folder: string): void {
  const { runs, run_dirs, ...metadata } = json(folder, 'metadata.json');
  putJson(folder, 'metadata.json', metadata);
  putJson(folder, 'runs.json', { runs, run_dirs });
  const submissions = listIn(JSON.parse(readFileSync(join(folder, 'submissions.json'), 'utf8')));
  putJson(
    folder,
    'submissions.json',
    submissions.map(jsonIn).map(({ submission_parts, ...submission }) => ({
      ...submission,
      at_submit_metadata: { submission_parts },
      jobscripts: listIn(submission.jobscripts)
        .map(jsonIn)
        .map((jobscript) => {
          const { submit_time, submit_cmdline, scheduler_job_ID, process_ID, ...rest } = jobscript;
          const atSubmit = { submit_cmdline, scheduler_job_ID, process_ID, submit_time };
          return { ...rest, at_submit_metadata: atSubmit };
        }),
    })),
  );
}

/** Two-dimensional runs, and submissions in arrays. */
export async function makeGen4(folder: string): Promise<void> {
  const runs = await rowsOf(folder, 'metadata/runs');
  const attributes = json(folder, 'metadata/runs/.zattrs');
  rmSync(join(folder, 'metadata/runs'), { recursive: true });
  // Some releases of zarr lose the key of the separator when an array grows (GEN4 §8.2).
  const rowCount = Math.ceil(runs.length / 1000);
  putArray(folder, 'metadata/runs', { shape: [rowCount, 1000], chunks: [1, 1] });
  putJson(folder, 'metadata/runs/.zattrs', { ...attributes, num_runs: runs.length });
  for (const [id, row] of runs.entries()) {
    const chunk = encodeMessagePack([[row], '|O', [1, 1]]);
    put(folder, `metadata/runs/${Math.floor(id / 1000)}/${id % 1000}`, chunk);
  }
  const root = json(folder, '.zattrs');
  putJson(folder, 'metadata/submissions/.zgroup', { zarr_format: 2 });
  const submissions = listIn(root.submissions).map((item, index) =>
    submissionArrays(folder, `metadata/submissions/${index}`, jsonIn(item)),
  );
  putJson(folder, '.zattrs', { ...root, submissions });
}

function submissionArrays(folder: string, group: string, submission: Json): Json {
  const jobscripts = listIn(submission.jobscripts).map(jsonIn);
  const blocks = jobscripts.map((jobscript) => listIn(jobscript.blocks).map(jsonIn));
  const all = blocks.flat();
  putJson(folder, `${group}/.zgroup`, { zarr_format: 2 });
  putJson(folder, `${group}/.zattrs`, { submission_parts: submission.submission_parts });

  const runIds = padded(all.map((block) => block.EAR_ID as number[][]));
  const runsPath = `${group}/js_run_IDs`;
  putArray(folder, runsPath, { ...whole(runIds.shape), dtype: '<i4', isNested: true });
  put(folder, `${runsPath}/0/0/0`, int32(runIds.items));
  putJson(folder, `${runsPath}/.zattrs`, {
    block_shapes: blocks.map((own) =>
      own.map(({ EAR_ID }) => [(EAR_ID as number[][]).length, (EAR_ID as number[][])[0]?.length]),
    ),
  });

  const elements = padded(
    all.map((block) =>
      Object.entries(block.task_elements as Record<string, number[]>).map(([own, list]) => [
        Number(own),
        ...list,
      ]),
    ),
  );
  const elementsPath = `${group}/js_task_elems`;
  // Unsigned, padded with all bits set; without the key of the separator.
  putArray(folder, elementsPath, { ...whole(elements.shape), dtype: '<u4' });
  put(folder, `${elementsPath}/0/0/0`, int32(elements.items));
  putJson(folder, `${elementsPath}/.zattrs`, {
    block_shapes: blocks.map((own) =>
      own.map((block) => {
        const table = Object.values(block.task_elements as Record<string, number[]>);
        return [table[0]?.length ?? 0, table.length];
      }),
    ),
  });

  const actions = all.flatMap((block) => block.task_actions as number[][]);
  const actionsPath = `${group}/js_task_acts`;
  putArray(folder, actionsPath, { ...whole([actions.length, 3]), dtype: '<i8', isNested: true });
  put(folder, `${actionsPath}/0/0`, int64(actions.flat()));
  putJson(folder, `${actionsPath}/.zattrs`, {
    block_num_acts: blocks.map((own) => own.map((block) => listIn(block.task_actions).length)),
  });

  const dependencies = blocks.flatMap((own, js) =>
    own.flatMap((block, at) => dependencyIntegers(js, at, listIn(block.dependencies))),
  );
  const dependenciesPath = `${group}/js_deps`;
  putArray(folder, dependenciesPath, { ...whole([dependencies.length]), dtype: '<i8' });
  put(folder, `${dependenciesPath}/0`, int64(dependencies));

  const submitPath = `${group}/js_at_submit_md`;
  putArray(folder, submitPath, { shape: [jobscripts.length], chunks: [1] });
  for (const [js, jobscript] of jobscripts.entries()) {
    if (jobscript.submit_time === null) continue;
    const row = ['submit_cmdline', 'scheduler_job_ID', 'process_ID', 'submit_time'].map(
      (key) => (jobscript[key] ?? null) as PyValue,
    );
    put(folder, `${submitPath}/${js}`, encodeMessagePack([row, '|O', [1]]));
  }
  const { submission_parts: _, ...rest } = submission;
  return {
    ...rest,
    // The inline copy is stale (GEN4 §10.1).
    at_submit_metadata: { submission_parts: {} },
    jobscripts: jobscripts.map((jobscript) => ({
      ...jobscript,
      submit_time: null,
      submit_cmdline: null,
      process_ID: null,
      at_submit_metadata: null,
      blocks: listIn(jobscript.blocks).map((block) => ({
        ...jsonIn(block),
        EAR_ID: null,
        task_elements: null,
        task_actions: null,
        dependencies: null,
      })),
    })),
  };
}

function whole(shape: readonly number[]): Pick<Layout, 'shape' | 'chunks'> {
  return { shape, chunks: shape.map((length) => Math.max(1, length)) };
}

function dependencyIntegers(jobscript: number, block: number, stored: unknown[]): number[] {
  const own = stored.flatMap((pair) => {
    const [on, value] = pair as [number[], Json];
    const mapping = Object.entries(value.js_element_mapping as Record<string, number[]>);
    const parts = mapping.flatMap(([element, others]) => [
      others.length + 1,
      Number(element),
      ...others,
    ]);
    const all = [...on, value.is_array === true ? 1 : 0, ...parts];
    return [all.length, ...all];
  });
  return [own.length + 2, jobscript, block, ...own];
}

/** What {@link makeGen5} adds to the source of each parameter. */
export type AddedToSources = ReadonlyMap<number, readonly [key: string, value: number]>;

/**
 * Runs and parameters in packed files; from a GEN4 or earlier layout with one run per file.
 *
 * @param isCompressed Whether the files are written as Zstandard frames after their mark.
 */
export async function makeGen5(folder: string, isCompressed: boolean): Promise<AddedToSources> {
  const runs = (await rowsOf(folder, 'metadata/runs')).map((row) => (isList(row) ? row : []));
  const base = await rowsOf(folder, 'parameters/base');
  const sources = await rowsOf(folder, 'parameters/sources');
  const attributes = json(folder, 'metadata/runs/.zattrs');
  for (const gone of ['metadata/runs', 'parameters/base', 'parameters/sources']) {
    rmSync(join(folder, gone), { recursive: true });
  }
  const packed = async (value: PyValue): Promise<Uint8Array> => {
    const bytes = encodeMessagePack(value);
    if (!isCompressed) return bytes;
    const frame = await Zstd.fromConfig({ id: 'zstd', level: 1 }).encode(bytes);
    return Buffer.concat([Buffer.from('HPCFZ1'), frame]);
  };
  const chunk = (rows: readonly PyValue[], length: number): Uint8Array => {
    const unused = new Array<PyValue>(length - rows.length).fill(0);
    return encodeMessagePack([...rows, ...unused, '|O', [length]]);
  };

  const count = runs.length;
  putArray(folder, 'metadata/run_metadata', { shape: [count], chunks: [count + 3] });
  putJson(folder, 'metadata/run_metadata/.zattrs', { parameter_paths: attributes.parameter_paths });
  const constant = runs.map((row) => [0, 1, 2, 3, 14].map((at) => row[at] ?? null));
  put(folder, 'metadata/run_metadata/0', chunk(constant, count + 3));

  // Two runs share a file, to have indices other than 0.
  const place = (id: number): [file: number, index: number] => [Math.floor(id / 2), id % 2];
  const dat = Buffer.alloc(count * 11, 0xff);
  const multi = new Map<string, PyValue[]>();
  for (const [id, row] of runs.entries()) {
    const submission = row[4];
    if (typeof submission !== 'number') continue;
    const [file, index] = place(id);
    dat.writeUInt8(submission, id * 11);
    const commands = row[16];
    if (typeof commands === 'number') dat.writeUInt32LE(commands, id * 11 + 1);
    dat.writeUInt16LE(file, id * 11 + 5);
    dat.writeUInt32LE(index, id * 11 + 7);
    const key = `metadata/run_multi/${submission}/${Math.floor(file / 1000)}/${file % 1000}`;
    const list = multi.get(key) ?? [null, null];
    list[index] = [5, 6, 7, 8, 9, 10, 11, 13, 15].map((at) => row[at] ?? null);
    multi.set(key, list);
  }
  putArray(folder, 'metadata/run_sub_dat', {
    shape: [count],
    chunks: [Math.max(1, count)],
    dtype: [
      ['submission_idx', '|u1'],
      ['commands_file_ID', '<u4'],
      ['run_file_ID', '<u2'],
      ['run_file_idx', '<u4'],
    ],
    fill: Buffer.alloc(11, 0xff).toString('base64'),
  });
  put(folder, 'metadata/run_sub_dat/0', dat);
  for (const [key, list] of multi) put(folder, key, await packed(list));

  const added = new Map<number, readonly [string, number]>();
  const constants = new Map<string, PyValue>();
  const outputs = new Map<string, (Map<string, PyValue> | null)[]>();
  const perRun = new Map<number, number>();
  for (const [id, value] of base.entries()) {
    const source = sources[id];
    const run = isDict(source) ? source.get('EAR_ID') : undefined;
    if (typeof run !== 'number') {
      added.set(id, ['non_output_idx', constants.size]);
      constants.set(String(constants.size), isDict(value) ? value : null);
      continue;
    }
    const number = perRun.get(run) ?? 0;
    perRun.set(run, number + 1);
    added.set(id, ['output_idx', number]);
    const submission = runs[run]?.[4];
    if (typeof submission !== 'number' || !isDict(value)) continue;
    const [file, index] = place(run);
    const key = `parameters/base_multi/${submission}/${Math.floor((file + 1) / 1000)}/${(file + 1) % 1000}`;
    const list = outputs.get(key) ?? [null, null];
    list[index] = (list[index] ?? new Map()).set(String(number), value);
    outputs.set(key, list);
  }
  put(folder, 'parameters/base_multi/0/0/0', await packed([constants]));
  for (const [key, list] of outputs) put(folder, key, await packed(list));
  const named = sources.map((source, id) =>
    new Map(isDict(source) ? source : []).set(...(added.get(id) ?? ['non_output_idx', 0])),
  );
  putArray(folder, 'parameters/sources', { shape: [named.length], chunks: [named.length + 2] });
  putJson(folder, 'parameters/sources/.zattrs', { num_non_output_params: constants.size });
  put(folder, 'parameters/sources/0', chunk(named, named.length + 2));
  moveArrays(folder);
  return added;
}

/** Groups of arrays in buckets of 500 and more (GEN4 §19.4). */
function moveArrays(folder: string): void {
  const arrays = join(folder, 'parameters/arrays');
  for (const name of readdirSync(arrays).filter((entry) => entry.startsWith('param_'))) {
    const id = Number(name.slice('param_'.length));
    const bucket = (size: number): string => {
      const first = Math.floor(id / size) * size;
      return `params_${first}-${first + size - 1}`;
    };
    const target = join(arrays, bucket(125_000_000), bucket(250_000), bucket(500), name);
    copyFolder(join(arrays, name), target);
    rmSync(join(arrays, name), { recursive: true });
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else writeFileSync(target, readFileSync(source));
  }
}
