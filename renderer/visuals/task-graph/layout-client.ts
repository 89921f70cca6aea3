import ElkApi, { type ELK, type ElkNode } from 'elkjs/lib/elk-api.js';

let engine: ELK | undefined;

function startEngine(): ELK {
  return new ElkApi({
    workerFactory: () =>
      new Worker(new URL('./elk-worker.ts', import.meta.url), { type: 'module' }),
  });
}

/**
 * Lays a graph out in a worker, so that the page stays alive.
 *
 * @throws the reason of the signal: it was not wanted any more, and the worker was stopped.
 */
export function layOut(graph: ElkNode, signal: AbortSignal): Promise<ElkNode> {
  engine ??= startEngine();
  const own = engine;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason);
      // It cannot be told to stop; the next graph gets another one.
      own.terminateWorker();
      if (engine === own) engine = undefined;
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    const settle = (): void => signal.removeEventListener('abort', abort);
    own.layout(graph).then(
      (laidOut) => {
        settle();
        resolve(laidOut);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}
