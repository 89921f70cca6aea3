import type { AppError } from '../../../shared/contract/errors.ts';
import { expectedError } from '../../../shared/contract/exceptions.ts';
import { measureTree } from '../../files/tree/measure-tree.ts';
import { openProven, type ProvenItem } from '../../files/tree/proven-item.ts';
import type { TreeContext } from '../../files/tree/tree-context.ts';
import { TallyBook, type TreeTally } from '../../files/tree/tree-tally.ts';
import { requireUnpackable } from '../../files/tree/unpack-archive.ts';
import { STORE_ENTRIES } from '../../persistence/store-entries.ts';
import { isArrayHandle, isDict, isList, type PyValue } from '../../persistence/values.ts';
import type { Gen1Iteration, Gen1Workflow } from '../../persistence/workflow-records.ts';
import { openZipWorkflow } from '../../persistence/zip-workflow.ts';

import { otherForm, readConvertible, type StoreForm } from './convert-store.ts';

/** What would be made of a workflow, and why it cannot be. */
export interface Estimate {
  readonly tally: TreeTally;
  readonly problem?: AppError | undefined;
}

/** What an archive would become as a folder, by its table of contents. */
export async function estimateUnpacked(source: ProvenItem): Promise<Estimate> {
  const reader = await openZipWorkflow(source.path);
  try {
    const book = new TallyBook();
    const folders = new Set<string>();
    for (const { key, sizeBytes } of reader.memberSizes()) {
      if (reader.member(key) === undefined) continue;
      book.files += 1;
      book.sizeBytes += sizeBytes;
      book.longestKeyBytes = Math.max(book.longestKeyBytes, Buffer.byteLength(key));
      folders.add(key.slice(0, key.lastIndexOf('/') + 1));
    }
    book.folders = folders.size;
    const problem = problemOf(() => requireUnpackable(reader));
    return { tally: book.tally(), ...(problem === undefined ? {} : { problem }) };
  } finally {
    reader.close();
  }
}

/** Bytes of a row of a table, as JSON with its indentation and packed; measured at small workflows. */
const ROW_BYTES = { json: 1500, zarr: 40 } as const;
/** What indentation adds to texts. */
const INDENTED = 2;
/** Bytes of a file of a Zarr store beside its value. */
const FILE_BYTES = 60;
/** Files of an empty Zarr store, and of a task in it. */
const STORE_FILES = 7;
const TASK_FILES = 8;
const JSON_FILES = 3;

/**
 * What a workflow of GEN1 would become with the other kind of store: what is beside the store is
 * counted, the store itself estimated from its records.
 *
 * @throws AppException `cancelled`, `not-found`, `permission-denied`
 */
export async function estimateStore(
  source: ProvenItem,
  to: StoreForm,
  context: TreeContext,
): Promise<Estimate> {
  const handle = openProven(source, context.operations);
  const beside = measureTree(source.path, handle, STORE_ENTRIES[otherForm(to)], context);
  let records: Gen1Workflow;
  try {
    records = await readConvertible(source.path, to);
  } catch (error) {
    const problem = expectedError(error);
    if (problem === undefined) throw error;
    return { tally: beside, problem };
  }
  const { tasks, parameters, template, templateComponents } = records;
  const rows = tasks.reduce((sum, task) => sum + task.elements.length + task.iterations.length, 0);
  // Each iteration that ran has its times in a file of its own.
  const ran = tasks.reduce((sum, task) => sum + task.iterations.filter(hasRun).length, 0);
  const values = parameters.reduce((sum, { source: from, value }) => {
    return sum + textBytes(from) + (value === undefined ? 0 : textBytes(value));
  }, 0);
  const book = new TallyBook();
  book.add(beside);
  const isJson = to === 'json';
  const files = STORE_FILES + TASK_FILES * tasks.length + parameters.length + ran;
  book.files += isJson ? JSON_FILES : files;
  const documents = textBytes(template) + textBytes(templateComponents);
  book.sizeBytes += INDENTED * documents + ROW_BYTES[to] * rows;
  book.sizeBytes += isJson ? INDENTED * values : values + FILE_BYTES * files;
  return { tally: book.tally() };
}

function hasRun({ actions }: Gen1Iteration): boolean {
  return [...actions.values()].some((runs) => runs.some((run) => run.metadata.start_time !== null));
}

/** Characters of a value as JSON, about. */
function textBytes(value: PyValue): number {
  if (typeof value === 'string') return value.length + 2;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + textBytes(item) + 2, 2);
  if (isDict(value)) {
    return [...value].reduce((sum, [key, item]) => sum + key.length + 4 + textBytes(item), 2);
  }
  return isArrayHandle(value) ? value.shape.reduce((product, size) => product * size, 8) : 8;
}

function problemOf(work: () => void): AppError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const problem = expectedError(error);
    if (problem === undefined) throw error;
    return problem;
  }
}
