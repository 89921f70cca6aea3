import type { CancelSignal, Progress } from './client.ts';
import type { Input, Output, ProcedureName } from './procedures.ts';

/** What a handler knows of the call it answers. */
export interface CallContext {
  /** Who calls: a window or a tab; absent where there is only one caller. */
  readonly connection?: string;
  /** Aborted when the caller cancels or goes away. */
  readonly signal: CancelSignal;
  readonly reportProgress: (progress: Progress) => void;
}

/**
 * One handler per procedure. A handler throws {@link AppException} for an expected failure; the
 * dispatcher turns everything else into an `internal` error with a reference.
 */
export type Handlers<N extends ProcedureName> = {
  readonly [K in N]: (input: Input<K>, context: CallContext) => Output<K> | Promise<Output<K>>;
};
