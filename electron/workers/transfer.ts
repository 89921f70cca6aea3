/**
 * Buffers of the typed arrays in a reply, to be moved to the main thread instead of copied.
 *
 * What a handler returns belongs to its caller: a handler that keeps its result (the run index)
 * returns a copy, so nothing the session still needs is detached here. A view that shows only a part
 * of a larger buffer is left to be copied, for the rest of the buffer may be someone else's.
 */
export function transferablesOf(value: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  collect(value, buffers, 0);
  return [...buffers];
}

/** Replies nest columns this deep at most; deeper parts hold no columns. */
const MAX_DEPTH = 4;

function collect(value: unknown, buffers: Set<ArrayBuffer>, depth: number): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if (ArrayBuffer.isView(value)) {
    const { buffer } = value;
    if (buffer instanceof ArrayBuffer && value.byteLength === buffer.byteLength) {
      buffers.add(buffer);
    }
    return;
  }
  if (depth >= MAX_DEPTH) return;
  for (const item of Object.values(value)) collect(item, buffers, depth + 1);
}
