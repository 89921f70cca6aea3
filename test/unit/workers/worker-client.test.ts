import { BroadcastChannel } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { SpareThread, startThread } from '../../../electron/workers/spare-thread.ts';
import { WorkerClient } from '../../../electron/workers/worker-client.ts';
import type { Progress } from '../../../shared/contract/client.ts';
import { RunIndexSchema } from '../../../shared/contract/columns.ts';
import { bundleNodeEntries } from '../hosts/worker-bundle.ts';
import { type StudyFolder, studyFolder } from './study-folder.ts';

// Each test starts a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const workflowId = 'w';
let workerFile = new URL('file:///');
let study: StudyFolder;
let large: StudyFolder;
const clients: WorkerClient[] = [];
const log = (): void => undefined;
const thread = () => startThread(workerFile, log);

beforeAll(async () => {
  const dist = await bundleNodeEntries({ worker: 'test/unit/hosts/crashing-worker.ts' });
  workerFile = new URL('node/worker.js', dist);
  study = await studyFolder('json', { elements: 20 });
  large = await studyFolder('json', { elements: 4000 });
}, 120_000);
afterAll(() => {
  study.remove();
  large.remove();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

async function open(path: string): Promise<WorkerClient> {
  const client = await WorkerClient.open({ thread, path, log });
  clients.push(client);
  return client;
}

/** Throws inside the worker, outside of every call. */
function crashWorkers(): void {
  const channel = new BroadcastChannel('earshot-test-crash');
  channel.postMessage('now');
  channel.close();
}

test('opens with the identity and answers calls', async () => {
  const client = await open(study.path);
  expect(client.identity).toMatchObject({ path: study.path, store: 'json', generation: 'GEN1' });
  const structure = await client.call('workflow.readStructure', { workflowId });
  expect(structure.tasks.map(({ elementCount }) => elementCount)).toEqual([20]);
});

test('columns come whole each time: the worker keeps its own', async () => {
  const client = await open(study.path);
  const first = RunIndexSchema.parse(await client.call('workflow.readRunIndex', { workflowId }));
  const second = await client.call('workflow.readRunIndex', { workflowId });
  expect(first.runs.count).toBe(20);
  expect(second).toEqual(first);
  const counts = await client.call('workflow.readCounts', { workflowId });
  expect(counts.all.reduce((sum, count) => sum + count, 0)).toBe(20);
});

test('what opening finds wrong comes as its error', async () => {
  const failed = (path: string) => WorkerClient.open({ thread, path, log });
  await expect(failed(`${study.path}-gone`)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  await expect(failed(`${study.path}/..`)).rejects.toMatchObject({
    error: { code: 'unsupported-format', action: expect.stringContaining(study.path) },
  });
});

test('expected failures of a call keep their code and data', async () => {
  const client = await open(study.path);
  const place = { taskInsertId: 0, element: 99, iteration: 0 };
  await expect(
    client.call('parameters.listOfIteration', { workflowId, ...place }),
  ).rejects.toMatchObject({ error: { code: 'not-found', message: expect.stringContaining('99') } });
});

test('progress is told; cancelling answers at once and spoils nothing', async () => {
  const client = await open(large.path);
  const controller = new AbortController();
  const heard: Progress[] = [];
  const call = client.call(
    'workflow.readRunIndex',
    { workflowId },
    {
      signal: controller.signal,
      reportProgress: (progress) => {
        heard.push(progress);
        controller.abort();
      },
    },
  );
  await expect(call).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(heard[0]).toMatchObject({ phase: 'Reading runs', total: 4000 });
  const index = await client.call('workflow.readRunIndex', { workflowId });
  expect(index.runs.count).toBe(4000);
});

test('a cancelled caller does not stop the build for another', async () => {
  const client = await open(large.path);
  const controller = new AbortController();
  const leaving = client.call('workflow.readCounts', { workflowId }, { signal: controller.signal });
  const staying = client.call('workflow.readRunIndex', { workflowId });
  controller.abort();
  await expect(leaving).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect((await staying).runs.count).toBe(4000);
});

test('an aborted signal starts nothing', async () => {
  const client = await open(study.path);
  const signal = AbortSignal.abort();
  await expect(
    client.call('workflow.readStructure', { workflowId }, { signal }),
  ).rejects.toMatchObject({ error: { code: 'cancelled' } });
  await expect(WorkerClient.open({ thread, path: study.path, log, signal })).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
});

test('a crash fails what is pending, tells once, and is logged', async () => {
  const heard = vi.fn();
  const client = await WorkerClient.open({
    thread: () => startThread(workerFile, heard),
    path: large.path,
    log: heard,
  });
  const crashed = vi.fn();
  const told = new Promise<void>((resolve) => {
    client.onCrash((error) => {
      crashed(error);
      resolve();
    });
  });
  const pending = client.call('workflow.readRunIndex', { workflowId });
  crashWorkers();
  await expect(pending).rejects.toMatchObject({ error: { code: 'disconnected' } });
  await told;
  expect(crashed).toHaveBeenCalledOnce();
  expect(heard).toHaveBeenCalledWith(expect.stringContaining('crashed because the test asked'));
  await expect(client.call('workflow.readCounts', { workflowId })).rejects.toMatchObject({
    error: { code: 'disconnected', action: expect.stringContaining('Reopen') },
  });
  const late = vi.fn();
  client.onCrash(late);
  expect(late).toHaveBeenCalledOnce();
  await client.close();
});

test('closing ends the worker without a crash', async () => {
  const client = await open(study.path);
  const crashed = vi.fn();
  client.onCrash(crashed);
  const pending = client.call('workflow.readRunIndex', { workflowId }).catch((e: unknown) => e);
  await client.close();
  await client.close();
  await pending;
  expect(crashed).not.toHaveBeenCalled();
  await expect(client.call('workflow.readCounts', { workflowId })).rejects.toMatchObject({
    error: { code: 'disconnected', message: 'The workflow was closed.' },
  });
});

test('a worker that cannot start is a clear error', async () => {
  const missing = new URL('node/none.js', workerFile);
  await expect(
    WorkerClient.open({ thread: () => startThread(missing, log), path: study.path, log }),
  ).rejects.toMatchObject({ error: { code: 'disconnected' } });
});

test('a thread that was started before opens a workflow; one that cannot start harms nothing', async () => {
  const spare = new SpareThread(workerFile, log);
  spare.prepare();
  const client = await WorkerClient.open({ thread: () => spare.take(), path: study.path, log });
  expect(client.identity.path).toBe(study.path);
  await client.close();
  await spare.close();

  const broken = new SpareThread(new URL('node/none.js', workerFile), log);
  broken.prepare();
  await expect(
    WorkerClient.open({ thread: () => broken.take(), path: study.path, log }),
  ).rejects.toMatchObject({ error: { code: 'disconnected' } });
  await broken.close();
});
