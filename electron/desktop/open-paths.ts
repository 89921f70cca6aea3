import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ArgvContext {
  /** A packaged application is started as `earshot PATH…`, others as `electron . PATH…`. */
  readonly isPackaged: boolean;
  /** Folder that relative paths start from. */
  readonly cwd: string;
}

/**
 * The paths a person gave on the command line, absolute. Flags are skipped: Chromium adds its own.
 * After `--` everything is a path. File managers of Linux give `file://` URLs.
 */
export function pathsOfArgv(argv: readonly string[], context: ArgvContext): readonly string[] {
  const args = argv.slice(1);
  const end = args.indexOf('--');
  const plain = end === -1 ? args : args.slice(0, end);
  const given = plain.filter((arg) => arg !== '' && !arg.startsWith('-'));
  // The first argument that is no flag is the application itself.
  if (!context.isPackaged) given.shift();
  const verbatim = end === -1 ? [] : args.slice(end + 1);
  return [...given, ...verbatim].map((arg) => absolute(arg, context.cwd));
}

function absolute(arg: string, cwd: string): string {
  if (arg.startsWith('file://') && URL.canParse(arg)) {
    try {
      return fileURLToPath(arg);
    } catch {
      // A host or an encoded slash in it: not a path; the open will say so.
      return arg;
    }
  }
  return isAbsolute(arg) ? arg : resolve(cwd, arg);
}

/**
 * Paths to open, kept until someone takes them: macOS sends `open-file` before there is a window,
 * or even an application that is ready.
 */
export class OpenRequests {
  readonly #waiting: string[] = [];
  #take: ((paths: readonly string[]) => void) | undefined;

  add(paths: readonly string[]): void {
    if (paths.length === 0) return;
    if (this.#take === undefined) this.#waiting.push(...paths);
    else this.#take(paths);
  }

  /** What waited so far; from now on paths go to `take`. */
  handOver(take: (paths: readonly string[]) => void): readonly string[] {
    this.#take = take;
    return this.#waiting.splice(0);
  }
}
