import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleNodeEntries } from '../unit/hosts/worker-bundle.ts';
import {
  emptyWorkflow,
  opened,
  QUICK,
  STORES,
  source,
} from '../unit/persistence-writing/new-workflow.ts';

const COUNT = 60;
let folder: string;
let dist: URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-two-'));
  dist = await bundleNodeEntries({ 'set-child': 'test/faults/set-child.ts' });
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true });
});

test('two processes that set different Zarr parameters at once lose neither', async () => {
  const path = join(folder, 'w');
  await STORES.zarr.writeEmptyWorkflow(emptyWorkflow(path), QUICK);
  const { store } = await opened(path, 'zarr');
  await store.addManyParameters(Array.from({ length: COUNT }, () => ({ source: source() })));
  const child = fileURLToPath(new URL('node/set-child.js', dist));
  const ended = [0, 1].map(
    (which) =>
      new Promise<number | null>((resolve) => {
        const args = [child, path, String(which), String(COUNT)];
        spawn(process.execPath, args, { stdio: 'inherit' }).once('exit', resolve);
      }),
  );
  expect(await Promise.all(ended)).toEqual([0, 0]);
  for (let index = 0; index < COUNT; index += 1) {
    const [isSet, value] = await store.getParameterData(index);
    expect(isSet, `parameter ${index}`).toBe(true);
    const array = value instanceof Map ? value.get('array') : undefined;
    const items =
      typeof array === 'object' && array !== null && 'read' in array
        ? await array.read()
        : undefined;
    expect(Array.from(items?.data ?? [])).toEqual([index, index + 1, index + 2]);
  }
}, 60_000);
