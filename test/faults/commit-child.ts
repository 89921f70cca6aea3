import { writeFileSync } from 'node:fs';
import { type FileSteps, nodeFileSteps } from '../../electron/files/file-steps.ts';
import { storeClsFromPath } from '../../electron/persistence/store-classes.ts';
import { SCENARIOS } from './commit-scenarios.ts';

/**
 * Carries out a scenario on a workflow in a process that ends itself with SIGKILL at the n-th change
 * of the disk (0: never; prints how many there were). A write is torn in its middle.
 *
 * `commit-child.js PATH SCENARIO N`
 */
const [, , path = '', scenario = '', at = '0'] = process.argv;
let count = 0;

function isNow(): boolean {
  count += 1;
  return count === Number(at);
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

const context = { path, isInBatch: false };
const storeClass = await storeClsFromPath(path);
const options = { steps, isSynced: false, now: () => 1_683_000_000_000_000 };
const store = await storeClass.open(context, options);
const work = SCENARIOS[scenario];
if (work === undefined) throw new Error(`there is no scenario “${scenario}”`);
await work({ store, context });
process.stdout.write(String(count));
