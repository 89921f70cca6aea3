import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import type { ElementRecord } from '../../../electron/persistence/records.ts';
import { ALL, opened, smallWorkflow, task, writtenFolder } from './small-workflow.ts';

/** What a walk through all elements of the two tasks gives. */
async function walked(store: PersistentStore): Promise<ElementRecord[][]> {
  const tasks: ElementRecord[][] = [[], []];
  for (const [index, records] of tasks.entries()) {
    for await (const batch of store.taskElementBatches(index, index)) records.push(...batch);
  }
  return tasks;
}

/** The same by position. */
function byPosition(store: PersistentStore): Promise<ElementRecord[][]> {
  return Promise.all([0, 1].map((index) => store.getTaskElements(index, index, ALL)));
}

describe('the tasks of a JSON store', () => {
  test('are the same by position before, between and after two walks', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 3), task(1, 2)] }), 'json');
    const store = await opened(path, 'json');
    await store.cachedLoad(async () => {
      const before = await byPosition(store);
      expect(before.map((records) => records.length)).toEqual([3, 2]);
      expect(await walked(store)).toEqual(before);
      expect(await byPosition(store)).toEqual(before);
      expect(await walked(store)).toEqual(before);
      expect(await store.countTaskElements(0, 0)).toBe(3);
    });
  });

  test('are the same where only Python takes the document for JSON', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 3), task(1, 2)] }), 'json');
    const plain = await walked(await opened(path, 'json'));
    const file = join(path, 'metadata.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"iterations_idx"', '"note": NaN,\n"iterations_idx"'));
    const store = await opened(path, 'json');
    expect(await walked(store)).toEqual(plain);
    expect(await byPosition(store)).toEqual(plain);
  });

  test('that are no list of tasks are refused where they are asked for', async () => {
    const path = await writtenFolder(smallWorkflow(), 'json');
    const file = join(path, 'metadata.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"elements": [', '"elements": 5, "others": ['));
    const store = await opened(path, 'json');
    await expect(store.countTaskElements(0, 0)).rejects.toThrow(
      'metadata.json at tasks.0.elements is no list',
    );
    expect((await store.getTemplate()).size).toBeGreaterThan(0);
  });
});
