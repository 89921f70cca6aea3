import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { recognise } from '../../../electron/generations/recognise.ts';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../../electron/sample/parameter-study.ts';
import { createBackend } from '../../../electron/services/create-backend.ts';
import type { RunTree } from '../../../electron/services/operations/run-tree.ts';
import type { StartWorker } from '../../../electron/services/workflow-worker.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { runWorkerTask } from '../../../electron/workers/tree-tasks.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { Output } from '../../../shared/contract/procedures.ts';
import { scratchFolder, testContext } from '../files/tree/tree-support.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';
import { described } from '../workers/conversion/conversion-support.ts';
import { codeOf, touchAll } from './operations-support.ts';

const CALL: CallContext = {
  signal: new AbortController().signal,
  reportProgress: () => undefined,
};

/** Real sessions, in this thread. */
const startWorker: StartWorker = async (path) => {
  const session = await openSession(path);
  const { identity } = await session.handlers['workflow.readStructure']({ workflowId: '' }, CALL);
  return {
    identity,
    async call(name, input, context) {
      const handler: unknown = session.handlers[name];
      if (typeof handler !== 'function') throw new Error(`no ${name}`);
      return (await handler(input, context)) as Output<typeof name>;
    },
    onCrash: () => () => undefined,
    close: () => session.close(),
  };
};

/** Tasks in this thread; what was made is opened when it has its name already. */
const runTree: RunTree = async (name, input, wishes) => {
  const output = await runWorkerTask(name, input, testContext());
  const path = typeof output === 'object' && output !== null && 'path' in output && output.path;
  if (typeof path === 'string') await wishes?.opens?.(path);
  return output;
};

function backendIn(folder: string) {
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'share'));
  const options = {
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
    allowedRoots: [folder],
    log: () => undefined,
  };
  const { handlers } = createBackend(options, { recognise, startWorker, runTree });
  const look = async (path: string) => {
    const { workflowId } = await handlers['workflow.open']({ path }, CALL);
    return handlers['operations.preflight']({ subject: { workflowId }, purpose: 'convert' }, CALL);
  };
  const convert = async (path: string, withoutRunFiles = false): Promise<Operation> => {
    const { token, suggestion, cautions } = await look(path);
    const { operationId } = await handlers['operations.convert'](
      {
        token,
        confirmed: cautions,
        name: suggestion?.name ?? '',
        placeId: suggestion?.place.placeId ?? '',
        withoutRunFiles,
      },
      CALL,
    );
    const find = async (): Promise<Operation | undefined> =>
      (await handlers['operations.list']({}, CALL)).operations.find(
        (operation) => operation.operationId === operationId,
      );
    await expect.poll(async () => (await find())?.outcome, { timeout: 20_000 }).toBeDefined();
    const operation = await find();
    if (operation === undefined) throw new Error('not listed');
    return operation;
  };
  return { handlers, look, convert };
}

test.skipIf(!hasSharedWorkflows)(
  'a folder becomes an archive without the files of runs, and a folder again',
  async () => {
    const folder = scratchFolder();
    const study = join(folder, 'study');
    cpSync(sharedWorkflowPath('gen3-a180-zarr-fail'), study, { recursive: true });
    const files = readdirSync(study, { recursive: true, withFileTypes: true });
    touchAll(study, 24 * 3600);
    const { look, convert } = backendIn(folder);
    const found = await look(study);
    expect(found).toMatchObject({
      purpose: 'convert',
      suggestion: { name: 'study.zip' },
      conversion: {
        to: 'zip',
        isEstimate: false,
        made: { files: files.filter((entry) => entry.isFile()).length },
      },
    });
    const packed = await convert(study, true);
    expect(packed).toMatchObject({
      kind: 'convert',
      outcome: {
        kind: 'done',
        result: { path: `${study}.zip`, files: found.conversion?.madeWithoutRunFiles?.files },
      },
    });
    touchAll(folder, 24 * 3600);
    const unpacked = await convert(`${study}.zip`);
    expect(unpacked).toMatchObject({
      outcome: { result: { path: `${study} 2`, isCompared: true } },
    });
    expect(await described(`${study} 2`)).toEqual(await described(study));
    // A JSON store of these versions has no other form.
    const json = join(folder, 'json');
    cpSync(sharedWorkflowPath('gen3-a180-json-fail'), json, { recursive: true });
    expect(await codeOf(look(json))).toBe('unsupported-operation');
  },
  60_000,
);

test('GEN1: a JSON store becomes a Zarr store and back, with what lies beside it', async () => {
  const folder = scratchFolder();
  const study = join(folder, 'study');
  await writeGen1(study, parameterStudy({ elements: 3, failedPart: 0.5 }), 'json');
  mkdirSync(join(study, 'artifacts', 'own'), { recursive: true });
  writeFileSync(join(study, 'artifacts', 'own', 'note.txt'), 'text');
  touchAll(study, 24 * 3600);
  const { look, convert } = backendIn(folder);
  expect(await look(study)).toMatchObject({
    conversion: { to: 'zarr', isEstimate: true },
    suggestion: { name: 'study zarr' },
  });
  const there = await convert(study);
  expect(there).toMatchObject({ outcome: { result: { isCompared: true } } });
  const other = join(folder, 'study zarr');
  expect(existsSync(join(other, 'artifacts', 'own', 'note.txt'))).toBe(true);
  expect(readdirSync(other).filter((name) => name.endsWith('.json'))).toEqual([]);
  touchAll(other, 24 * 3600);
  await convert(other);
  expect(await described(join(folder, 'study zarr json'))).toEqual(await described(study));
}, 60_000);
