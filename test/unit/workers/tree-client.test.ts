import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CopyRequest } from '../../../electron/files/tree/copy-tree.ts';
import { newOperationId } from '../../../electron/files/tree/sibling-names.ts';
import { runTree, type TreeProgress } from '../../../electron/workers/tree-client.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { describeTree, makeTree, prove, scratchFolder } from '../files/tree/tree-support.ts';
import { bundleNodeEntries } from '../hosts/worker-bundle.ts';

let dist: URL;
let workerFile: URL;

beforeAll(async () => {
  dist = await bundleNodeEntries({ 'tree-worker': 'electron/workers/tree-worker.ts' });
  workerFile = new URL('node/tree-worker.js', dist);
}, 60_000);

afterAll(() => rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true }));

// Disks of test machines may be slow, and one of the copies waits for the disk.
vi.setConfig({ testTimeout: 60_000 });

const lines: string[] = [];
const log = (line: string): void => void lines.push(line);
afterEach(() => expect(lines.splice(0)).toEqual([]));

/** Many small files in some folders, so that both threads have work. */
function makeMany(root: string, count: number): void {
  makeTree(root);
  for (let at = 0; at < count; at += 1) {
    const folder = join(root, `folder ${at % 7}`);
    if (at < 7) mkdirSync(folder);
    writeFileSync(join(folder, `f${at}`), Buffer.alloc(300, at));
  }
}

async function place(
  count: number,
): Promise<{ folder: string; source: string; request: CopyRequest }> {
  const folder = scratchFolder();
  const source = join(folder, 'study');
  makeMany(source, count);
  mkdirSync(join(folder, 'data'));
  const request: CopyRequest = {
    id: newOperationId(),
    source: await prove(source),
    target: join(folder, 'copy'),
    leaveOut: ['folder 6/*'],
    allowChanges: false,
    isFlushed: false,
    dataFolder: join(folder, 'data'),
  };
  return { folder, source, request };
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppException ? error.error.code : error),
  );

describe('two threads', () => {
  test('copy the same as one, and say how far they are', async () => {
    const { folder, source, request } = await place(1500);
    const progress: TreeProgress[] = [];
    const opened: string[] = [];
    const report = await runTree(
      'copy',
      { ...request, isFlushed: true },
      {
        workerFile,
        log,
        onProgress: (said) => progress.push(said),
        totals: { files: 1540, sizeBytes: 450_000 },
        opens: async (path) => void opened.push(path),
      },
    );
    rmSync(join(source, 'folder 6'), { recursive: true });
    mkdirSync(join(source, 'folder 6'));
    const withoutTimes = (root: string): string[] =>
      describeTree(root).filter((line) => !line.startsWith('folder 6/'));
    expect(withoutTimes(join(folder, 'copy'))).toEqual(withoutTimes(source));
    expect(readdirSync(join(folder, 'copy', 'folder 6'))).toEqual([]);
    expect(report).toMatchObject({
      tally: { files: 40 + 1286, links: 2 },
      proof: { comparison: 'equal' },
    });
    expect(opened).toHaveLength(1);
    const phases = new Set(progress.map(({ phase }) => phase));
    phases.delete('starting');
    expect(phases).toEqual(new Set(['copying', 'flushing', 'verifying', 'opening', 'finishing']));
    expect(readdirSync(folder).sort()).toEqual(['copy', 'data', 'study']);
  });

  test('leave nothing when cancelled anywhere', async () => {
    for (const afterMs of [0, 60, 90, 120, 160]) {
      const { folder, source, request } = await place(1000);
      const before = describeTree(source);
      const controller = new AbortController();
      const running = codeOf(
        runTree('copy', request, { workerFile, log, signal: controller.signal }),
      );
      setTimeout(() => controller.abort(), afterMs);
      const code = await running;
      expect(['cancelled', 'done']).toContain(code);
      const whole = code === 'done' ? ['copy'] : [];
      expect(readdirSync(folder).sort()).toEqual([...whole, 'data', 'study']);
      expect(readdirSync(join(folder, 'data', 'operations'))).toEqual([]);
      expect(describeTree(source)).toEqual(before);
    }
  });

  test('remove the copy that does not open', async () => {
    const { folder, request } = await place(100);
    const running = runTree('copy', request, {
      workerFile,
      log,
      opens: async () => {
        throw new AppException({ code: 'corrupt-data', message: 'No.', file: 'x' });
      },
    });
    expect(await codeOf(running)).toBe('corrupt-data');
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
  });

  test('delete all', async () => {
    const { folder, source, request } = await place(1500);
    const report = await runTree(
      'delete',
      { id: newOperationId(), folder: await prove(source), dataFolder: request.dataFolder },
      { workerFile, log },
    );
    expect(report).toEqual({ files: 1542, folders: 13 });
    expect(readdirSync(folder)).toEqual(['data']);
  });

  test('say what is left of a cancelled deletion, and finish it', async () => {
    const { folder, source, request } = await place(5000);
    const id = newOperationId();
    const input = { id, folder: await prove(source), dataFolder: request.dataFolder };
    const controller = new AbortController();
    const code = await codeOf(
      runTree('delete', input, {
        workerFile,
        log,
        signal: controller.signal,
        onProgress: ({ phase }) => phase === 'removing' && controller.abort(),
      }),
    );
    expect(['cancelled', 'done']).toContain(code);
    const { dataFolder } = request;
    const leftOvers = await runTree('listLeftOvers', { dataFolder }, { workerFile, log });
    const isWhole = readdirSync(folder).includes('study');
    expect(leftOvers).toHaveLength(code === 'done' || isWhole ? 0 : 1);
    if (leftOvers.length > 0) {
      await runTree('cleanLeftOver', { dataFolder, id }, { workerFile, log });
      expect(readdirSync(folder)).toEqual(['data']);
    }
  });

  test('count the same as one', async () => {
    const { source } = await place(1500);
    const input = { folder: await prove(source), leaveOut: [] };
    const shared = await runTree('measure', input, { workerFile, log });
    const single = await runTree('measure', input, { workerFile, log, isAlone: true });
    // Of several files of the same time either may be named.
    expect({ ...shared, newestKey: '' }).toEqual({ ...single, newestKey: '' });
    expect(shared.files).toBe(1540);
  });
});

test('an error inside the second thread ends the copy with its reason', async () => {
  const { folder, source, request } = await place(1000);
  // Where the last folder's copy would be, names are too long for the path.
  const long = join(source, 'x'.repeat(250), 'y'.repeat(250));
  mkdirSync(long, { recursive: true });
  let deep = join(folder, 'deep');
  while (Buffer.byteLength(deep) < 3650) deep = join(deep, 'd'.repeat(60));
  mkdirSync(deep, { recursive: true });
  for (let at = 0; at < 500; at += 1) writeFileSync(join(long, `f${at}`), '');
  const target = join(deep, 'copy');
  const running = codeOf(runTree('copy', { ...request, target }, { workerFile, log }));
  expect(await running).toBe('invalid-request');
  expect(readdirSync(deep)).toEqual([]);
});
