import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { AppException, type Result } from '../../shared/contract/errors.ts';
import { nodeFileOperations } from '../files/tree/file-operations.ts';
import { flushVolume } from '../files/tree/flush-volume.ts';
import { Retrier } from '../files/tree/retry.ts';
import { alone } from '../files/tree/sharing.ts';
import type { TreeContext } from '../files/tree/tree-context.ts';
import { toAppError } from './to-app-error.ts';
import { TreeHelper } from './tree-helper.ts';
import type { MessageFromLead, TreeWorkerStart } from './tree-messages.ts';
import { Cell, LONGEST_WAIT_MS, SharedControl, sharedState } from './tree-shared-state.ts';
import { ThreadSharing } from './tree-sharing.ts';
import { runWorkerTask, type WorkerTaskName, type WorkerTasks } from './tree-tasks.ts';

/** Entry of both threads of a tree operation: the lead, which does the task, and its helper. */
const start = workerData as TreeWorkerStart;
const state = sharedState(start.buffer);

function post(message: MessageFromLead): void {
  parentPort?.postMessage(message);
}

const log = (line: string): void => post({ type: 'log', line });

function contextOf(control: SharedControl): TreeContext {
  return {
    operations: nodeFileOperations,
    control,
    retrier: new Retrier(start.retry, control),
    sharing: alone,
    flushVolume,
    nowMs: Date.now,
  };
}

/** Asks the main thread, and holds this one until it has answered. */
function askOpens(answers: Extract<TreeWorkerStart, { role: 'lead' }>['answers']) {
  return (folder: string): void => {
    const before = Atomics.load(state.cells, Cell.answers);
    post({ type: 'opens', folder });
    while (Atomics.load(state.cells, Cell.answers) === before) {
      Atomics.wait(state.cells, Cell.answers, before, LONGEST_WAIT_MS);
    }
    const result = receiveMessageOnPort(answers)?.message as Result<null>;
    if (!result.ok) throw new AppException(result.error);
  };
}

async function lead(told: Extract<TreeWorkerStart, { role: 'lead' }>): Promise<void> {
  const control = new SharedControl(state, 'lead', (said) => post({ type: 'said', ...said }));
  const { helper } = told;
  const sharing = helper === undefined ? undefined : new ThreadSharing(state, helper, log);
  const context: TreeContext = {
    ...contextOf(control),
    sharing: sharing ?? alone,
    opens: told.asksOpens ? askOpens(told.answers) : undefined,
  };
  const result = await resultOf(told, context);
  sharing?.quit();
  post({ type: 'result', result });
}

async function resultOf(
  { name, input }: Extract<TreeWorkerStart, { role: 'lead' }>,
  context: TreeContext,
): Promise<Result<unknown>> {
  try {
    // Name and input were typed as a pair by the client that sent them.
    const value = await runWorkerTask(name, input as WorkerTasks[WorkerTaskName]['input'], context);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: toAppError(error, name, log) };
  }
}

if (start.role === 'lead') void lead(start);
else
  new TreeHelper(
    state,
    start.lead,
    // What is worked on, the lead says; what is waited for, both.
    contextOf(
      new SharedControl(state, 'helper', ({ held }) => {
        if (held !== undefined) post({ type: 'said', held });
      }),
    ),
  ).run();
