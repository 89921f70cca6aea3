import type { EventName, EventPayload } from '../../shared/contract/events.ts';

/** Events that the backend tells; progress belongs to calls, and their transport. */
export type BackendEventName = Exclude<EventName, 'call.progressed'>;

export type BackendListener = <N extends BackendEventName>(
  name: N,
  payload: EventPayload<N>,
) => void;

/** Passes events to all who listen; one who fails does not keep them from the others. */
export class EventBus {
  readonly #listeners = new Set<BackendListener>();
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Returns the function that unsubscribes. */
  subscribe(listener: BackendListener): () => void {
    // Own function for each: the same listener may subscribe twice.
    const own: BackendListener = (name, payload) => listener(name, payload);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit<N extends BackendEventName>(name: N, payload: EventPayload<N>): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(name, payload);
      } catch (exception) {
        this.#log(`a listener of ${name} failed: ${String(exception)}`);
      }
    }
  }
}
