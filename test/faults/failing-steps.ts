import { type FileSteps, nodeFileSteps } from '../../electron/files/file-steps.ts';

/**
 * Changes of the disk of which one and all later ones fail, as on a disk that is full.
 *
 * @param code - Of the system's error.
 * @param at - The first that fails; 0: none.
 */
export function failingSteps(code: string, at: number) {
  let count = 0;
  let isMended = false;

  const failing =
    <A extends unknown[], R>(step: (...args: A) => R) =>
    (...args: A): R => {
      count += 1;
      if (!isMended && at > 0 && count >= at) throw Object.assign(new Error(code), { code });
      return step(...args);
    };

  const steps: FileSteps = {
    write: failing(nodeFileSteps.write),
    rename: failing(nodeFileSteps.rename),
    makeFolder: failing(nodeFileSteps.makeFolder),
    makeNewFolder: failing(nodeFileSteps.makeNewFolder),
    // What was begun can be removed.
    unlink: nodeFileSteps.unlink,
    removeTree: nodeFileSteps.removeTree,
  };
  const mend = (): void => {
    isMended = true;
  };
  return { steps, count: () => count, mend };
}
