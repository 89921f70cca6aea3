import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input, Output } from '../../shared/contract/procedures.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { iterationsOfElement, runsOfIteration } from '../../shared/model/run-index-queries.ts';
import { isFailure, statusOfCode } from '../../shared/model/status.ts';
import type { DataIndex } from '../generations/data-index.ts';
import { effectiveData } from '../generations/effective-data.ts';
import { loopCondition } from '../generations/loop-condition.ts';
import { problemOf } from '../generations/problem-of.ts';
import { dictOf, listOf, textOf } from '../generations/py-access.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import type { PyValue } from '../persistence/values.ts';
import { referenceValue } from './reference-value.ts';
import { partOf } from './value-leaves.ts';
import type { WorkflowData } from './workflow-data.ts';

type Termination = Output<'loops.readTermination'>;
type Test = Termination['tests'][number];

const TEXT_CHARACTERS = 120;
/** Iterations that are looked at; a loop has seldom more than some hundreds. */
const MOST_TESTS = 2000;

/**
 * The value that the condition of a loop looked at, for each iteration of one element of the task
 * after which it is looked at.
 *
 * @throws {AppException} `not-found`, `cancelled`
 */
export async function readTermination(
  data: WorkflowData,
  input: Input<'loops.readTermination'>,
  context: CallContext,
): Promise<Termination> {
  const loop = data.reader.loops.find(({ name }) => name === input.loop);
  if (loop === undefined) {
    throw new AppException({
      code: 'not-found',
      message: `The workflow has no loop ${input.loop}.`,
    });
  }
  const stored = listOf(data.template.get('loops'))
    .map(dictOf)
    .find((known) => textOf(known.get('name')) === input.loop);
  const condition = stored === undefined ? undefined : loopCondition(stored);
  const insertId = loop.termination?.taskInsertId ?? loop.taskInsertIds.at(-1);
  if (condition === undefined || insertId === undefined) return { elementCount: 0, tests: [] };
  const task = data.task(insertId);
  const { lookup } = await data.runs(context);
  const row = lookup.elementRow(task.index, input.element);
  const tests: Test[] = [];
  const range = row === undefined ? { start: 0, stop: 0 } : iterationsOfElement(lookup.index, row);
  for (let at = range.start; at < Math.min(range.stop, range.start + MOST_TESTS); at += 1) {
    if (context.signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading was cancelled.' });
    }
    const ordinal = lookup.index.iterations.ordinal[at] ?? 0;
    const iteration = await data.iteration(task, input.element, ordinal);
    const value = await testedValue(data, effectiveData(iteration), condition.path);
    const isMet = value === undefined ? undefined : condition.isMet(value);
    tests.push({
      iteration: ordinal,
      loopIdx: iteration.loopIdx,
      outcome: outcomeOf(lookup.index, at),
      ...(value === undefined ? {} : { value: pythonRepr(value, TEXT_CHARACTERS).text }),
      ...(isMet === undefined ? {} : { isMet }),
    });
  }
  return {
    condition: condition.text,
    taskInsertId: insertId,
    elementCount: task.elementCount,
    tests,
  };
}

/** Value at a data path or inside the value there; `undefined` where none is set or readable. */
async function testedValue(
  data: WorkflowData,
  dataIndex: DataIndex,
  path: string | undefined,
): Promise<PyValue | undefined> {
  if (path === undefined) return undefined;
  const [nearest] = Object.keys(dataIndex)
    .filter((known) => path === known || path.startsWith(`${known}.`))
    .sort((a, b) => b.length - a.length);
  const reference = nearest === undefined ? undefined : dataIndex[nearest];
  if (nearest === undefined || reference === undefined) return undefined;
  const steps = path.slice(nearest.length + 1);
  try {
    const value = await referenceValue(data, reference);
    if (value === undefined || steps === '') return value;
    return partOf(
      value,
      steps.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    );
  } catch (error) {
    problemOf(error);
    return undefined;
  }
}

/** How the runs of an iteration went, as far as it says why the loop went on or not. */
function outcomeOf(index: RunIndex, iteration: number): Test['outcome'] {
  const { start, stop } = runsOfIteration(index, iteration);
  const statuses = [...index.runs.status.subarray(start, stop)].map(statusOfCode);
  if (statuses.some(isFailure)) return 'failed';
  if (statuses.some((status) => status === 'skipped' || status === 'aborted')) return 'skipped';
  if (statuses.length > 0 && statuses.every((status) => status === 'ended-by-loop')) return 'ended';
  return statuses.length > 0 && statuses.every((s) => s === 'success' || s === 'complete')
    ? 'ran'
    : 'waiting';
}
