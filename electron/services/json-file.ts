import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { isMissing } from '../files/file-errors.ts';
import { writeAtomically } from '../files/write-atomically.ts';

/** What the application's own notes can suffer; the app works without them. */
export type JsonFileProblem = 'set-aside' | 'not-written';

/** A small document of the application itself: checked when read, written whole, one at a time. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #empty: T;
  readonly #log: (line: string) => void;
  readonly #onProblem: (problem: JsonFileProblem) => void;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    path: string,
    schema: z.ZodType<T>,
    empty: T,
    log: (line: string) => void,
    onProblem: (problem: JsonFileProblem) => void = () => undefined,
  ) {
    this.#path = path;
    this.#schema = schema;
    this.#empty = empty;
    this.#log = log;
    this.#onProblem = onProblem;
  }

  /** The document; the empty one when there is none or it cannot be understood. Never rejects. */
  async read(): Promise<T> {
    await this.#queue;
    return this.#load();
  }

  /**
   * Changes the document; changes wait for each other. What another process wrote before is seen.
   * Never rejects: the app works without its own notes, so a failure only goes to the log.
   *
   * @param change gives the new document, or the same object when nothing is to be written.
   */
  async update(change: (document: T) => T): Promise<void> {
    const work = this.#queue.then(async () => {
      const before = await this.#load();
      const after = change(before);
      if (after === before) return;
      try {
        await writeAtomically(this.#path, `${JSON.stringify(after, undefined, 2)}\n`);
      } catch (error) {
        this.#log(`${this.#path} could not be written: ${String(error)}`);
        this.#onProblem('not-written');
      }
    });
    this.#queue = work.catch(() => undefined);
    await work;
  }

  async #load(): Promise<T> {
    try {
      return this.#schema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch (error) {
      if (!isMissing(error)) await this.#setAside(error);
      return this.#empty;
    }
  }

  /** Keeps what cannot be understood, so that writing anew does not destroy it. */
  async #setAside(error: unknown): Promise<void> {
    this.#log(`${this.#path} could not be read and is set aside: ${String(error)}`);
    this.#onProblem('set-aside');
    await rename(this.#path, `${this.#path}.unreadable`).catch(() => undefined);
  }
}
