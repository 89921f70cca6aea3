import { realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';

function refused(key: string, why: string): AppException {
  return new AppException({
    code: 'refused',
    message: `“${key}” ${why}, so it was not read.`,
    action: 'Remove the link or the name from the workflow if you do not expect it there.',
  });
}

/** On Windows `\` separates folders and `:` names drives and streams. */
const FORBIDDEN = sep === '\\' ? /[\0\\:]/ : /\0/;

/** A name that no system reads as anything else: that of a chunk. */
const PLAIN_NAME = /^\d+(?:\.\d+)*$/;

/**
 * Checks the spelling of a key that may come from workflow content (untrusted): relative, parts
 * separated by `/`, none of them empty, `.` or `..`, no NUL, nothing that Windows reads as a folder.
 *
 * @returns The parts of the key; none for the folder itself (`''`).
 * @throws AppException `refused`
 */
export function keyParts(key: string): readonly string[] {
  if (key === '') return [];
  if (key.startsWith('/')) throw refused(key, 'is an absolute path');
  const parts = key.split('/');
  for (const part of parts) {
    if (part === '' || part === '.' || part === '..') {
      throw refused(key, 'does not stay inside the workflow folder');
    }
    if (FORBIDDEN.test(part)) {
      throw refused(key, 'has characters that are not allowed in a file name');
    }
  }
  return parts;
}

/**
 * Paths inside one folder, symbolic links included: a link may lead to another place in the folder,
 * never out of it.
 */
export class ContainedPaths {
  /** The folder with all links resolved. */
  readonly root: string;
  /** Keys of sub-folders already found to be inside, and their paths. */
  readonly #known = new Map<string, string>();

  /** @param folder - Absolute path; must exist. */
  constructor(folder: string) {
    this.root = realpathSync(folder);
  }

  /** True when `path`, links resolved, is the folder or below it. `path` must exist. */
  contains(path: string): boolean {
    const real = realpathSync(path);
    const prefix = this.root.endsWith(sep) ? this.root : `${this.root}${sep}`;
    return real === this.root || real.startsWith(prefix);
  }

  /**
   * Absolute path of a key whose parent folder was checked. The last part is not: open it without
   * following links, or check it with {@link contains}.
   *
   * @throws AppException `refused`; the error of `realpath` when the parent does not exist
   */
  path(key: string): string {
    const slash = key.lastIndexOf('/');
    const folder = slash < 0 ? undefined : this.#known.get(key.slice(0, slash));
    // Most keys are those of chunks, thousands in one folder.
    if (folder !== undefined && PLAIN_NAME.test(key.slice(slash + 1))) {
      return `${folder}${sep}${key.slice(slash + 1)}`;
    }
    const parts = keyParts(key);
    if (parts.length === 0) return this.root;
    const parent = parts.slice(0, -1).join('/');
    if (parent !== '' && !this.#known.has(parent)) {
      const path = join(this.root, parent);
      if (!this.contains(path)) {
        throw refused(key, 'leads out of the workflow folder through a symbolic link');
      }
      this.#known.set(parent, path);
    }
    return join(this.root, ...parts);
  }

  /** As {@link path}, with the last part checked too; it must exist. */
  checkedPath(key: string): string {
    const path = this.path(key);
    if (!this.contains(path)) {
      throw refused(key, 'leads out of the workflow folder through a symbolic link');
    }
    return path;
  }
}
