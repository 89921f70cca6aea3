import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isAppLink } from '../../shared/contract/place-links.ts';

export interface ArgvContext {
  /** A packaged application is started as `earshot PATH…`, others as `electron . PATH…`. */
  readonly isPackaged: boolean;
  /** Folder that relative paths start from. */
  readonly cwd: string;
}

/** What a command line asks for. */
export interface StartRequest {
  /** Absolute. */
  readonly paths: readonly string[];
  /** Links `earshot:…`, which anybody can have made. */
  readonly links: readonly string[];
  /** `--new-window`: not in a window that is there. */
  readonly isNewWindow: boolean;
}

/**
 * The paths and links a person gave on the command line. Other flags are skipped: Chromium adds its
 * own. After `--` everything is a path. File managers of Linux give `file://` URLs.
 */
export function requestOfArgv(argv: readonly string[], context: ArgvContext): StartRequest {
  const args = argv.slice(1);
  const end = args.indexOf('--');
  const plain = end === -1 ? args : args.slice(0, end);
  const given = plain.filter((arg) => arg !== '' && !arg.startsWith('-'));
  // The first argument that is no flag is the application itself.
  if (!context.isPackaged) given.shift();
  const verbatim = end === -1 ? [] : args.slice(end + 1);
  const paths = [...given.filter((arg) => !isAppLink(arg)), ...verbatim];
  return {
    paths: paths.map((arg) => absolute(arg, context.cwd)),
    links: given.filter(isAppLink),
    isNewWindow: plain.includes('--new-window'),
  };
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
 * Requests to open, kept until someone takes them: macOS sends `open-file` and `open-url` before
 * there is a window, or even an application that is ready.
 */
export class OpenRequests {
  readonly #waiting: StartRequest[] = [];
  #take: ((request: StartRequest) => void) | undefined;

  add(request: Partial<StartRequest>): void {
    const whole = { paths: [], links: [], isNewWindow: false, ...request };
    if (this.#take === undefined) this.#waiting.push(whole);
    else this.#take(whole);
  }

  /** True when one of those that wait names a path or a link. */
  get askForSomething(): boolean {
    return this.#waiting.some(({ links, paths }) => links.length > 0 || paths.length > 0);
  }

  /** From now on requests go to `take`, those that waited first. */
  handOver(take: (request: StartRequest) => void): void {
    this.#take = take;
    for (const request of this.#waiting.splice(0)) take(request);
  }
}
