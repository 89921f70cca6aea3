import { join } from 'node:path';
import type { FlatRun } from '../../electron/persistence/flat/records.ts';
import type { FlatWorkflow } from '../../electron/persistence/flat-writing/flat-workflow.ts';
import type { FlatLayoutName } from '../../electron/persistence/flat-writing/layouts.ts';
import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import type { LaterStudy } from '../../electron/sample/later-study.ts';
import { buildLaterStudy } from '../../electron/sample/later-workflow.ts';
import { describedStudy } from '../../electron/sample/parameter-study.ts';
import { type RewriteManner, rewriteFiles } from './rewrite-files.ts';

const A_MINUTE_US = 60_000_000;

/** Elements of which the runs have ended well; as many are running after them, and as many wait. */
export const ENDED = 4;

/** A study that is running, of {@link ENDED} times three elements of one run each. */
export function runningStudy(): FlatWorkflow {
  const study = describedStudy({ elements: 3 * ENDED });
  const later: LaterStudy = {
    ...study,
    appVersion: '0.3.0a185',
    outcomeOf: ({ element }) => {
      const state = element < ENDED ? 'done' : element < 2 * ENDED ? 'running' : 'waiting';
      return { state, durationUs: A_MINUTE_US };
    },
    hostOf: () => 'node1',
    tasksWithFolders: [],
    textsOf: () => ({}),
    scripts: new Map(),
  };
  return buildLaterStudy(later, 'running_study');
}

export function isRunning({ start_time, end_time }: FlatRun): boolean {
  return start_time !== null && end_time === null;
}

/** The same when its runs that are running have ended, each with its exit code. */
export function withEnded(
  workflow: FlatWorkflow,
  exitCodeOf: (run: FlatRun) => number | undefined,
): FlatWorkflow {
  const runs = workflow.runs.map((run) => {
    const exitCode = isRunning(run) ? exitCodeOf(run) : undefined;
    if (exitCode === undefined) return run;
    return {
      ...run,
      end_time: (run.start_time ?? 0) + A_MINUTE_US,
      exit_code: exitCode,
      success: exitCode === 0,
    };
  });
  return { ...workflow, runs };
}

/** Without values that a JSON document cannot hold. */
export function withoutArrays(workflow: FlatWorkflow): FlatWorkflow {
  return {
    ...workflow,
    parameters: workflow.parameters.map(({ source }) => ({ source })),
  };
}

export interface WrittenStudy {
  readonly path: string;
  /** Writes what differs from what is there. Returns the number of files that were written. */
  readonly become: (next: FlatWorkflow, manner: RewriteManner) => Promise<number>;
}

/** @param folder - Empty; the workflow is made in it. */
export async function writtenStudy(
  folder: string,
  workflow: FlatWorkflow,
  layout: FlatLayoutName,
  store: 'json' | 'zarr',
): Promise<WrittenStudy> {
  const path = join(folder, 'running_study');
  await writeFlatWorkflow(path, workflow, layout, store, { isSynced: false });
  let count = 0;
  return {
    path,
    become: async (next, manner) => {
      count += 1;
      const other = join(folder, `next-${count}`);
      await writeFlatWorkflow(other, next, layout, store, { isSynced: false });
      return rewriteFiles(path, other, manner);
    },
  };
}
