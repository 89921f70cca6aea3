import { channel } from 'node:diagnostics_channel';
import { parentPort } from 'node:worker_threads';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import type { MessageFromWorker, MessageToWorker } from './messages.ts';
import { openSession } from './open-session.ts';
import type { WorkflowSession } from './session.ts';
import { toAppError } from './to-app-error.ts';
import { transferablesOf } from './transfer.ts';

/**
 * Entry of the worker thread of one workflow: waits to be told which, opens it, then answers calls until
 * it is closed.
 */
const port = parentPort;
if (port === null) throw new Error('workflow-worker runs as a worker thread only');

const cancellations = new Map<number, AbortController>();

function post(message: MessageFromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

const log = (line: string): void => post({ type: 'log', line });

/**
 * One entry of the handler table, whatever its procedure: the name and the input come over the wire
 * together, and the client that sent them has typed them as a pair.
 */
type AnyHandler = (input: unknown, context: CallContext) => unknown;

async function answer(
  session: WorkflowSession,
  id: number,
  name: WorkflowProcedureName,
  input: unknown,
): Promise<void> {
  const controller = new AbortController();
  cancellations.set(id, controller);
  const { signal } = controller;
  try {
    const handler = session.handlers[name] as AnyHandler;
    const value = await handler(input, {
      signal,
      reportProgress: (progress) => {
        if (!signal.aborted) post({ type: 'progress', id, progress });
      },
    });
    // The caller of a cancelled call is gone: do not send it what may be large.
    if (!signal.aborted) {
      post({ type: 'result', id, result: { ok: true, value } }, transferablesOf(value));
    }
  } catch (error) {
    post({ type: 'result', id, result: { ok: false, error: toAppError(error, name, log) } });
  } finally {
    cancellations.delete(id);
  }
}

/** Tells whoever looks into this thread which workflow it reads. */
const opening = channel('earshot.workflow.open');

async function open({ path, cache }: Extract<MessageToWorker, { type: 'open' }>): Promise<void> {
  opening.publish({ path });
  const session = await openSession(path, cache && { ...cache, log }).catch((error: unknown) => {
    post({ type: 'failed', error: toAppError(error, 'open', log) });
    return undefined;
  });
  if (session === undefined) return;
  port?.on('message', (message: MessageToWorker) => {
    if (message.type === 'open') return;
    if (message.type === 'call') {
      void answer(session, message.id, message.name, message.input);
    } else if (message.type === 'cancel') {
      cancellations.get(message.id)?.abort();
    } else {
      void session.close().finally(() => process.exit(0));
    }
  });
  post({ type: 'opened', identity: session.identity });
}

port.once('message', (message: MessageToWorker) => {
  if (message.type === 'open') void open(message);
});
