import { types } from 'node:util';

/** What the context bridge turned away. */
export class BridgeError extends Error {
  override readonly name = 'BridgeError';
}

/** Electron's own limit for nested objects. */
const MAX_DEPTH = 1000;

/**
 * Copies a value from one world to the other.
 * Electron docs: api/context-bridge, "Parameter / Error / Return Type support": functions are
 * proxied; objects and arrays are copied with their prototypes dropped; promises and errors are
 * copied; cloneable types are cloned; symbols are dropped; everything else is not supported.
 */
export function copyAcross(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new BridgeError('Electron contextBridge recursion depth exceeded.');
  switch (typeof value) {
    case 'function':
      return proxyOf(value as (...args: unknown[]) => unknown);
    case 'symbol':
      return undefined;
    case 'object':
      return value === null ? null : copyObject(value, depth);
    default:
      return value;
  }
}

function copyObject(value: object, depth: number): unknown {
  // By brand, not by instanceof: the value may come from another realm.
  if (types.isPromise(value)) return copyPromise(value);
  if (types.isNativeError(value)) return new Error(value.message);
  // A dropped File keeps pointing to its file on the disk.
  if (value instanceof Blob) return value;
  if (isCloneable(value)) return structuredClone(value);
  if (isEmptiedOnTheWay(value)) return {};
  if (Array.isArray(value)) return value.map((item) => copyAcross(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'symbol') copy[key] = copyAcross(item, depth + 1);
  }
  return copy;
}

function isCloneable(value: object): boolean {
  return (
    ArrayBuffer.isView(value) ||
    types.isAnyArrayBuffer(value) ||
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isMap(value) ||
    types.isSet(value)
  );
}

const emptied = new WeakSet<object>();

/**
 * Marks an object of Electron that arrives empty.
 * Electron docs: api/context-bridge, history (Electron 29): "`ipcRenderer` can no longer be sent
 * over the `contextBridge`"; what arrives is an empty object.
 */
export function emptyOnTheWay(value: object): void {
  emptied.add(value);
}

function isEmptiedOnTheWay(value: object): boolean {
  return emptied.has(value) || types.isWeakMap(value) || types.isWeakSet(value);
}

function copyPromise(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (result) => copyAcross(result),
    (cause: unknown) => {
      throw copyAcross(cause);
    },
  );
}

function proxyOf(target: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const copies = args.map((arg) => copyAcross(arg));
    try {
      // `this` does not cross.
      return copyAcross(Reflect.apply(target, undefined, copies));
    } catch (cause) {
      throw copyAcross(cause);
    }
  };
}

/** Electron docs: api/context-bridge, "API": what is exposed is copied and frozen. */
export function freezeDeep(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const item of Object.values(value)) freezeDeep(item);
  return Object.freeze(value);
}
