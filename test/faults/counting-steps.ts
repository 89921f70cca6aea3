import { writeFileSync } from 'node:fs';
import { type FileSteps, nodeFileSteps } from '../../electron/files/file-steps.ts';

/** Changes of the disk that are counted, and the process that ends itself at one of them. */
export interface CountingSteps {
  readonly steps: FileSteps;
  /** How many there were so far. */
  readonly count: () => number;
}

/** @param at - The change at which the process ends with SIGKILL, a write torn in its middle; 0: none. */
export function countingSteps(at = 0): CountingSteps {
  let count = 0;

  function isNow(): boolean {
    count += 1;
    return count === at;
  }

  function end(): never {
    process.kill(process.pid, 'SIGKILL');
    // The signal arrives before this is reached.
    process.exit(9);
  }

  const counting =
    <A extends unknown[]>(step: (...args: A) => void) =>
    (...args: A): void => {
      if (isNow()) end();
      step(...args);
    };

  const steps: FileSteps = {
    write(file, bytes, isSynced) {
      if (isNow()) {
        writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)), { flag: 'wx' });
        end();
      }
      return nodeFileSteps.write(file, bytes, isSynced);
    },
    rename: counting(nodeFileSteps.rename),
    makeFolder: counting(nodeFileSteps.makeFolder),
    makeNewFolder: counting(nodeFileSteps.makeNewFolder),
    unlink: counting(nodeFileSteps.unlink),
    removeTree: counting(nodeFileSteps.removeTree),
  };
  return { steps, count: () => count };
}
