import type { DataEntry } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { statusOfCode } from '../../shared/model/status.ts';
import {
  type DataIndex,
  type DataReference,
  isParameterPath,
  parametersOf,
} from '../generations/data-index.ts';
import { effectiveValue, type SetEntry } from '../generations/effective-value.ts';
import type { IndexLookup } from '../generations/index-lookup.ts';
import { problemOf } from '../generations/problem-of.ts';
import { unknownType } from '../generations/unknown-type.ts';
import type { StoredParameter } from '../generations/workflow-reader.ts';
import { mayNameFile, valueFile } from './value-file.ts';
import { summaryOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/**
 * Entries of a data index in stored order, each with its value in one line and its source. A grouped
 * input gives one entry per member (FORMATS T21).
 *
 * @param folder Folder of the run, relative to the workflow: what paths in its values are relative to.
 */
export async function dataEntries(
  data: WorkflowData,
  dataIndex: DataIndex,
  lookup: IndexLookup,
  folder?: string,
): Promise<DataEntry[]> {
  const members = Object.entries(dataIndex).flatMap(([path, reference]) =>
    membersOf(path, reference),
  );
  const indices = Uint32Array.from(
    members.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter])),
  );
  const sourceProblems: Problem[] = [];
  // All at once: a Zarr store keeps a thousand sources in one chunk.
  const sources = await attempt(() => data.reader.parameterSources(indices), sourceProblems);
  const entries: DataEntry[] = [];
  const values: SetEntry[] = [];
  let position = 0;
  for (const { number, parameter, ...member } of members) {
    if (parameter === undefined) {
      entries.push({ ...member, isSet: true, summary: summaryOf(number) });
      continue;
    }
    const problems: Problem[] = [];
    const found = await attempt(() => data.storedParameter(parameter), problems);
    const stored = sources?.[position];
    const source = stored === undefined ? undefined : data.reader.sourceOf(stored, lookup);
    const problem = problems[0] ?? sourceProblems[0];
    position += 1;
    if (found?.isSet === true) values.push({ path: member.path, value: found.value });
    const file =
      found && (await fileOfValue(found, data, folder ?? directoryOf(data, source, lookup)));
    entries.push({
      ...member,
      parameter,
      isSet: found?.isSet === true,
      ...(found?.isSet === true ? { summary: summaryOf(found.value) } : {}),
      ...(source === undefined ? {} : { source }),
      ...(found?.isSet === false && isOfSkipped(data, source, lookup)
        ? { isSkipped: true as const }
        : {}),
      ...(file === undefined ? {} : { file }),
      ...(found === undefined || found.notices.length === 0
        ? {}
        : { notices: found.notices.map(unknownType) }),
      ...(problem === undefined ? {} : { problem }),
    });
  }
  return entries.map((entry) => withEffective(entry, values));
}

function isOfSkipped(
  data: WorkflowData,
  source: DataEntry['source'],
  lookup: IndexLookup,
): boolean {
  const row = rowOfSource(data, source, lookup);
  return row !== undefined && statusOfCode(lookup.index.runs.status[row] ?? 0) === 'skipped';
}

/** Row of the run that set a value. */
function rowOfSource(
  data: WorkflowData,
  source: DataEntry['source'],
  lookup: IndexLookup,
): number | undefined {
  const run = source?.run;
  if (run === undefined) return undefined;
  const task = data.tasks.find(({ insertId }) => insertId === run.taskInsertId);
  const element = task && lookup.elementRow(task.index, run.element);
  const iteration = element === undefined ? undefined : lookup.iterationRow(element, run.iteration);
  return iteration === undefined
    ? undefined
    : lookup.runRow(iteration, run.action, run.attempt)?.row;
}

/** Folder of the run that set a value: what a path that it wrote is relative to. */
function directoryOf(
  data: WorkflowData,
  source: DataEntry['source'],
  lookup: IndexLookup,
): () => Promise<string | undefined> {
  return async () => {
    const row = rowOfSource(data, source, lookup);
    return row === undefined ? undefined : (await data.reader.runFacts(row, lookup)).directory;
  };
}

/** @param folder - Asked for only where the value is a text, which may be a path. */
async function fileOfValue(
  found: StoredParameter,
  data: WorkflowData,
  folder: string | (() => Promise<string | undefined>),
): Promise<DataEntry['file']> {
  if (typeof folder === 'string' || !mayNameFile(found)) {
    return valueFile(found, data.reader.files, typeof folder === 'string' ? folder : undefined);
  }
  return valueFile(found, data.reader.files, await attempt(folder, []));
}

function withEffective(entry: DataEntry, values: readonly SetEntry[]): DataEntry {
  const effective = entry.isSet ? effectiveValue(entry.path, values) : undefined;
  if (effective === undefined) return entry;
  const { value, from } = effective;
  return { ...entry, effective: { summary: summaryOf(value), from: [...from] } };
}

type Member = Pick<DataEntry, 'path' | 'parameter' | 'group'> & { readonly number: number };

function membersOf(path: string, reference: DataReference): Member[] {
  if (!isParameterPath(path)) return parametersOf(reference).map((number) => ({ path, number }));
  if (typeof reference === 'number') return [{ path, number: reference, parameter: reference }];
  const { length } = reference;
  return reference.map((parameter, index) => {
    const member = `${path}[${index}]`;
    return { path: member, number: parameter, parameter, group: { index, length } };
  });
}

async function attempt<T>(read: () => Promise<T>, problems: Problem[]): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    problems.push(problemOf(error));
    return undefined;
  }
}
