import { StandInError, type StrictOptions, strict } from './strict.ts';

/** An event object with what it can be asked to prevent. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Electron docs: api/structures/… and "Event" objects in general: `preventDefault` and the details. */
export function eventWith<T extends object>(details: T): T & PreventableEvent {
  let isPrevented = false;
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(details),
      defaultPrevented: { get: () => isPrevented, enumerable: true },
      preventDefault: {
        configurable: true,
        value: () => {
          isPrevented = true;
        },
      },
    },
  ) as T & PreventableEvent;
}

/** What all emulated objects of one process tree share. */
export class Core {
  readonly platform: NodeJS.Platform;
  #isReady = false;
  #isEnded = false;
  #lastId = 0;
  /** What went wrong where nobody waits for an answer; tests look at it. */
  readonly uncaught: unknown[] = [];

  constructor(platform: NodeJS.Platform) {
    this.platform = platform;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  becomeReady(): void {
    this.#isReady = true;
  }

  end(): void {
    this.#isEnded = true;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  requireReady(what: string): void {
    if (!this.#isReady) throw new StandInError(`${what} cannot be used before the app is ready`);
  }

  requireNotReady(what: string): void {
    if (this.#isReady) throw new StandInError(`${what} must be used before the app is ready`);
  }

  strict<T>(type: string, emulation: object, guard?: StrictOptions['guard']): T {
    return strict<T>(type, emulation, { platform: this.platform, guard });
  }

  /** A message between processes: never delivered at once, and not after the end. */
  later(deliver: () => void): void {
    setImmediate(() => {
      if (this.#isEnded) return;
      try {
        deliver();
      } catch (cause) {
        this.uncaught.push(cause);
      }
    });
  }
}
