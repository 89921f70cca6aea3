import { fileURLToPath } from 'node:url';

/** Folder of the project, wherever the command was given. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A path inside the project.
 * @param {string} path
 */
export function inRoot(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
