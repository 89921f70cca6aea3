import { expect, test } from 'vitest';
import { LeafContainers } from '../../../electron/workers/leaf-containers.ts';
import { leavesOf } from '../../../electron/workers/reasons/leaf-values.ts';

test('a list whose parts have lines of their own is named by its length', () => {
  const phase = (name: string) => new Map([['name', name]]);
  const leaves = leavesOf(new Map([['phases', [phase('a'), phase('b'), phase('c')]]]));
  const containers = new LeafContainers();
  expect(containers.textAt(leaves, ['phases'])).toBe('list of 3');
  expect(containers.textAt(leaves, ['phases', 1])).toBe('dict of 1');
  expect(containers.textAt(leaves, [])).toBe('dict of 1');
  expect(containers.textAt(leaves, ['phases', 0, 'name'])).toBeUndefined();
});
