import type { DataEntry, Source } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { DataIdx } from '../persistence/records.ts';
import type { IndexLookup } from './index-lookup.ts';
import { sourceOf } from './source-text.ts';
import { summaryOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Entries of a data index in stored order, each with its value in one line and its source. */
export async function dataEntries(
  data: WorkflowData,
  dataIdx: DataIdx,
  lookup: IndexLookup,
): Promise<DataEntry[]> {
  const entries: DataEntry[] = [];
  for (const [path, parameter] of Object.entries(dataIdx)) {
    entries.push(await dataEntry(data, path, parameter, lookup));
  }
  return entries;
}

async function dataEntry(
  data: WorkflowData,
  path: string,
  parameter: number,
  lookup: IndexLookup,
): Promise<DataEntry> {
  const problems: Problem[] = [];
  const value = await attempt(() => data.parameter(parameter), problems);
  const source = await attempt<Source>(
    async () => sourceOf(await data.store.getParameterSource(parameter), data.tasks, lookup),
    problems,
  );
  const isSet = value?.[0] === true;
  const [problem] = problems;
  return {
    path,
    parameter,
    isSet,
    ...(value?.[0] === true ? { summary: summaryOf(value[1]) } : {}),
    ...(source === undefined ? {} : { source }),
    ...(problem === undefined ? {} : { problem }),
  };
}

async function attempt<T>(read: () => Promise<T>, problems: Problem[]): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    problems.push(problemOf(error));
    return undefined;
  }
}
