import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Backend, BackendOptions } from '../../../electron/services/backend.ts';
import { createBackend } from '../../../electron/services/create-backend.ts';
import type { WorkflowWorker } from '../../../electron/services/workflow-worker.ts';
import type { Recognition } from '../../../shared/contract/documents.ts';
import { type AppError, AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { Input, Output, WorkflowProcedureName } from '../../../shared/contract/procedures.ts';
import { RUN_STATUSES } from '../../../shared/model/status.ts';
import { makeTree, tempFolder } from './temp-folder.ts';

const context: CallContext = {
  signal: new AbortController().signal,
  reportProgress: () => undefined,
};
const CRASH: AppError = { code: 'disconnected', message: 'It ended.' };
const counts = RUN_STATUSES.map((_, i) => i);

/** A worker without a thread, which can be made to crash. */
class TestWorker implements WorkflowWorker {
  readonly identity;
  isClosed = false;
  #crashListeners: ((error: AppError) => void)[] = [];

  constructor(readonly path: string) {
    this.identity = { name: 'study', path, store: 'json', generation: 'GEN1' } as const;
  }

  async call<N extends WorkflowProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
    if (name === 'workflow.readCounts') {
      return { asOfMs: 0, all: counts, byTask: [], problems: [] } as unknown as Output<N>;
    }
    return { name, input, path: this.path } as unknown as Output<N>;
  }

  onCrash(listener: (error: AppError) => void): () => void {
    this.#crashListeners.push(listener);
    return () => undefined;
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  crash(): void {
    for (const listener of this.#crashListeners) listener(CRASH);
  }
}

let folder: string;
let workers: TestWorker[];
let opened: string[];
let events: { readonly name: string; readonly payload: unknown }[];
/** Awaited by every start of a worker. */
let beforeStart: () => Promise<void>;

function backendWith(options: Partial<BackendOptions> = {}): Backend {
  const recognise = async (path: string): Promise<Recognition> => {
    if (path.endsWith('plain')) {
      return { kind: 'not-a-workflow', path, reason: 'No workflow.', suggestions: [] };
    }
    const isReadable = !path.endsWith('later');
    return {
      kind: 'workflow',
      path: path.replace(/\/metadata\.json$/, ''),
      store: 'json',
      generation: isReadable ? 'GEN1' : 'GEN4',
      isReadable,
      ...(isReadable ? {} : { note: 'Recognised, not yet readable.' }),
    };
  };
  const backend = createBackend(
    {
      productVersion: '1.2.3',
      capabilities: {
        openDialog: false,
        folderPicker: true,
        droppedPaths: false,
        writes: false,
        appLinks: false,
        zoom: false,
        ownWindowFrame: false,
      },
      dataFolder: join(folder, 'data'),
      workerFile: new URL('file:///no/worker.js'),
      treeWorkerFile: new URL('file:///no/tree-worker.js'),
      initialPaths: [],
      allowedRoots: [join(folder, 'home')],
      onOpened: (path) => opened.push(path),
      log: () => undefined,
      ...options,
    },
    {
      recognise,
      createSample: async (at) => {
        await makeTree(at, { 'sample/metadata.json': '{}' });
        return join(at, 'sample');
      },
      startWorker: async (path) => {
        await beforeStart();
        const worker = new TestWorker(path);
        workers.push(worker);
        return worker;
      },
    },
  );
  backend.subscribe((name, payload) => events.push({ name, payload }));
  return backend;
}

beforeEach(async () => {
  folder = await tempFolder();
  await makeTree(folder, {
    'home/study/metadata.json': '{}',
    'home/other/': '',
    'home/plain/': '',
    'home/later/': '',
    'outside/study/metadata.json': '{}',
  });
  await symlink(join(folder, 'home', 'study'), join(folder, 'home', 'alias'));
  workers = [];
  opened = [];
  events = [];
  beforeStart = async () => undefined;
});

const study = (): string => join(folder, 'home', 'study');
const open = (backend: Backend, path = study()) =>
  backend.handlers['workflow.open']({ path }, context);
const read = (backend: Backend, workflowId: string) =>
  backend.callWorkflow('workflow.readTemplate', { workflowId }, context);

describe('opening', () => {
  it('starts a worker, tells the host and notes it among the recents', async () => {
    const backend = backendWith();
    const { workflowId, identity } = await open(backend);
    expect(workflowId).toMatch(/^[\w-]{20,}$/);
    expect(identity.path).toBe(study());
    expect(opened).toEqual([study()]);
    const { recents } = await backend.handlers['library.listRecents']({}, context);
    expect(recents.map(({ path }) => path)).toEqual([study()]);
    expect(events).toEqual([{ name: 'library.changed', payload: {} }]);
  });

  it('gives one id and one worker to one folder, by whatever way and however often', async () => {
    const backend = backendWith();
    const results = await Promise.all([
      open(backend),
      open(backend),
      open(backend, join(folder, 'home', 'alias')),
    ]);
    results.push(await open(backend));
    expect(new Set(results.map(({ workflowId }) => workflowId)).size).toBe(1);
    expect(workers).toHaveLength(1);
    const other = await open(backend, join(folder, 'home', 'other'));
    expect(other.workflowId).not.toBe(results[0]?.workflowId);
    expect(workers).toHaveLength(2);
  });

  it.each([
    ['plain', 'unsupported-format', 'No workflow.'],
    ['later', 'unsupported-format', 'Recognised, not yet readable.'],
    ['../outside/study', 'refused', 'outside the folders'],
  ])('refuses %s: %s', async (path, code, message) => {
    await expect(open(backendWith(), join(folder, 'home', path))).rejects.toMatchObject({
      error: { code, message: expect.stringContaining(message) },
    });
    expect(workers).toHaveLength(0);
    expect(opened).toEqual([]);
  });

  it('allows what was named at the start, and the workflow around it', async () => {
    const inside = join(folder, 'outside', 'study', 'metadata.json');
    const backend = backendWith({ initialPaths: [inside] });
    const { identity } = await open(backend, inside);
    expect(identity.path).toBe(join(folder, 'outside', 'study'));
    await expect(open(backend, join(folder, 'outside'))).rejects.toThrow(/outside/);
  });

  it('can be tried again after it failed', async () => {
    const backend = backendWith();
    const failure = new AppException({ code: 'corrupt-data', message: 'Torn.', file: 'x' });
    beforeStart = () => Promise.reject(failure);
    const both = await Promise.allSettled([open(backend), open(backend)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(opened).toEqual([]);
    beforeStart = async () => undefined;
    const { workflowId } = await open(backend);
    await read(backend, workflowId);
    expect(workers).toHaveLength(1);
  });

  it('that is cancelled ends the worker, unless somebody else opened it too', async () => {
    const backend = backendWith();
    const abort = new AbortController();
    const cancelled = { ...context, signal: abort.signal };
    beforeStart = async () => abort.abort();
    const alone = backend.handlers['workflow.open']({ path: study() }, cancelled);
    await expect(alone).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(workers[0]?.isClosed).toBe(true);

    const kept = await open(backend);
    const again = backend.handlers['workflow.open']({ path: study() }, cancelled);
    await expect(again).rejects.toMatchObject({ error: { code: 'cancelled' } });
    await read(backend, kept.workflowId);
    expect(workers[1]?.isClosed).toBe(false);
  });
});

describe('two windows', () => {
  it('have a workflow open each for itself: the last one closes it', async () => {
    const backend = backendWith();
    const ofFirst = { ...context, connection: 'first' };
    const ofSecond = { ...context, connection: 'second' };
    const open = backend.handlers['workflow.open'];
    const { workflowId } = await open({ path: study() }, ofFirst);
    expect((await open({ path: study() }, ofSecond)).workflowId).toBe(workflowId);
    await open({ path: study() }, ofFirst);
    await backend.handlers['workflow.close']({ workflowId }, ofFirst);
    await read(backend, workflowId);
    // The other is not closed tab by tab: it is gone.
    await backend.disconnect('second');
    await expect(read(backend, workflowId)).rejects.toMatchObject({ error: { code: 'not-found' } });
    expect(workers[0]?.isClosed).toBe(true);
  });

  it('are asked for different things', async () => {
    const backend = backendWith({ initialPaths: [study()] });
    const take = backend.handlers['host.takeOpenRequests'];
    const other = { path: join(folder, 'home', 'other'), at: 'template' };
    backend.requestOpen([other], 'second');
    const ofFirst = { ...context, connection: 'first' };
    expect(await take({}, ofFirst)).toEqual({ requests: [{ path: study() }] });
    expect(await take({}, ofFirst)).toEqual({ requests: [] });
    expect(await take({}, { ...context, connection: 'second' })).toEqual({ requests: [other] });
  });
});

describe('an open workflow', () => {
  it('answers calls in its own worker', async () => {
    const backend = backendWith();
    const first = await open(backend);
    const second = await open(backend, join(folder, 'home', 'other'));
    expect(await read(backend, first.workflowId)).toMatchObject({ path: study() });
    expect(await read(backend, second.workflowId)).toMatchObject({
      path: join(folder, 'home', 'other'),
    });
  });

  it.each(['', 'unknown', '__proto__', 'constructor'])('is not found by %j', async (workflowId) => {
    await expect(read(backendWith(), workflowId)).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('passes its counts on to the recents', async () => {
    const backend = backendWith();
    const { workflowId } = await open(backend);
    await backend.callWorkflow('workflow.readCounts', { workflowId }, context);
    await expect
      .poll(async () => (await backend.handlers['library.listRecents']({}, context)).recents[0])
      .toMatchObject({ counts });
  });

  it('is gone when closed, with its worker', async () => {
    const backend = backendWith();
    const { workflowId } = await open(backend);
    await backend.handlers['workflow.close']({ workflowId }, context);
    await backend.handlers['workflow.close']({ workflowId }, context);
    expect(workers[0]?.isClosed).toBe(true);
    await expect(read(backend, workflowId)).rejects.toMatchObject({ error: { code: 'not-found' } });
    expect(events.map(({ name }) => name)).not.toContain('workflow.crashed');
  });

  it('whose worker crashed says so, to all and to callers, until it is reopened', async () => {
    const backend = backendWith();
    const { workflowId } = await open(backend);
    workers[0]?.crash();
    expect(events.at(-1)).toEqual({
      name: 'workflow.crashed',
      payload: { workflowId, error: CRASH },
    });
    await expect(read(backend, workflowId)).rejects.toMatchObject({ error: CRASH });
    await backend.handlers['workflow.reopen']({ workflowId }, context);
    await read(backend, workflowId);
    expect(workers).toHaveLength(2);
  });

  it('whose worker crashed is started anew by opening it, under its id', async () => {
    const backend = backendWith();
    const { workflowId } = await open(backend);
    workers[0]?.crash();
    expect((await open(backend)).workflowId).toBe(workflowId);
    await read(backend, workflowId);
  });

  it('is read anew by reopening, and the old worker ends unheard', async () => {
    const backend = backendWith();
    const { workflowId } = await open(backend);
    await backend.handlers['workflow.reopen']({ workflowId }, context);
    expect(workers.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    workers[0]?.crash();
    await read(backend, workflowId);
    expect(events.map(({ name }) => name)).not.toContain('workflow.crashed');
  });

  it('ends with the backend', async () => {
    const backend = backendWith();
    await open(backend);
    await open(backend, join(folder, 'home', 'other'));
    await backend.close();
    expect(workers.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });
});

describe('the host', () => {
  it('describes itself', async () => {
    const description = await backendWith().handlers['host.describe']({}, context);
    expect(description).toMatchObject({ productVersion: '1.2.3', pathSeparator: '/' });
    expect(description.machine).toBeUndefined();
  });

  it('hands out what was asked for at the start and later, once', async () => {
    const backend = backendWith({ initialPaths: [study()] });
    backend.requestOpen([{ path: join(folder, 'outside', 'study') }]);
    expect(events).toEqual([
      { name: 'host.openRequested', payload: { paths: [join(folder, 'outside', 'study')] } },
    ]);
    const take = backend.handlers['host.takeOpenRequests'];
    expect(await take({}, context)).toEqual({
      requests: [{ path: study() }, { path: join(folder, 'outside', 'study') }],
    });
    expect(await take({}, context)).toEqual({ requests: [] });
    // The person named it, so it may be opened.
    await open(backend, join(folder, 'outside', 'study'));
  });

  it('opens the dialog of the system where there is one', async () => {
    const path = join(folder, 'outside', 'study');
    const backend = backendWith({ openDialog: async () => [path] });
    expect(await backend.handlers['host.openDialog']({ kind: 'zip' }, context)).toEqual({
      paths: [path],
    });
    await open(backend, path);
    await expect(async () =>
      backendWith().handlers['host.openDialog']({ kind: 'zip' }, context),
    ).rejects.toMatchObject({ error: { code: 'unsupported-operation' } });
  });
});

describe('the library', () => {
  it('recognises only what may be opened', async () => {
    const recognise = backendWith().handlers['library.recognise'];
    expect(await recognise({ path: study() }, context)).toMatchObject({ kind: 'workflow' });
    await expect(
      recognise({ path: join(folder, 'outside', 'study') }, context),
    ).rejects.toMatchObject({ error: { code: 'refused' } });
  });

  it('makes a sample that may be opened', async () => {
    const backend = backendWith();
    const { path } = await backend.handlers['library.createSample']({}, context);
    expect((await open(backend, path)).identity.path).toBe(path);
    expect(await backend.handlers['library.createSample']({}, context)).toEqual({ path });
  });

  it('does not tell of recents that may not be opened here', async () => {
    await open(backendWith({ allowedRoots: undefined }), join(folder, 'outside', 'study'));
    const backend = backendWith();
    await open(backend);
    const { recents } = await backend.handlers['library.listRecents']({}, context);
    expect(recents.map(({ path }) => path)).toEqual([study()]);
    await backend.handlers['library.removeRecent']({ path: study() }, context);
    expect((await backend.handlers['library.listRecents']({}, context)).recents).toEqual([]);
  });
});
