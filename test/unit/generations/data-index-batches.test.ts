import { describe, expect, test } from 'vitest';
import { openReader } from '../../../electron/generations/open-reader.ts';
import { recognise } from '../../../electron/generations/recognise.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

describe.skipIf(!hasSharedWorkflows)('data indices of a whole workflow', () => {
  test.each([
    'gen1-a40-zarr-loop-two-tasks',
    'gen1-a40-json-loop-nested',
    'gen1-a31-zarr-two-actions',
  ])('are those of each iteration: %s', async (name) => {
    const found = await recognise(sharedWorkflowPath(name));
    if (found.kind !== 'workflow') throw new Error(`${name} is not recognised`);
    const reader = await openReader(found);
    for (const task of reader.tasks) {
      const elements = [];
      for await (const batch of reader.dataIndexBatches(task)) elements.push(...batch);
      expect(elements.map(({ element }) => element)).toEqual(
        Array.from({ length: task.elementCount }, (_, at) => at),
      );
      for (const { element, iterations } of elements) {
        expect(iterations.length).toBeGreaterThan(0);
        for (const [ordinal, iteration] of iterations.entries()) {
          expect(iteration).toEqual(await reader.iteration(task, element, ordinal));
        }
      }
    }
    await reader.close();
  });
});
