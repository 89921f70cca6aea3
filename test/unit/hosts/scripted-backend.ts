import type { Backend } from '../../../electron/services/backend.ts';
import { EventBus } from '../../../electron/services/event-bus.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext, Handlers } from '../../../shared/contract/handlers.ts';
import {
  type HostProcedureName,
  type Output,
  PROCEDURE_NAMES,
} from '../../../shared/contract/procedures.ts';
import type { ArrayWindow } from '../../../shared/contract/values.ts';

/** A backend whose answers the transport suite knows, and which tells what became of its calls. */
export interface ScriptedBackend extends Backend {
  readonly bus: EventBus;
  /** Calls of `library.recognise` that wait for their cancellation. */
  readonly waiting: Set<string>;
  /** Those whose signal was aborted. */
  readonly aborted: Set<string>;
  /** The windows that `arrays.readWindow` answers, by parameter number. */
  readonly windows: ArrayWindow[];
}

/** What `library.recognise` does with these paths. */
export const SCRIPT = {
  wait: '/wait',
  progress: '/progress',
  bug: '/bug',
  corrupt: '/corrupt',
} as const;

export function scriptedBackend(): ScriptedBackend {
  const bus = new EventBus(() => undefined);
  const waiting = new Set<string>();
  const aborted = new Set<string>();
  const windows: ArrayWindow[] = [];
  const recognise: Handlers<'library.recognise'>['library.recognise'] = async (
    { path },
    context,
  ) => {
    if (path.startsWith(SCRIPT.wait)) return waitForAbort(path, context);
    if (path === SCRIPT.progress) {
      for (let done = 1; done <= 20; done += 1) {
        context.reportProgress({ phase: 'Counting', done, total: 20 });
      }
    }
    if (path === SCRIPT.bug) throw new TypeError('a secret place: /home/someone');
    if (path === SCRIPT.corrupt) {
      throw new AppException({
        code: 'corrupt-data',
        message: 'metadata.json is cut short.',
        file: 'metadata.json',
        place: 'tasks[2]',
      });
    }
    return { kind: 'not-a-workflow', path, reason: 'Scripted.', suggestions: [] };
  };

  function waitForAbort(path: string, { signal }: CallContext): Promise<never> {
    waiting.add(path);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        aborted.add(path);
        reject(new AppException({ code: 'cancelled', message: 'Cancelled.' }));
      });
    });
  }

  const unexpected = Object.fromEntries(
    PROCEDURE_NAMES.map((name) => [
      name,
      () => {
        throw new Error(`${name} is not scripted`);
      },
    ]),
  ) as unknown as Handlers<HostProcedureName>;
  return {
    bus,
    waiting,
    aborted,
    windows,
    handlers: { ...unexpected, 'library.recognise': recognise },
    async callWorkflow(name, input) {
      const window = 'parameter' in input ? windows[input.parameter] : undefined;
      if (window === undefined) throw new Error(`${name} is not scripted`);
      return window as Output<typeof name>;
    },
    subscribe: (listener) => bus.subscribe(listener),
    requestOpen: (requests) =>
      bus.emit('host.openRequested', { paths: requests.map(({ path }) => path) }),
    disconnect: async () => undefined,
    knows: async () => false,
    busyWith: () => [],
    close: async () => undefined,
  };
}
