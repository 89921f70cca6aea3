import { describe, expect, it } from 'vitest';
import { nestLoops } from '../../../renderer/features/loops/loop-nesting.ts';
import type { Loop } from '../../../shared/contract/documents.ts';

const loop = (name: string, parent?: string): Loop => ({
  name,
  taskInsertIds: [],
  requestedIterations: 1,
  addedIterations: 1,
  iterableParameters: [],
  nonIterableParameters: [],
  ...(parent === undefined ? {} : { parent }),
});
const nested = (...loops: readonly Loop[]) =>
  nestLoops(loops).map(({ loop: { name }, depth }) => `${depth} ${name}`);

describe('nesting of loops', () => {
  it('puts inner loops after the loop they are in', () => {
    expect(nested(loop('inner', 'outer'), loop('other'), loop('outer'))).toEqual([
      '0 other',
      '0 outer',
      '1 inner',
    ]);
    expect(nested(loop('a'), loop('b', 'a'), loop('c', 'b'), loop('d', 'a'))).toEqual([
      '0 a',
      '1 b',
      '2 c',
      '1 d',
    ]);
  });

  it('shows every loop once, also when its parent is missing or in a circle', () => {
    expect(nested(loop('lost', 'gone'))).toEqual(['0 lost']);
    expect(nested(loop('a', 'b'), loop('b', 'a'))).toEqual(['0 a', '1 b']);
  });
});
