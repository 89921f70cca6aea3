import type { WebFrameMain } from 'electron';
import type { Core } from './core.ts';

/** One document in a frame. Electron docs: api/web-frame-main. */
export class EmulatedFrame {
  readonly facade: WebFrameMain;
  readonly url: string;
  readonly parent: WebFrameMain | null;
  /** Docs: `frame.detached` and `event.senderFrame`: null once it has navigated or is gone. */
  $isGone = false;

  constructor(core: Core, url: string, parent: EmulatedFrame | undefined) {
    this.url = url;
    this.parent = parent?.facade ?? null;
    this.facade = core.strict('WebFrameMain', this);
  }

  /**
   * Docs: `frame.origin`: "serialized according to RFC 6454". A standard scheme has an origin of
   * scheme and host (api/protocol, `registerSchemesAsPrivileged`).
   */
  get origin(): string {
    const { protocol, host } = new URL(this.url);
    return host === '' ? 'null' : `${protocol}//${host}`;
  }

  isDestroyed(): boolean {
    return this.$isGone;
  }
}
