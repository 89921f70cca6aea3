import type { TaskLookups } from './task-lookups.ts';

/** Lookup tables of tasks that get rows, until these are committed or rejected. */
export class PendingLookups {
  readonly #known = new Map<number, Promise<TaskLookups>>();

  constructor(readonly load: (insertId: number) => Promise<TaskLookups>) {}

  of(insertId: number): Promise<TaskLookups> {
    const known = this.#known.get(insertId);
    if (known !== undefined) return known;
    const loaded = this.load(insertId);
    this.#known.set(insertId, loaded);
    loaded.catch(() => this.#known.delete(insertId));
    return loaded;
  }

  clear(): void {
    this.#known.clear();
  }
}
