import type { CallContext } from '../../../shared/contract/handlers.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import type { LeafCache } from './leaf-values.ts';
import type { LineageIndex } from './lineage-index.ts';
import { forEachReference } from './lineage-walks.ts';
import { paceOf } from './pace.ts';
import type { RunValues } from './separators.ts';

/** Runs that are compared at most, of each outcome; more would only tell the same. */
const MOST_RUNS = 1500;

/** Run rows of a task's action that ended well. */
export function succeededRuns(index: RunIndex, task: number, action: number): readonly number[] {
  const { runs, iterations, elements } = index;
  const rows: number[] = [];
  for (let row = 0; row < runs.count; row += 1) {
    if (runs.action[row] !== action) continue;
    const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
    if (elements.task[element] !== task) continue;
    const status = statusOfCode(runs.status[row] ?? 0);
    // GEN1 records no outcome; what is not likely failed there has at least set its outputs.
    if (status === 'success' || status === 'complete') rows.push(row);
  }
  return rows;
}

/** An even sample of at most {@link MOST_RUNS} rows. */
export function sampled(rows: readonly number[]): readonly number[] {
  if (rows.length <= MOST_RUNS) return rows;
  const step = rows.length / MOST_RUNS;
  return Array.from({ length: MOST_RUNS }, (_, at) => rows[Math.floor(at * step)] ?? 0);
}

/**
 * What each run was given, by leaf: inputs, resources, and the host where one is recorded.
 *
 * @throws {AppException} `cancelled`
 */
export async function valuesOfRuns(
  index: RunIndex,
  lineage: LineageIndex,
  leaves: LeafCache,
  rows: readonly number[],
  context: CallContext,
): Promise<readonly RunValues[]> {
  const all: RunValues[] = [];
  const pace = paceOf('Comparing inputs', rows.length, context);
  for (const [at, row] of rows.entries()) {
    all.push(await valuesOfRun(index, lineage, leaves, row));
    await pace(at);
  }
  return all;
}

async function valuesOfRun(
  index: RunIndex,
  lineage: LineageIndex,
  leaves: LeafCache,
  row: number,
): Promise<RunValues> {
  const reads: { readonly parameter: number; readonly path: string }[] = [];
  forEachReference(lineage, row, (parameter, path, isWrite) => {
    if (isWrite || !(path.startsWith('inputs.') || path.startsWith('resources.'))) return;
    reads.push({ parameter, path });
  });
  const values = new Map<string, string>();
  for (const { parameter, path } of reads) {
    for (const leaf of (await leaves.of(parameter)) ?? []) {
      const whole = leaf.path === '' ? path : `${path}.${leaf.path}`;
      // Members of a group stand under one path: the first speaks for them.
      if (!values.has(whole)) values.set(whole, leaf.text);
    }
  }
  const host = index.hosts[index.runs.host[row] ?? NONE];
  if (host !== undefined) values.set('host', host);
  return values;
}
