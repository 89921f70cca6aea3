import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ElectronClient } from '../../../renderer/host/electron-client.ts';
import { buildApp } from '../../stand-in/build-app.ts';
import { StandIn } from '../../stand-in/stand-in.ts';
import { bridgeOf } from '../desktop/application-access.ts';
import { hostSuite } from './host-suite.ts';
import { createSuiteWorkflow } from './suite-workflow.ts';
import { bundleNodeEntries } from './worker-bundle.ts';

/** The whole built application: main and preload under the stand-in, workers in real threads. */
hostSuite('Electron', async () => {
  const app = await buildApp();
  const bundles = await bundleNodeEntries({
    'workflow-worker': 'test/unit/hosts/crashing-worker.ts',
    'tree-worker': 'electron/workers/tree-worker.ts',
  });
  await cp(fileURLToPath(bundles), join(app.path, 'dist'), { recursive: true });
  await rm(new URL('../', bundles), { recursive: true });

  const folder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
  const make = (name: string): Promise<string> => createSuiteWorkflow(join(folder, name));
  const workflows = [await make('first'), await make('second')] as const;
  const expendable = await make('third');
  const emptyFolder = join(folder, 'empty');
  await mkdir(emptyFolder);
  const standIn = await StandIn.launch({ appPath: app.path, args: [workflows[0]] });
  standIn.dialog.$openAnswers.push([workflows[1]], [emptyFolder], []);
  return {
    client: new ElectronClient(bridgeOf(standIn)),
    workflows,
    expendable,
    emptyFolder,
    async crashWorkers() {
      const channel = new BroadcastChannel('earshot-test-crash');
      channel.postMessage('crash');
      channel.close();
    },
    async close() {
      await standIn.close();
      app.remove();
      await rm(folder, { recursive: true });
    },
  };
});
