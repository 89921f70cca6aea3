import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';

/** True when `path` is `folder` or below it; both absolute and without links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * The folders that may be browsed and opened. What a link inside them leads to counts by where it
 * really is. Without roots, everything that the user can read is allowed.
 */
export class AllowedRoots {
  readonly #roots: { readonly path: string; readonly real: string }[] | undefined;

  constructor(roots: readonly string[] | undefined) {
    this.#roots = roots === undefined ? undefined : [];
    for (const root of roots ?? []) this.grant(root);
  }

  /** The roots, as they were given; `undefined` when everything is allowed. */
  get paths(): readonly string[] | undefined {
    return this.#roots?.map(({ path }) => path);
  }

  /** Allows one more folder: the person at the machine named it. */
  grant(root: string): void {
    const path = resolve(root);
    if (this.#roots?.some((known) => known.path === path) === false) {
      this.#roots.push({ path, real: realOf(path) });
    }
  }

  /** True when exactly this path was granted. */
  isGranted(path: string): boolean {
    return this.#roots === undefined || this.#roots.some((root) => root.path === resolve(path));
  }

  /** True when a path without links is allowed. */
  allows(real: string): boolean {
    return this.#roots === undefined || this.#roots.some((root) => isInside(root.real, real));
  }

  /** True when a path is allowed, or would be if it were there. */
  async mayName(path: string): Promise<boolean> {
    const real = await realpath(path).catch(() => undefined);
    return real === undefined ? this.#isNamedInside(path) : this.allows(real);
  }

  #isNamedInside(path: string): boolean {
    return (
      this.#roots?.some((root) => isInside(root.path, path) || isInside(root.real, path)) ?? true
    );
  }

  /**
   * The path with all links resolved.
   *
   * @throws {AppException} `refused` outside the roots, whether there is something or not.
   * @throws the system's error for a path inside them that cannot be resolved.
   */
  async resolve(path: string): Promise<string> {
    const real = await realpath(path).catch((error: unknown) => {
      if (this.#isNamedInside(path)) throw error;
      return undefined;
    });
    if (real !== undefined && this.allows(real)) return real;
    throw new AppException({
      code: 'refused',
      message: `${path} is outside the folders that may be opened here.`,
      action: 'Start Earshot with --root and the folder, or with the path itself.',
    });
  }
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // Not there (yet): nothing inside it can be opened either.
    return path;
  }
}
