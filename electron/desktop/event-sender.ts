import type { WebContents } from 'electron';
import type { EventMessage, EventName, EventPayload } from '../../shared/contract/events.ts';
import { EVENT_CHANNEL } from './channels.ts';

/** Sends events to one window, numbered so that the window can see that none was lost. */
export class EventSender {
  readonly #contents: WebContents;
  #lastSeq = 0;

  constructor(contents: WebContents) {
    this.#contents = contents;
  }

  send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    this.#lastSeq += 1;
    // Its process may be gone for a moment while the window is there; the number is then skipped,
    // and the gap tells the page to forget what it knew.
    if (this.#contents.isDestroyed() || this.#contents.isCrashed()) return;
    const message: EventMessage<N> = { seq: this.#lastSeq, name, payload };
    this.#contents.send(EVENT_CHANNEL, message);
  }
}
