import type { Result } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Backend } from '../services/backend.ts';

export interface DispatcherOptions {
  readonly backend: Backend;
  /** False: procedures with `effect: 'write'` are refused. */
  readonly allowWrites: boolean;
  readonly log: (line: string) => void;
}

/** One call as it comes from a transport: unparsed. */
export interface Dispatcher {
  call(name: string, input: unknown, context: CallContext): Promise<Result<unknown>>;
}
