import type { DataEntry, RunDetail } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import { NO_EXIT_CODE, NONE, type RunIndex } from '../../shared/model/run-index.ts';
import { statusOfCode } from '../../shared/model/status.ts';
import { dataEntries } from './data-entries.ts';
import type { WorkflowData } from './workflow-data.ts';

/** One run with its data; without `action`, the iteration itself with its own data index. */
export async function readRun(
  data: WorkflowData,
  input: Input<'runs.read'>,
  context: CallContext,
): Promise<RunDetail> {
  const { lookup } = await data.runs(context);
  const task = data.task(input.taskInsertId);
  const record = await data.iteration(task, input.element, input.iteration);
  const base = {
    taskInsertId: input.taskInsertId,
    element: input.element,
    iteration: input.iteration,
    iterationId: record.id,
    loopIdx: record.loopIdx,
    notRecorded: [...data.reader.notRecorded],
    problems: [],
  };
  if (input.action === undefined) {
    return { ...base, data: await dataEntries(data, record.dataIndex, lookup) };
  }
  const attempt = input.attempt ?? 0;
  const elementRow = lookup.elementRow(task.index, input.element);
  const iterationRow =
    elementRow === undefined ? undefined : lookup.iterationRow(elementRow, input.iteration);
  const found =
    iterationRow === undefined ? undefined : lookup.runRow(iterationRow, input.action, attempt);
  const run = record.actions.get(input.action)?.[attempt];
  if (found === undefined || run === undefined) {
    throw new AppException({
      code: 'not-found',
      message: `Element ${input.element} of task ${task.name} has no run ${attempt} of action ${input.action} in iteration ${input.iteration}.`,
    });
  }
  const facts = await data.reader.runFacts(found.row, lookup);
  const entries = await dataEntries(data, run, lookup, facts.directory);
  return {
    ...base,
    run: {
      action: input.action,
      attempt,
      attempts: found.attempts,
      ...recorded(lookup.index, found.row, entries),
      ...facts,
    },
    data: entries,
  };
}

type RunPart = NonNullable<RunDetail['run']>;

function recorded(
  { runs }: RunIndex,
  row: number,
  entries: readonly DataEntry[],
): Omit<RunPart, 'action' | 'attempt' | 'attempts'> {
  const status = statusOfCode(runs.status[row] ?? 0);
  const startUs = runs.startUs[row] ?? Number.NaN;
  const endUs = runs.endUs[row] ?? Number.NaN;
  const exitCode = runs.exitCode[row] ?? NO_EXIT_CODE;
  const inference = status === 'likely-failed' ? inferenceOf(entries) : undefined;
  return {
    id: runs.id[row] ?? 0,
    status,
    ...(inference === undefined ? {} : { inference }),
    ...(Number.isNaN(startUs) ? {} : { startUs }),
    ...(Number.isNaN(endUs) ? {} : { endUs }),
    ...(exitCode === NO_EXIT_CODE ? {} : { exitCode }),
    ...present('submission', runs.submission[row]),
    ...present('jobscript', runs.jobscript[row]),
  };
}

function present<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  const entry: Partial<Record<K, number>> = {};
  if (value !== undefined && value !== NONE) entry[key] = value;
  return entry;
}

/** Why a run that ended is taken to have failed. */
function inferenceOf(entries: readonly DataEntry[]): string {
  const unset = entries
    .filter(({ path, isSet }) => path.startsWith('outputs.') && !isSet)
    .map(({ path }) => path.slice('outputs.'.length));
  const names = unset.join(', ');
  return (
    `The run ended, but its ${unset.length === 1 ? `output ${names} was` : `outputs ${names} were`} ` +
    'never set, so it probably failed. This version of hpcflow records no exit code.'
  );
}
