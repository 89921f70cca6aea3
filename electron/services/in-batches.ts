/** Works at once on so many items: enough to hide the latency of a network drive. */
const BATCH_SIZE = 32;

/** Does something asynchronous with every item, a bounded number at once. */
export async function inBatches<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    await Promise.all(items.slice(start, start + BATCH_SIZE).map(work));
  }
}
