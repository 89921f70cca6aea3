import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: nobody guesses it, however long they try. */
const SECRET_BYTES = 32;
/** Tabs known at once; the oldest is forgotten. More is a program gone wild, not a person. */
const MAX_TABS = 128;

interface Tab {
  readonly id: string;
  readonly cookieDigest: Buffer;
  readonly secretDigest: Buffer;
}

/** What a page gets for the token. */
export interface OpenedTab {
  readonly tab: string;
  readonly setCookie: string;
}

/**
 * Who may call. The token in the printed address is exchanged for a cookie and a secret of the tab,
 * and both are needed: the cookie because no script can read it, the tab's secret because a browser
 * sends cookies of 127.0.0.1 to every port there, also to one that another user listens on.
 */
export class Sessions {
  readonly token = secret();
  /** Cookies ignore ports, so two hosts on one machine need two names. */
  readonly cookieName = `earshot-${randomBytes(8).toString('hex')}`;
  readonly #tokenDigest = digest(this.token);
  readonly #tabs: Tab[] = [];
  #opened = 0;

  /** A tab for a caller who knows the token; `undefined` for anybody else. */
  open(token: string, cookieHeader: string | undefined): OpenedTab | undefined {
    if (!timingSafeEqual(digest(token), this.#tokenDigest)) return undefined;
    // A second tab of a browser keeps the cookie, or the first tab would lose its session.
    const known = this.#cookieOf(cookieHeader);
    const cookie =
      known !== undefined && this.#tabs.some((tab) => isSame(tab.cookieDigest, known))
        ? known
        : secret();
    const tab = secret();
    this.#opened += 1;
    this.#tabs.push({
      id: `tab${this.#opened}`,
      cookieDigest: digest(cookie),
      secretDigest: digest(tab),
    });
    if (this.#tabs.length > MAX_TABS) this.#tabs.shift();
    return { tab, setCookie: `${this.cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict` };
  }

  /** Id of the tab that a cookie and a tab secret belong to; `undefined` when they do not fit. */
  find(cookieHeader: string | undefined, tabSecret: string | undefined): string | undefined {
    const cookie = this.#cookieOf(cookieHeader);
    if (cookie === undefined || tabSecret === undefined) return undefined;
    let found: string | undefined;
    for (const tab of this.#tabs) {
      const isCookie = isSame(tab.cookieDigest, cookie);
      const isTab = isSame(tab.secretDigest, tabSecret);
      if (isCookie && isTab) found = tab.id;
    }
    return found;
  }

  #cookieOf(header: string | undefined): string | undefined {
    const prefix = `${this.cookieName}=`;
    const pair = (header ?? '').split(';').find((part) => part.trim().startsWith(prefix));
    return pair?.trim().slice(prefix.length);
  }
}

function secret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Digests have one length, so that comparing them tells nothing about the text. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isSame(known: Buffer, text: string): boolean {
  return timingSafeEqual(known, digest(text));
}
