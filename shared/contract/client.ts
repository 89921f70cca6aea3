import type { Result } from './errors.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Input, Output, ProcedureName } from './procedures.ts';

/** The part of an `AbortSignal` that is used here. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Progress of one call. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total?: number | undefined;
}

export interface CallOptions {
  /** Aborting cancels the call on the host; the result is then `cancelled`. */
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** The renderer's only door to a host, whatever the transport. Calls never reject. */
export interface HostClient {
  call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    options?: CallOptions,
  ): Promise<Result<Output<N>>>;
  /** Returns the function that unsubscribes. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Called when events may have been lost or the connection came back: forget what is cached. */
  onGap(listener: () => void): () => void;
  /** Path of a dropped file or folder, where the host gives it. */
  pathOfFile(file: unknown): string | undefined;
}

/** What the preload exposes as `window.earshot`. Small, and stays so. */
export interface ElectronBridge {
  call(callId: string, name: string, input: unknown): Promise<unknown>;
  cancel(callId: string): void;
  /** Listener gets {@link EventMessage}s. Returns the function that unsubscribes. */
  onEvent(listener: (message: unknown) => void): () => void;
  pathOfFile(file: unknown): string | undefined;
}
