import type { Task } from '../../shared/contract/documents.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { NO_EXIT_CODE, NONE, type RunIndex } from '../../shared/model/run-index.ts';
import { RUN_STATUSES, type StatusCounts, statusOfCode } from '../../shared/model/status.ts';
import { problemOf } from '../generations/problem-of.ts';
import { countsOfRuns } from '../workers/counts.ts';
import type { WorkflowData } from '../workers/workflow-data.ts';
import { INSPECTION_VERSION, type InspectedParameter, type Inspection } from './inspection.ts';
import { taggedValue } from './tagged-value.ts';

/** Everything the model knows of a workflow, for `inspect --json`. */
export async function inspectWorkflow(
  data: WorkflowData,
  withParameters: boolean,
  context: CallContext,
): Promise<Inspection> {
  const { lookup, problems } = await data.runs(context);
  const structure = await data.structure();
  const { index } = lookup;
  const counts = countsOfRuns(lookup, data.tasks.length);
  return {
    inspectionVersion: INSPECTION_VERSION,
    identity: structure.identity,
    counts: named(counts.all),
    tasks: structure.tasks.map((task) => ({
      ...task,
      counts: named(counts.byTask[task.index] ?? []),
      elements: elementsOf(index, task, (element) => lookup.elementRow(task.index, element)),
    })),
    loops: structure.loops,
    submissions: (await data.reader.submissions(lookup)).map((submission) => ({
      ...submission,
      jobscripts: submission.jobscripts.map((jobscript) => ({
        ...jobscript,
        counts: named(jobscript.counts),
      })),
    })),
    parameterCount: structure.parameterCount,
    ...(structure.rechunkBackups === undefined ? {} : { rechunkBackups: structure.rechunkBackups }),
    ...(withParameters ? { parameters: await parametersOf(data, context) } : {}),
    problems: [...structure.problems, ...(await data.notUnderstood()), ...problems],
  };
}

/** Counts by the name of the status; statuses without runs are left out. */
function named(counts: StatusCounts): Inspection['counts'] {
  return Object.fromEntries(
    RUN_STATUSES.flatMap((status, code) => {
      const count = counts[code] ?? 0;
      return count === 0 ? [] : [[status, count]];
    }),
  );
}

type InspectedElement = Inspection['tasks'][number]['elements'][number];
type InspectedIteration = InspectedElement['iterations'][number];
type InspectedRun = InspectedIteration['runs'][number];

function elementsOf(
  index: RunIndex,
  task: Task,
  rowOf: (element: number) => number | undefined,
): InspectedElement[] {
  const elements: InspectedElement[] = [];
  for (let element = 0; element < task.elementCount; element += 1) {
    const row = rowOf(element);
    if (row === undefined) continue;
    const iterations: InspectedIteration[] = [];
    const end = index.elements.iterationStart[row + 1] ?? 0;
    for (let at = index.elements.iterationStart[row] ?? 0; at < end; at += 1) {
      iterations.push(iterationOf(index, at));
    }
    elements.push({ index: element, elementSet: index.elements.elementSet[row] ?? 0, iterations });
  }
  return elements;
}

function iterationOf(index: RunIndex, row: number): InspectedIteration {
  const { iterations, loops } = index;
  const loopIdx: Record<string, number> = {};
  loops.forEach((loop, position) => {
    const number = iterations.loopIdx[row * loops.length + position] ?? NONE;
    if (number !== NONE) loopIdx[loop] = number;
  });
  const runs: InspectedRun[] = [];
  const end = iterations.runStart[row + 1] ?? 0;
  for (let at = iterations.runStart[row] ?? 0; at < end; at += 1) runs.push(runOf(index, at));
  return {
    id: iterations.id[row] ?? 0,
    loopIdx,
    isInitialised: iterations.isInitialised[row] === 1,
    runs,
  };
}

function runOf({ runs, hosts }: RunIndex, row: number): InspectedRun {
  const startUs = runs.startUs[row] ?? Number.NaN;
  const endUs = runs.endUs[row] ?? Number.NaN;
  const exitCode = runs.exitCode[row] ?? NO_EXIT_CODE;
  const submission = runs.submission[row] ?? NONE;
  const jobscript = runs.jobscript[row] ?? NONE;
  const host = hosts[runs.host[row] ?? NONE];
  return {
    action: runs.action[row] ?? 0,
    attempt: runs.attempt[row] ?? 0,
    id: runs.id[row] ?? 0,
    status: statusOfCode(runs.status[row] ?? 0),
    ...(Number.isNaN(startUs) ? {} : { startUs }),
    ...(Number.isNaN(endUs) ? {} : { endUs }),
    ...(exitCode === NO_EXIT_CODE ? {} : { exitCode }),
    ...(submission === NONE ? {} : { submission }),
    ...(jobscript === NONE ? {} : { jobscript }),
    ...(host === undefined ? {} : { host }),
  };
}

async function parametersOf(
  data: WorkflowData,
  context: CallContext,
): Promise<InspectedParameter[]> {
  const { lookup } = await data.runs(context);
  const indices = await data.reader.parameterIndices();
  const sources = await data.reader.parameterSources(indices);
  const parameters: InspectedParameter[] = [];
  for (const [position, index] of indices.entries()) {
    const stored = sources[position];
    const source = stored === undefined ? {} : { source: data.reader.sourceOf(stored, lookup) };
    try {
      const [isSet, value] = await data.parameter(index);
      parameters.push({
        index,
        isSet,
        ...(isSet ? { value: await taggedValue(value) } : {}),
        ...source,
      });
    } catch (error) {
      parameters.push({ index, isSet: false, ...source, problem: problemOf(error) });
    }
    if (position % 500 === 0) {
      context.reportProgress({
        phase: 'Reading parameters',
        done: position,
        total: indices.length,
      });
    }
  }
  return parameters;
}
