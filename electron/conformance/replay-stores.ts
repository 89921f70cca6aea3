import type { PersistentStore } from '../persistence/persistent-store.ts';
import { storeClsFromStr } from '../persistence/store-classes.ts';
import type { StoreOptions } from '../persistence/store-options.ts';

/** A store object of the recording, with its own batch flag and cached load. */
export class ReplayedStore {
  readonly #context: { path: string; isInBatch: boolean };
  readonly #times: number[] = [];
  #store: PersistentStore | undefined;
  #leave: (() => void) | undefined;
  #left: Promise<void> | undefined;

  constructor(
    readonly kind: 'json' | 'zarr',
    path: string,
  ) {
    this.#context = { path, isInBatch: false };
  }

  /** The store, opened at the first call. */
  async opened(): Promise<PersistentStore> {
    const options: StoreOptions = {
      now: () => this.#times.shift() ?? 0,
      retry: { waitsMs: [] },
      isSynced: false,
    };
    this.#store ??= await storeClsFromStr(this.kind).open(this.#context, options);
    return this.#store;
  }

  /** What the next call finds: the batch flag, and the current times. */
  prepare(isInBatch: boolean, times: readonly number[]): void {
    this.#context.isInBatch = isInBatch;
    this.#times.splice(0, this.#times.length, ...times);
  }

  /** Enters the cached load and stays in it until {@link leaveCachedLoad}. */
  async enterCachedLoad(): Promise<void> {
    const store = await this.opened();
    await new Promise<void>((entered, failed) => {
      this.#left = store.cachedLoad(
        () =>
          new Promise<void>((left) => {
            this.#leave = left;
            entered();
          }),
      );
      this.#left.catch(failed);
    });
  }

  async leaveCachedLoad(): Promise<void> {
    this.#leave?.();
    await this.#left;
    this.#leave = undefined;
    this.#left = undefined;
  }
}
