import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { createBackend } from '../../../electron/services/create-backend.ts';
import type { RunTree } from '../../../electron/services/operations/run-tree.ts';
import type { WorkflowWorker } from '../../../electron/services/workflow-worker.ts';
import { runWorkerTask } from '../../../electron/workers/tree-tasks.ts';
import { type AppErrorCode, AppException } from '../../../shared/contract/errors.ts';
import type { Operation, Preflight, Purpose } from '../../../shared/contract/operations.ts';
import type { Output } from '../../../shared/contract/procedures.ts';
import { RUN_STATUSES, statusCode } from '../../../shared/model/status.ts';
import { testContext } from '../files/tree/tree-support.ts';
import { makeTree, tempFolder } from './temp-folder.ts';

export const context = { signal: new AbortController().signal, reportProgress: () => undefined };

export let folder: string;
export let study: string;
let running: number;

/** Runs that workers say are running. */
export function setRunning(count: number): void {
  running = count;
}

export let openWorkers: Set<string>;
export let events: { readonly name: string; readonly payload: unknown }[];
export let ended: (operationId: string) => Promise<Operation>;

/** Tasks of folders in this thread, on the real disk. */
const runTree: RunTree = (name, input) => runWorkerTask(name, input, testContext());

function worker(path: string): WorkflowWorker {
  openWorkers.add(path);
  return {
    identity: { name: 'study', path, store: 'json', generation: 'GEN1', storedId: 'study-id' },
    async call(name) {
      const all = RUN_STATUSES.map(() => 0);
      all[statusCode('running')] = running;
      const counts = { asOfMs: 0, all, byTask: [], problems: [] };
      return (name === 'workflow.readCounts' ? counts : { path }) as unknown as Output<typeof name>;
    },
    onCrash: () => () => undefined,
    async close() {
      openWorkers.delete(path);
    },
  };
}

interface MoreOptions {
  readonly moveToTrash?: (path: string) => Promise<void>;
  readonly allowedRoots?: readonly string[];
}

export function backendOf(more: MoreOptions = {}) {
  const backend = createBackend(
    {
      productVersion: '1.2.3',
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
      workerFile: new URL('file:///no/worker.js'),
      treeWorkerFile: new URL('file:///no/tree-worker.js'),
      initialPaths: [],
      allowedRoots: [join(folder, 'home')],
      log: () => undefined,
      ...more,
    },
    {
      recognise: async (path) =>
        path.endsWith('.zip') || existsSync(join(path, 'metadata.json'))
          ? { kind: 'workflow', path, store: storeOf(path), generation: 'GEN1', isReadable: true }
          : { kind: 'not-a-workflow', path, reason: 'No workflow.', suggestions: [] },
      startWorker: async (path) => worker(path),
      runTree,
    },
  );
  backend.subscribe((name, payload) => events.push({ name, payload }));
  ended = async (operationId) => {
    const find = (): Operation | undefined => {
      const listed = backend.handlers['operations.list']({}, context) as Output<'operations.list'>;
      return listed.operations.find((operation) => operation.operationId === operationId);
    };
    await expect.poll(() => find()?.outcome).toBeDefined();
    const operation = find();
    if (operation === undefined) throw new Error('not listed');
    return operation;
  };
  return backend;
}

/** Everything of the workflow, as old as this. */
export function touchAll(path: string, agoS: number): void {
  const timeS = Date.now() / 1000 - agoS;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    utimesSync(join(path, entry), timeS, timeS);
  }
  utimesSync(path, timeS, timeS);
}

function storeOf(path: string): 'json' | 'zip' {
  return path.endsWith('.zip') ? 'zip' : 'json';
}

export async function codeOf(work: unknown): Promise<AppErrorCode | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof AppException) return error.error.code;
    throw error;
  }
}

/** A new folder with a study for every test of a file. */
export function arrangeStudies(): void {
  beforeEach(async () => {
    folder = await tempFolder();
    vi.stubEnv('XDG_DATA_HOME', join(folder, 'share'));
    await makeTree(folder, {
      'home/study/metadata.json': '{}',
      'home/study/artifacts/tasks/t/out.txt': 'text',
      'home/study/artifacts/submissions/js.sh': 'echo',
      'outside/study/metadata.json': '{}',
    });
    study = join(folder, 'home', 'study');
    touchAll(study, 24 * 3600);
    running = 0;
    openWorkers = new Set();
    events = [];
  });
  afterEach(() => vi.unstubAllEnvs());
}

/** A backend with the study open, and what is asked of it most. */
export async function opened(more: Parameters<typeof backendOf>[0] = {}) {
  const { handlers, close } = backendOf(more);
  const { workflowId } = await handlers['workflow.open']({ path: study }, context);
  const look = async (purpose: Purpose): Promise<Preflight> =>
    handlers['operations.preflight']({ subject: { workflowId }, purpose }, context);
  return { handlers, workflowId, look, close };
}
