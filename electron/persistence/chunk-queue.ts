/** Bytes of chunks in memory at a time, beside what is made of them. */
const IN_FLIGHT_BYTES = 64 * 1024 * 1024;
/** As many are decompressed side by side as threads do that. */
const MAX_IN_FLIGHT = 4;

/**
 * Reads of chunks, a few at a time: side by side, so that they are decompressed on several cores, but
 * never so many that their bytes fill the memory, however many a selection touches.
 */
export class ChunkQueue {
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #limit: number;

  /** @param chunkBytes - Of one chunk, decompressed. */
  constructor(chunkBytes: number) {
    const fitting = Math.floor(IN_FLIGHT_BYTES / Math.max(1, chunkBytes));
    this.#limit = Math.max(1, Math.min(MAX_IN_FLIGHT, fitting));
  }

  add(read: () => Promise<void>): void {
    this.#waiting.push(read);
  }

  /** Does the reads. After one that fails no other begins. */
  async onIdle(): Promise<undefined[]> {
    const waiting = this.#waiting[Symbol.iterator]();
    let hasFailed = false;
    const worker = async (): Promise<undefined> => {
      for (const read of waiting) {
        if (hasFailed) return undefined;
        try {
          await read();
        } catch (error) {
          hasFailed = true;
          throw error;
        }
      }
      return undefined;
    };
    return Promise.all(Array.from({ length: this.#limit }, worker));
  }
}
