/**
 * How values cross between processes.
 * Electron docs: api/ipc-renderer (`invoke`, `send`), api/web-contents (`send`): arguments are
 * serialised with the structured clone algorithm, prototype chains are not included; functions,
 * promises, symbols, WeakMaps and WeakSets throw. DOM objects such as Blob and File throw too.
 */
export function cloneForIpc(value: unknown): unknown {
  refuse(value, new Set());
  return structuredClone(value);
}

function refuse(value: unknown, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  // Memory cannot be shared between processes.
  const isShared =
    value instanceof SharedArrayBuffer ||
    (ArrayBuffer.isView(value) && value.buffer instanceof SharedArrayBuffer);
  if (isShared || value instanceof Blob) {
    throw new DOMException(`${value.constructor.name} could not be cloned.`, 'DataCloneError');
  }
  if (ArrayBuffer.isView(value)) return;
  if (value instanceof Map) {
    for (const [key, item] of value) {
      refuse(key, seen);
      refuse(item, seen);
    }
  } else if (value instanceof Set) {
    for (const item of value) refuse(item, seen);
  } else {
    for (const item of Object.values(value)) refuse(item, seen);
  }
}
