import ElkApi, { type ELK, type ElkNode } from 'elkjs/lib/elk-api.js';

let engine: ELK | undefined;

function startEngine(): ELK {
  return new ElkApi({
    workerFactory: () =>
      new Worker(new URL('./elk-worker.ts', import.meta.url), { type: 'module' }),
  });
}

/** Loads the engine, and has it work once, while what is to be laid out is still being read. */
export function warmLayout(): void {
  if (engine !== undefined) return;
  engine = startEngine();
  const box = { width: 1, height: 1 };
  void engine
    .layout({
      id: 'first',
      layoutOptions: { 'elk.algorithm': 'layered', 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' },
      children: [
        { id: 'a', ...box },
        { id: 'frame', children: [{ id: 'b', ...box }] },
      ],
      edges: [{ id: 'edge', sources: ['a'], targets: ['b'] }],
    })
    // Whoever lays out in earnest hears of it.
    .catch(() => undefined);
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
