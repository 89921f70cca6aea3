import type { TableText } from './table-text.ts';

/** Rows between two breaths of the page: some ms of work. */
const ROWS_PER_PIECE = 5000;

export interface WriteOptions {
  readonly onProgress: (rows: number) => void;
  readonly signal: AbortSignal;
}

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/**
 * Makes the text of a table in pieces, between which the page draws and hears a cancel.
 *
 * @throws The reason of the signal when it was aborted.
 */
export async function writeTable(
  text: TableText,
  rowCount: number,
  { onProgress, signal }: WriteOptions,
): Promise<readonly string[]> {
  const parts = [text.head];
  for (let start = 0; start < rowCount; start += ROWS_PER_PIECE) {
    const stop = Math.min(rowCount, start + ROWS_PER_PIECE);
    parts.push(text.rows(start, stop));
    onProgress(stop);
    await nextTask();
    signal.throwIfAborted();
  }
  return [...parts, text.tail];
}
