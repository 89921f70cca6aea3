import { createRequire, syncBuiltinESMExports } from 'node:module';
import { nodeFileOperations } from '../../electron/files/tree/file-operations.ts';
import { proveItem } from '../../electron/files/tree/proven-item.ts';
import { PATIENT, Retrier } from '../../electron/files/tree/retry.ts';
import { alone } from '../../electron/files/tree/sharing.ts';
import type { TreeContext } from '../../electron/files/tree/tree-context.ts';
import { unstoppable } from '../../electron/files/tree/tree-control.ts';
import { runTree } from '../../electron/workers/tree-client.ts';
import { runWorkerTask } from '../../electron/workers/tree-tasks.ts';

/**
 * Copies, converts or deletes a workflow in a process that ends itself with SIGKILL at the n-th call that changes
 * the disk (0: never; prints how many there were), or in threads, to be killed from outside.
 *
 * `kill-child.js copy|pack|unpack|to-json|to-zarr|delete SOURCE TARGET DATA_FOLDER ID N [WORKER_FILE]`
 */
const [, , name, source = '', target = '', dataFolder = '', id = '', at = '0', workerFile] =
  process.argv;

/** All calls of `node:fs` by which the disk is changed here. */
const CHANGING = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'fsyncSync',
  'futimesSync',
  'utimesSync',
  'lutimesSync',
  'fchmodSync',
  'chmodSync',
  'rmdirSync',
  'rmSync',
  'unlinkSync',
  'renameSync',
  'symlinkSync',
  'linkSync',
  'copyFileSync',
] as const;

type AnyCall = (...args: unknown[]) => unknown;

/** Replaces the calls in `node:fs` itself, so that none goes by. */
function killAt(n: number): () => number {
  const fs = createRequire(import.meta.url)('node:fs') as Record<string, AnyCall>;
  let calls = 0;
  for (const changing of CHANGING) {
    const real = fs[changing];
    if (real === undefined) throw new Error(`node:fs has no ${changing}`);
    fs[changing] = (...args) => {
      calls += 1;
      if (calls === n) {
        // A write is torn in its middle.
        const [fd, bytes, , length] = args;
        if (changing === 'writeSync' && typeof length === 'number') {
          real(fd, bytes, 0, Math.floor(length / 2), null);
        }
        process.kill(process.pid, 'SIGKILL');
      }
      return real(...args);
    };
  }
  syncBuiltinESMExports();
  return () => calls;
}

const proven = await proveItem(source, async () => true);
const copy = {
  id,
  source: proven,
  target,
  leaveOut: [],
  allowChanges: false,
  isFlushed: false,
  dataFolder,
};
const CONVERSIONS = ['pack', 'unpack', 'to-json', 'to-zarr'] as const;
const conversion = {
  ...copy,
  conversion: CONVERSIONS.find((conversion) => conversion === name) ?? 'pack',
  expectedFiles: 0,
};
const removal = { id, folder: proven, dataFolder };

if (workerFile === undefined) {
  const callsOf = killAt(Number(at));
  const context: TreeContext = {
    operations: nodeFileOperations,
    control: unstoppable,
    retrier: new Retrier(PATIENT, unstoppable),
    sharing: alone,
    nowMs: Date.now,
  };
  if (name === 'copy') await runWorkerTask('copy', copy, context);
  else if (name === 'delete') await runWorkerTask('delete', removal, context);
  else await runWorkerTask('convert', conversion, context);
  process.stdout.write(String(callsOf()));
} else {
  const options = { workerFile: new URL(workerFile), log: (line: string) => console.error(line) };
  process.stdout.write('started\n');
  if (name === 'copy') await runTree('copy', copy, options);
  else if (name === 'delete') await runTree('delete', removal, options);
  else await runTree('convert', conversion, options);
}
