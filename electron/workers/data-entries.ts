import type { DataEntry } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { gen1Source } from '../generations/gen1-source.ts';
import type { IndexLookup } from '../generations/index-lookup.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { DataIdx } from '../persistence/records.ts';
import { summaryOf } from './value-summary.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Entries of a data index in stored order, each with its value in one line and its source. */
export async function dataEntries(
  data: WorkflowData,
  dataIdx: DataIdx,
  lookup: IndexLookup,
): Promise<DataEntry[]> {
  const paths = Object.entries(dataIdx);
  const indices = Uint32Array.from(paths, ([, parameter]) => parameter);
  const sourceProblems: Problem[] = [];
  // All at once: a Zarr store keeps a thousand sources in one chunk.
  const sources = await attempt(() => data.store.getParameterSources(indices), sourceProblems);
  const entries: DataEntry[] = [];
  for (const [position, [path, parameter]] of paths.entries()) {
    const problems: Problem[] = [];
    const value = await attempt(() => data.parameter(parameter), problems);
    const stored = sources?.[position];
    const problem = problems[0] ?? sourceProblems[0];
    entries.push({
      path,
      parameter,
      isSet: value?.[0] === true,
      ...(value?.[0] === true ? { summary: summaryOf(value[1]) } : {}),
      ...(stored === undefined ? {} : { source: gen1Source(stored, data.tasks, lookup) }),
      ...(problem === undefined ? {} : { problem }),
    });
  }
  return entries;
}

async function attempt<T>(read: () => Promise<T>, problems: Problem[]): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    problems.push(problemOf(error));
    return undefined;
  }
}
