import type { Task } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { IndexLookup } from '../../generations/index-lookup.ts';
import type { ElementData, WorkflowReader } from '../../generations/workflow-reader.ts';
import { LineageBuilder, type LineageIndex } from './lineage-index.ts';
import { paceOf } from './pace.ts';

/** What is needed of a reader. */
export type LineageSource = Pick<WorkflowReader, 'tasks' | 'dataIndexBatches' | 'parameterIndices'>;

/**
 * Reads the data indices of all runs. A task that cannot be read has no lineage; that it cannot is a
 * problem of the run index.
 *
 * @throws {AppException} `cancelled`
 */
export async function buildLineage(
  source: LineageSource,
  lookup: IndexLookup,
  context: CallContext,
): Promise<LineageIndex> {
  const { runs, elements } = lookup.index;
  const parameters = await source.parameterIndices();
  // Runs of one iteration are neighbours, and no task has as many actions.
  const actionKeyOf = (row: number): number =>
    (runs.iteration[row] ?? 0) * 65_536 + (runs.action[row] ?? 0);
  const builder = new LineageBuilder(runs.count, (parameters.at(-1) ?? -1) + 1, actionKeyOf);
  const pace = paceOf('Following values', elements.count, context);
  let done = 0;
  for (const task of source.tasks) {
    for await (const batch of readable(source, task)) {
      for (const element of batch) addElement(builder, lookup, task, element);
      done += batch.length;
      await pace(done);
    }
  }
  return builder.finish();
}

async function* readable(source: LineageSource, task: Task): AsyncIterable<readonly ElementData[]> {
  try {
    yield* source.dataIndexBatches(task);
  } catch (error) {
    if (error instanceof AppException && error.error.code !== 'cancelled') return;
    throw error;
  }
}

function addElement(
  builder: LineageBuilder,
  lookup: IndexLookup,
  task: Task,
  { element, iterations }: ElementData,
): void {
  const { runs, iterations: columns } = lookup.index;
  const elementRow = lookup.elementRow(task.index, element);
  if (elementRow === undefined) return;
  for (const [ordinal, { dataIndex, actions }] of iterations.entries()) {
    const iteration = lookup.iterationRow(elementRow, ordinal);
    if (iteration === undefined) continue;
    const stop = columns.runStart[iteration + 1] ?? 0;
    for (let row = columns.runStart[iteration] ?? 0; row < stop; row += 1) {
      const run = actions.get(runs.action[row] ?? 0)?.[runs.attempt[row] ?? 0];
      if (run !== undefined) builder.add(row, run, dataIndex);
    }
  }
}
