import { arrayFiles } from '../array-write.ts';
import { AT_SUBMIT_KEYS, SUBMISSION_ARRAYS, ZARR_PATHS } from '../flat/formats.ts';
import { HeldArray } from '../held-array.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';
import { folderStep, newFileStep, type WriteStep } from '../write-plan.ts';
import { GROUP, zarrDocument } from '../zarr-metadata.ts';
import { objectRows } from './object-array-files.ts';
import { dependencyIntegers, paddedTables } from './submission-tables.ts';

/** Members of a block that lie in arrays. */
const IN_ARRAYS = ['EAR_ID', 'task_elements', 'task_actions', 'dependencies'] as const;

export interface SplitSubmission {
  /** For the root attributes. */
  readonly inline: PyDict;
  readonly steps: readonly WriteStep[];
}

/**
 * Splits a submission in the form of the JSON store into what a GEN4 Zarr store has inline and what
 * it has in arrays (GEN4 §10.1, §10.4): the inverse of `joinSubmissions`.
 */
export async function splitSubmission(submission: PyDict, index: number): Promise<SplitSubmission> {
  const group = `${ZARR_PATHS.submissions}/${index}`;
  const jobscripts = dictsOf(submission.get('jobscripts'));
  const blocks = jobscripts.map((jobscript) => dictsOf(jobscript.get('blocks')));
  const atSubmit = submission.get('at_submit_metadata');
  const parts = (isDict(atSubmit) ? atSubmit.get('submission_parts') : undefined) ?? new Map();
  return {
    inline: inlineOf(submission, jobscripts),
    steps: [
      folderStep(group),
      newFileStep(`${group}/.zgroup`, GROUP),
      newFileStep(`${group}/.zattrs`, zarrDocument(new Map([['submission_parts', parts]]))),
      ...(await submitRows(group, jobscripts)),
      ...(await runTables(group, blocks)),
      ...(await elementTables(group, blocks)),
      ...(await actionRows(group, blocks)),
      ...(await dependencyList(group, blocks)),
    ],
  };
}

function inlineOf(submission: PyDict, jobscripts: readonly PyDict[]): PyDict {
  const empty = new Map<string, PyValue>(AT_SUBMIT_KEYS.map((key) => [key, null]));
  return new Map(submission)
    .set('at_submit_metadata', new Map([['submission_parts', new Map()]]))
    .set(
      'jobscripts',
      jobscripts.map((jobscript) =>
        new Map(jobscript).set('at_submit_metadata', empty).set(
          'blocks',
          dictsOf(jobscript.get('blocks')).map((block) => {
            const inline = new Map(block);
            for (const key of IN_ARRAYS) inline.set(key, null);
            return inline;
          }),
        ),
      ),
    );
}

/** A row for each jobscript that was submitted. */
function submitRows(group: string, jobscripts: readonly PyDict[]): Promise<WriteStep[]> {
  const rows = jobscripts.map((jobscript) => {
    const atSubmit = jobscript.get('at_submit_metadata');
    const row = AT_SUBMIT_KEYS.map((key) =>
      isDict(atSubmit) ? (atSubmit.get(key) ?? null) : null,
    );
    return row.every((item) => item === null) ? undefined : row;
  });
  const path = `${group}/${SUBMISSION_ARRAYS.atSubmit}`;
  return objectRows(path, rows, { chunkRows: 1, isNested: true });
}

type Blocks = readonly (readonly PyDict[])[];

function runTables(group: string, blocks: Blocks): Promise<WriteStep[]> {
  const tables = blocks.flat().map((block) => tableOf(block.get('EAR_ID')));
  const { shape, items } = paddedTables(tables);
  const shapes = blocks.map((own) =>
    own.map((block) => {
      const table = tableOf(block.get('EAR_ID'));
      return [table.length, table[0]?.length ?? 0];
    }),
  );
  const array = new HeldArray('<i4', shape, Int32Array.from(items));
  return arraySteps(`${group}/${SUBMISSION_ARRAYS.runIds}`, array, { block_shapes: shapes });
}

function elementTables(group: string, blocks: Blocks): Promise<WriteStep[]> {
  const tables = blocks.map((own) => own.map((block) => elementTable(block)));
  const { shape, items } = paddedTables(tables.flat());
  const shapes = tables.map((own) =>
    own.map((table) => [Math.max(0, (table[0]?.length ?? 1) - 1), table.length]),
  );
  const array = new HeldArray('<u4', shape, Uint32Array.from(items));
  return arraySteps(`${group}/${SUBMISSION_ARRAYS.elements}`, array, { block_shapes: shapes });
}

/** Rows of the jobscript's own element index, and the element of each task. */
function elementTable(block: PyDict): number[][] {
  const elements = block.get('task_elements');
  if (!isDict(elements)) return [];
  return [...elements].map(([own, list]) => [Number(own), ...integersOf(list)]);
}

function actionRows(group: string, blocks: Blocks): Promise<WriteStep[]> {
  const rows = blocks.flat().flatMap((block) => tableOf(block.get('task_actions')));
  const counts = blocks.map((own) => own.map((block) => tableOf(block.get('task_actions')).length));
  const array = new HeldArray('<i8', [rows.length, 3], BigInt64Array.from(rows.flat(), BigInt));
  return arraySteps(`${group}/${SUBMISSION_ARRAYS.actions}`, array, { block_num_acts: counts });
}

function dependencyList(group: string, blocks: Blocks): Promise<WriteStep[]> {
  const integers = blocks.flatMap((own, js) =>
    own.flatMap((block, at) => dependencyIntegers(js, at, block.get('dependencies'))),
  );
  const array = new HeldArray('<i8', [integers.length], BigInt64Array.from(integers, BigInt));
  return arraySteps(`${group}/${SUBMISSION_ARRAYS.dependencies}`, array);
}

/** A small array in one chunk. */
async function arraySteps(
  path: string,
  array: HeldArray,
  attributes?: Readonly<Record<string, PyValue>>,
): Promise<WriteStep[]> {
  const files = await arrayFiles(array, { chunks: array.chunks, isNested: true });
  const folders = new Set(
    files.flatMap(({ name }) => {
      const parts = name.split('/').slice(0, -1);
      return parts.map((_, at) => [path, ...parts.slice(0, at + 1)].join('/'));
    }),
  );
  return [
    folderStep(path),
    ...[...folders].map(folderStep),
    ...files.map(({ name, bytes }) => newFileStep(`${path}/${name}`, bytes)),
    ...(attributes === undefined
      ? []
      : [newFileStep(`${path}/.zattrs`, zarrDocument(new Map(Object.entries(attributes))))]),
  ];
}

function dictsOf(value: PyValue | undefined): PyDict[] {
  return isList(value) ? value.filter((item) => isDict(item)) : [];
}

function integersOf(value: PyValue | undefined): number[] {
  return isList(value) ? value.map(Number) : [];
}

function tableOf(value: PyValue | undefined): number[][] {
  return isList(value) ? value.map(integersOf) : [];
}
