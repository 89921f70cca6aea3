import { join } from 'node:path';
import { type FileState, isSameState, type LookAt } from '../../files/file-state.ts';

/** Calls to the file system of one poll, at most: on a network mount each of them is a round trip. */
export const MOST_CALLS = 19;

/** What counts time in whole seconds, or in steps of two, may have been written again without a trace. */
const COARSE_MS = 2000n;
/** The clock of a Linux file system counts in ticks of the kernel. */
const TICK_MS = 20n;
const NS_PER_MS = 1_000_000n;
const NS_PER_S = 1_000_000_000n;

export type Seen = 'same' | 'changed' | 'gone';

/**
 * Tells whether something was written into a workflow, by size and times of few files and folders. Some
 * are looked at every time; of those that are followed, which may be many thousands, a few each time, in
 * turn.
 */
export class FilePoll {
  readonly #folder: string;
  readonly #keys: readonly string[];
  readonly #look: LookAt;
  readonly #known = new Map<string, FileState | undefined>();
  /** When what is not known yet was read at the earliest. */
  readonly #sinceNs = BigInt(Date.now()) * NS_PER_MS;
  #followed: readonly Turns[] = [];
  #isUnsettled = false;

  /**
   * @param folder - Absolute path of the workflow: a folder, or an archive.
   * @param keys - Looked at every time.
   */
  constructor(folder: string, keys: readonly string[], look: LookAt) {
    this.#folder = folder;
    this.#keys = [...new Set(['', ...keys])].slice(0, MOST_CALLS);
    this.#look = look;
  }

  /**
   * Files that are looked at in turn; those of before are forgotten.
   *
   * @param groups - Each gets its share of a poll, however long the others are: the most telling first.
   */
  follow(groups: readonly (readonly string[])[]): void {
    const kept = new Set(this.#keys);
    const turns = groups.map((keys) => {
      const own = keys.filter((key) => !kept.has(key));
      for (const key of own) kept.add(key);
      return new Turns(own);
    });
    this.#followed = turns.filter(({ length }) => length > 0);
    for (const key of this.#known.keys()) if (!kept.has(key)) this.#known.delete(key);
  }

  /**
   * Looks at most at {@link MOST_CALLS} files. What it saw is what the next poll is compared with: read
   * *after* it, and nothing is missed.
   *
   * @throws The error of the operating system, where the folder cannot be looked at
   */
  poll(): Seen {
    const wasUnsettled = this.#isUnsettled;
    this.#isUnsettled = false;
    const [root = '', ...others] = this.#keys;
    const folder = this.#look(this.#folder);
    if (folder === undefined) return 'gone';
    let isChanged = this.#note(root, folder);
    for (const key of [...others, ...this.#ofFollowed()]) {
      isChanged = this.#note(key, this.#look(join(this.#folder, key))) || isChanged;
    }
    return isChanged || wasUnsettled ? 'changed' : 'same';
  }

  #ofFollowed(): readonly string[] {
    let left = MOST_CALLS - this.#keys.length;
    return this.#followed.flatMap((turns, at) => {
      const taken = turns.take(Math.ceil(left / (this.#followed.length - at)));
      left -= taken.length;
      return taken;
    });
  }

  /** True for what is not as it was, or was written since it was read. */
  #note(key: string, state: FileState | undefined): boolean {
    const isKnown = this.#known.has(key);
    const isSame = isSameState(this.#known.get(key), state);
    this.#known.set(key, state);
    if (state !== undefined && isUnsettled(state)) this.#isUnsettled = true;
    if (isKnown) return !isSame;
    return state !== undefined && state.modifiedNs > this.#sinceNs;
  }
}

/** Written so lately that the next time may be the same though it is written again. */
function isUnsettled({ modifiedNs }: FileState): boolean {
  const ageMs = BigInt(Date.now()) - modifiedNs / NS_PER_MS;
  const stepMs = modifiedNs % NS_PER_S === 0n ? COARSE_MS : TICK_MS;
  return ageMs >= 0n && ageMs < stepMs;
}

/** Takes some of a list, and the next ones the next time. */
class Turns {
  #next = 0;

  constructor(readonly keys: readonly string[]) {}

  get length(): number {
    return this.keys.length;
  }

  take(most: number): readonly string[] {
    const count = Math.min(most, this.keys.length);
    const round = [...this.keys.slice(this.#next, this.#next + count), ...this.keys];
    this.#next = (this.#next + count) % Math.max(1, this.keys.length);
    return round.slice(0, count);
  }
}
