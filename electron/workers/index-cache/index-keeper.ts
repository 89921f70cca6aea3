import type { Counts, Structure } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import { type Fingerprint, fingerprintOf } from '../../files/fingerprint.ts';
import type { IndexResult, WorkflowReader } from '../../generations/workflow-reader.ts';
import type { CachedIndex } from './cached-index.ts';
import { type IndexCache, itemAt } from './index-cache.ts';

/**
 * What was written less than this before a workflow was opened may have been written again while it
 * was read, without a trace: some file systems count time in steps of two seconds.
 */
const SETTLED_MS = 2000;

interface Described {
  readonly structure: Structure;
  readonly counts: Counts;
}

/** Of one open workflow: compares what was kept of it with its files, and keeps it anew. */
export class IndexKeeper {
  /** When what was shown at first was read; absent when nothing was kept. */
  readonly shownAsOfMs: number | undefined;
  /** What was kept is not what the files hold. */
  wasChanged = false;
  readonly #cache: IndexCache;
  readonly #path: string;
  readonly #entry: CachedIndex | undefined;
  readonly #log: (line: string) => void;
  readonly #openedMs = Date.now();
  #state: Fingerprint | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** @param path - Of the workflow, as it is opened. */
  constructor(
    cache: IndexCache,
    path: string,
    entry: CachedIndex | undefined,
    log: (line: string) => void,
  ) {
    this.#cache = cache;
    this.#path = path;
    this.#entry = entry;
    this.#log = log;
    this.shownAsOfMs = entry?.index.asOfMs;
  }

  /**
   * Looks at every file that the index is made from, before any is read for it: what is written later
   * is then noticed the next time.
   *
   * @returns What was kept, when no file has changed since.
   * @throws {AppException} `cancelled`
   */
  async recall(reader: WorkflowReader, context: CallContext): Promise<IndexResult | undefined> {
    const checkedMs = Date.now();
    this.#state = await fingerprintOf(reader.files.folder, reader.indexedFiles, breathOf(context));
    const entry = this.#entry;
    if (entry === undefined) return undefined;
    if (entry.digest === this.#state.digest) {
      const { index, problems, skips } = entry;
      return { index: { ...index, asOfMs: checkedMs }, problems, skips };
    }
    // Without a digest it was not sure even then, and nothing is known to have changed.
    this.wasChanged = entry.digest !== undefined;
    return undefined;
  }

  /** Writes down an index that was built from the files, in the background. */
  keep({ index, problems, skips }: IndexResult, described: () => Promise<Described>): void {
    const state = this.#state;
    if (state === undefined) return;
    this.#saving = afterAnswers()
      .then(async () => {
        const isSettled = state.newestChangeMs < this.#openedMs - SETTLED_MS;
        await this.#cache.save({
          path: this.#path,
          item: await itemAt(this.#path),
          ...(isSettled ? { digest: state.digest } : {}),
          ...(await described()),
          problems: [...problems],
          index,
          skips,
        });
      })
      .catch((error: unknown) => {
        this.#log(`the run index of ${this.#path} could not be kept: ${String(error)}`);
      });
  }

  /** Waits until what is to be kept is written. */
  settled(): Promise<void> {
    return this.#saving;
  }
}

function afterAnswers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets messages in while files are looked at. */
function breathOf({ signal, reportProgress }: CallContext): (done: number) => Promise<void> {
  return async (done) => {
    reportProgress({ phase: 'Looking at files', done });
    await new Promise<void>((resolve) => setImmediate(resolve));
    if (!signal.aborted) return;
    throw new AppException({ code: 'cancelled', message: 'Reading the runs was cancelled.' });
  };
}
