import { ElectronTypings } from './electron-typings.ts';

const typings = ElectronTypings.installed();

/** The code under test used Electron in a way Electron does not have, or not here. */
export class StandInError extends Error {
  override readonly name = 'StandInError';
}

/** Names JavaScript itself asks for: `await`, `String()`, `JSON.stringify()`, test printers. */
const LANGUAGE_MEMBERS = new Set(['then', 'constructor', 'toJSON', 'toString', 'valueOf']);
const LISTENER_MEMBERS = new Set([
  ...['on', 'once', 'off', 'addListener', 'removeListener', 'prependListener'],
]);
/** Their "events" are channel names of the application. */
const CHANNEL_TYPES = new Set(['IpcMain', 'IpcRenderer']);

export interface StrictOptions {
  readonly platform: NodeJS.Platform;
  /** Throws when the object may not be used now (destroyed, application not ready). */
  readonly guard?: ((member: string) => void) | undefined;
}

/**
 * An object as the code under test sees it: only members that `electron.d.ts` gives the type exist,
 * only on the platforms its documentation names, and only those the stand-in emulates can be used.
 */
export function strict<T>(type: string, emulation: object, options: StrictOptions): T {
  if (!typings.hasType(type)) throw new StandInError(`electron.d.ts has no type ${type}`);
  const bound = new Map<string, unknown>();
  const proxy = new Proxy(emulation, {
    get(target, key) {
      if (typeof key === 'symbol') return Reflect.get(target, key);
      if (LANGUAGE_MEMBERS.has(key) && typings.member(type, key) === undefined) return undefined;
      checkMember(type, key, options.platform);
      if (!(key in target)) {
        throw new StandInError(`the stand-in does not emulate ${type}.${key}`);
      }
      options.guard?.(key);
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const known = bound.get(key);
      if (known !== undefined) return known;
      const method = (...args: unknown[]): unknown => {
        if (LISTENER_MEMBERS.has(key) && !CHANNEL_TYPES.has(type)) {
          checkEvent(type, String(args[0]));
        }
        const result: unknown = Reflect.apply(value, target, args);
        return result === target ? proxy : result;
      };
      bound.set(key, method);
      return method;
    },
    set(target, key, value) {
      if (typeof key === 'string' && hasSetter(target, key)) {
        checkMember(type, key, options.platform);
        return Reflect.set(target, key, value);
      }
      throw new StandInError(`the stand-in does not emulate setting ${type}.${String(key)}`);
    },
    has(_target, key) {
      return typeof key === 'string' && typings.member(type, key) !== undefined;
    },
    ownKeys() {
      throw new StandInError(`${type} cannot be copied or listed`);
    },
  });
  return proxy as unknown as T;
}

/** The `electron` module of a process: only the modules that this kind of process has. */
export function strictModule(
  namespace: 'Main' | 'Renderer',
  emulations: Readonly<Record<string, unknown>>,
): object {
  const names = typings.modulesOf(namespace);
  return new Proxy(emulations, {
    get(target, key) {
      if (typeof key === 'symbol') return Reflect.get(target, key);
      // Asked for by the glue that bundlers put around a CommonJS module.
      if (key === '__esModule' || key === 'default' || key === 'then') return undefined;
      if (!names.has(key)) {
        throw new StandInError(`electron.d.ts has no module ${key} in the ${namespace} process`);
      }
      if (!Object.hasOwn(target, key)) {
        throw new StandInError(`the stand-in does not emulate the module ${key}`);
      }
      return target[key];
    },
  });
}

/** Checks the keys of an options object against its type. */
export function checkOptions(type: string, options: object): void {
  for (const key of Object.keys(options)) {
    if (typings.member(type, key) === undefined) {
      throw new StandInError(`electron.d.ts has no option ${key} in ${type}`);
    }
  }
}

function hasSetter(target: object, key: string): boolean {
  const prototype: unknown = Object.getPrototypeOf(target);
  return Object.getOwnPropertyDescriptor(prototype, key)?.set !== undefined;
}

function checkMember(type: string, key: string, platform: NodeJS.Platform): void {
  const member = typings.member(type, key);
  if (member === undefined) throw new StandInError(`electron.d.ts has no member ${type}.${key}`);
  if (member.platforms !== undefined && !member.platforms.has(platform)) {
    throw new StandInError(`${type}.${key} is not there on ${platform}`);
  }
}

/** Listening for an event of another platform is harmless; for one that does not exist, a mistake. */
function checkEvent(type: string, event: string): void {
  if (typings.event(type, event) === undefined) {
    throw new StandInError(`electron.d.ts has no event ${event} of ${type}`);
  }
}
