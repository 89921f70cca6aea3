import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What `electron.d.ts` says of a member: the platforms it is limited to, if any. */
interface Member {
  readonly platforms: ReadonlySet<string> | undefined;
}

/** A class or interface of Electron's typings. */
interface TypeEntry {
  readonly parent: string | undefined;
  readonly members: Map<string, Member>;
  readonly statics: Map<string, Member>;
  readonly events: Map<string, Member>;
}

/** Members every emitter has: Node's own, not listed in the typings. */
const EMITTER_MEMBERS = new Set([
  ...['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners'],
  ...['emit', 'listenerCount', 'listeners', 'prependListener', 'prependOnceListener'],
]);

/**
 * Electron's API as its own typings list it, read from the text: types stand two spaces in, their
 * members four, events as overloads of `on`.
 */
export class ElectronTypings {
  readonly #types = new Map<string, TypeEntry>();
  readonly #modules = new Map<string, Set<string>>();

  constructor(text: string) {
    this.#read(text.split('\n'));
  }

  /** The typings of the installed Electron. Its binary is not needed for them. */
  static installed(): ElectronTypings {
    const require = createRequire(import.meta.url);
    const folder = dirname(require.resolve('electron/package.json'));
    return new ElectronTypings(readFileSync(join(folder, 'electron.d.ts'), 'utf8'));
  }

  hasType(type: string): boolean {
    return this.#types.has(type);
  }

  /** Names of the modules a kind of process can import from `electron`. */
  modulesOf(namespace: 'Main' | 'Renderer'): ReadonlySet<string> {
    const names = [namespace, 'Common'].flatMap((name) => [...(this.#modules.get(name) ?? [])]);
    return new Set(names);
  }

  /** The member of a type or of what it extends. */
  member(type: string, name: string): Member | undefined {
    return this.#find(type, (entry) => entry.members.get(name), name);
  }

  static(type: string, name: string): Member | undefined {
    return this.#find(type, (entry) => entry.statics.get(name), undefined);
  }

  event(type: string, name: string): Member | undefined {
    return this.#find(type, (entry) => entry.events.get(name), undefined);
  }

  hasEvents(type: string): boolean {
    return (
      this.#find(type, (entry) => (entry.events.size > 0 ? {} : undefined), undefined) !== undefined
    );
  }

  #find<T>(
    type: string,
    pick: (entry: TypeEntry) => T | undefined,
    emitterMember: string | undefined,
  ): T | Member | undefined {
    let name: string | undefined = type;
    while (name !== undefined) {
      if (/EventEmitter$/.test(name)) {
        return emitterMember !== undefined && EMITTER_MEMBERS.has(emitterMember)
          ? { platforms: undefined }
          : undefined;
      }
      const entry: TypeEntry | undefined = this.#types.get(name);
      if (entry === undefined) return undefined;
      const found = pick(entry);
      if (found !== undefined) return found;
      name = entry.parent;
    }
    return undefined;
  }

  #read(lines: readonly string[]): void {
    let entry: TypeEntry | undefined;
    let names: Set<string> | undefined;
    let platforms: ReadonlySet<string> | undefined;
    for (const line of lines) {
      const type =
        /^ {2}(?:class|interface) (\w+)(?:<[^>]*>)?(?: extends ([\w.]+)(?:<.*>)?)? \{/.exec(line);
      const namespace = /^ {2}namespace (\w+) \{/.exec(line);
      if (type?.[1] !== undefined) {
        entry = { parent: type[2], members: new Map(), statics: new Map(), events: new Map() };
        // The namespaces repeat the names of types as empty aliases; the first is the real one.
        if (!this.#types.has(type[1])) this.#types.set(type[1], entry);
        names = undefined;
      } else if (namespace?.[1] !== undefined) {
        names = this.#modules.get(namespace[1]) ?? new Set();
        this.#modules.set(namespace[1], names);
        entry = undefined;
      } else if (/^ {2}\}/.test(line)) {
        entry = undefined;
        names = undefined;
      }
      if (names !== undefined) {
        const name = /^ {4}(?:const|class) (\w+)/.exec(line)?.[1];
        if (name !== undefined) names.add(name);
      }
      if (entry !== undefined) platforms = this.#readMember(line, entry, platforms);
    }
  }

  /** Returns the platforms of the documentation that stands before the next member. */
  #readMember(
    line: string,
    entry: TypeEntry,
    platforms: ReadonlySet<string> | undefined,
  ): ReadonlySet<string> | undefined {
    if (/^ {4}\/\*\*/.test(line)) return undefined;
    const tag = /^ {5}\* @platform ([\w,]+)/.exec(line)?.[1];
    if (tag !== undefined) return new Set(tag.split(','));
    const event = /^ {4}on\(event: '([^']+)'/.exec(line)?.[1];
    if (event !== undefined) entry.events.set(event, { platforms });
    const member = /^ {4}(static )?(?:readonly )?(?:get |set )?(\w+)\??[(:<]/.exec(line);
    if (member?.[2] !== undefined) {
      const table = member[1] === undefined ? entry.members : entry.statics;
      if (!table.has(member[2])) {
        table.set(member[2], { platforms: event === undefined ? platforms : undefined });
      }
    }
    return platforms;
  }
}
