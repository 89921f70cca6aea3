import type { CancelSignal } from '../../shared/contract/client.ts';
import { AppException, type Result } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Backend } from '../services/backend.ts';
import { errorOfException } from './internal-error.ts';
import { errorOfInvalidInput } from './invalid-input.ts';
import { type FindProcedure, type ProcedureEntry, proceduresOf } from './procedure-entries.ts';

interface Rules {
  /** False: procedures with `effect: 'write'` are refused. */
  readonly allowWrites: boolean;
  readonly log: (line: string) => void;
  /** Parse every output with its schema too (tests and development; costs time). */
  readonly checkOutput?: boolean | undefined;
}

export interface DispatcherOptions extends Rules {
  readonly backend: Backend;
}

/** One call as it comes from a transport: unparsed. Never throws, never rejects. */
export interface Dispatcher {
  call(name: string, input: unknown, context: CallContext): Promise<Result<unknown>>;
}

/** The one place where calls are checked, answered and their exceptions turned into data. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return dispatcherOver(proceduresOf(options.backend), options);
}

/** A dispatcher over any table of procedures; {@link createDispatcher} gives it the contract's. */
export function dispatcherOver(find: FindProcedure, rules: Rules): Dispatcher {
  return {
    async call(name, input, context) {
      try {
        return { ok: true, value: await answer(name, input, context) };
      } catch (exception) {
        return { ok: false, error: errorOfException(exception, name.slice(0, 100), rules.log) };
      }
    },
  };

  async function answer(name: string, input: unknown, context: CallContext): Promise<unknown> {
    const procedure = find(name);
    if (procedure === undefined) {
      throw new AppException({
        code: 'invalid-request',
        message: `There is no procedure named ${JSON.stringify(name.slice(0, 100))}.`,
        field: 'name',
      });
    }
    if (procedure.effect === 'write' && !rules.allowWrites) {
      throw new AppException({
        code: 'refused',
        message: `${name} writes, and this host only reads.`,
        action: 'Start it with --allow-writes to allow operations that write.',
      });
    }
    const parsed = procedure.input.safeParse(input);
    if (!parsed.success) throw new AppException(errorOfInvalidInput(name, parsed.error));
    const value = await untilAborted(context.signal, async () =>
      procedure.run(parsed.data, context),
    );
    if (rules.checkOutput === true) checkOutput(name, procedure, value);
    return value;
  }
}

function checkOutput(name: string, procedure: ProcedureEntry, value: unknown): void {
  const parsed = procedure.output.safeParse(value);
  if (parsed.success) return;
  throw new Error(`The output of ${name} is not what its schema says.`, { cause: parsed.error });
}

/**
 * Runs `work`, but rejects as soon as the signal is aborted: the caller is answered at once even if
 * the handler is slow to notice.
 */
async function untilAborted(signal: CancelSignal, work: () => Promise<unknown>): Promise<unknown> {
  const cancelled = (): AppException =>
    new AppException({ code: 'cancelled', message: 'The call was cancelled.' });
  if (signal.aborted) throw cancelled();
  let stopWaiting = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => reject(cancelled());
    signal.addEventListener('abort', onAbort);
    stopWaiting = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    stopWaiting();
  }
}
