import type { WebContents, WebFrameMain } from 'electron';

/** The part of an IPC event that tells who sent it. */
export interface IpcSource {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

/**
 * Knows whose calls are answered: the top frame of a window this application opened, showing its
 * own page.
 */
export class TrustedSenders {
  readonly #ids = new Set<number>();
  readonly #origin: URL;

  /** @param origin such as `app://earshot`. */
  constructor(origin: string) {
    this.#origin = new URL(origin);
  }

  add(contents: WebContents): void {
    const { id } = contents;
    this.#ids.add(id);
    contents.once('destroyed', () => this.#ids.delete(id));
  }

  /** Why the sender is not trusted; `undefined` when it is. */
  refusal({ sender, senderFrame }: IpcSource): string | undefined {
    if (!this.#ids.has(sender.id)) return `unknown web contents ${sender.id}`;
    // Null when the frame has navigated or is gone since it sent the message.
    if (senderFrame === null) return 'a frame that is gone';
    if (senderFrame !== sender.mainFrame) return `a frame that is not the top one`;
    if (!this.isOwnUrl(senderFrame.url)) return `the page ${senderFrame.url}`;
    return undefined;
  }

  /**
   * True for URLs of the page's origin. `URL.origin` is `null` for schemes that are not of the web,
   * so scheme and host are compared, and the whole host: a prefix would let `app://earshot.evil` in.
   */
  isOwnUrl(text: string): boolean {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return (
      url.protocol === this.#origin.protocol &&
      url.host === this.#origin.host &&
      url.username === '' &&
      url.password === ''
    );
  }
}
