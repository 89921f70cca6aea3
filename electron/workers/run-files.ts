import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import type { RunFiles } from '../../shared/contract/run-files.ts';
import { NONE } from '../../shared/model/run-index.ts';
import { loopIdxOfIteration } from '../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../shared/model/status.ts';
import { listRunFiles } from '../generations/run-files/list-run-files.ts';
import { markRun } from '../generations/run-files/mark-run.ts';
import type { RunPlace } from '../generations/run-files/run-place.ts';
import type { WorkflowData } from './workflow-data.ts';

/**
 * Logs and files of a run, by the layout of its generation.
 *
 * @throws {AppException} `not-found`
 */
export async function filesOfRun(
  data: WorkflowData,
  input: Input<'runs.listFiles'>,
  context: CallContext,
): Promise<RunFiles> {
  return listRunFiles(await placeOf(data, input, context), data.reader.files);
}

/** As {@link filesOfRun}, with the lines that are the run's in files that it shares. */
export async function markedFilesOfRun(
  data: WorkflowData,
  input: Input<'runs.listFiles'>,
  context: CallContext,
): Promise<RunFiles> {
  const place = await placeOf(data, input, context);
  const found = listRunFiles(place, data.reader.files);
  return { ...found, files: markRun(found.files, place, data.reader.files) };
}

async function placeOf(
  data: WorkflowData,
  input: Input<'runs.listFiles'>,
  context: CallContext,
): Promise<RunPlace> {
  const { lookup } = await data.runs(context);
  const task = data.task(input.taskInsertId);
  const attempt = input.attempt ?? 0;
  const elementRow = lookup.elementRow(task.index, input.element);
  const iterationRow =
    elementRow === undefined ? undefined : lookup.iterationRow(elementRow, input.iteration);
  const found =
    iterationRow === undefined ? undefined : lookup.runRow(iterationRow, input.action, attempt);
  if (found === undefined) {
    throw new AppException({
      code: 'not-found',
      message: `Element ${input.element} of task ${task.name} has no run ${attempt} of action ${input.action} in iteration ${input.iteration}.`,
    });
  }
  const { row } = found;
  const { runs } = lookup.index;
  const loops = loopIdxOfIteration(lookup.index, lookup.index.runs.iteration[row] ?? 0);
  // Of several loops only the record has the order, which names of folders follow.
  const loopIdx =
    loops.length < 2 ? loops : (await data.iteration(task, input.element, input.iteration)).loopIdx;
  const status = statusOfCode(runs.status[row] ?? 0);
  return {
    ...(await data.reader.runFileFacts(row, lookup)),
    taskInsertId: task.insertId,
    taskDirName: task.dirName,
    objective: task.objective,
    loopIdx,
    element: input.element,
    action: input.action,
    attempt,
    runId: runs.id[row] ?? 0,
    script: task.actions[input.action]?.script,
    submission: recorded(runs.submission[row]),
    jobscript: recorded(runs.jobscript[row]),
    hasStarted: !Number.isNaN(runs.startUs[row] ?? Number.NaN),
    isRunning: status === 'running',
  };
}

function recorded(value: number | undefined): number | undefined {
  return value === NONE ? undefined : value;
}
