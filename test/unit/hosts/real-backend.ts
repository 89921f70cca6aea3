import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '../../../electron/services/backend.ts';
import { createBackend } from '../../../electron/services/create-backend.ts';
import { createSuiteWorkflow } from './suite-workflow.ts';
import { bundleNodeEntries } from './worker-bundle.ts';

/** The real backend over two small workflows that our own generator wrote. */
export interface RealBackend {
  readonly backend: Backend;
  readonly workflows: readonly [string, string];
  readonly expendable: string;
  readonly emptyFolder: string;
  /** Ends the worker threads from the inside, as running out of memory does. */
  crashWorkers(): Promise<void>;
  close(): Promise<void>;
}

export async function startRealBackend(log: (line: string) => void): Promise<RealBackend> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
  const makeWorkflow = (name: string): Promise<string> => createSuiteWorkflow(join(folder, name));
  const workflows = [await makeWorkflow('first'), await makeWorkflow('second')] as const;
  const expendable = await makeWorkflow('third');
  const emptyFolder = join(folder, 'empty');
  await mkdir(emptyFolder);
  const distFolder = await bundleNodeEntries({
    'workflow-worker': 'electron/workers/workflow-worker.ts',
    'tree-worker': 'electron/workers/tree-worker.ts',
    'crashing-worker': 'test/unit/hosts/crashing-worker.ts',
  });
  const backend = createBackend({
    productVersion: '0.0.0-test',
    capabilities: {
      openDialog: false,
      folderPicker: true,
      droppedPaths: false,
      writes: true,
      appLinks: false,
      zoom: false,
      ownWindowFrame: false,
    },
    dataFolder: join(folder, 'data'),
    workerFile: new URL('node/crashing-worker.js', distFolder),
    treeWorkerFile: new URL('node/tree-worker.js', distFolder),
    allowedRoots: [folder],
    initialPaths: [workflows[0]],
    log,
  });
  return {
    backend,
    workflows,
    expendable,
    emptyFolder,
    async crashWorkers() {
      const channel = new BroadcastChannel('earshot-test-crash');
      channel.postMessage('crash');
      channel.close();
    },
    async close() {
      await backend.close();
      await rm(folder, { recursive: true });
      await rm(new URL('..', distFolder), { recursive: true });
    },
  };
}
