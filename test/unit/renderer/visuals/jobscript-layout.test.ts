import { describe, expect, it } from 'vitest';
import {
  depthsOf,
  isDrawable,
  type JobscriptNode,
  layOut,
  MAX_NODES,
  NODE_HEIGHT_PX,
  NODE_WIDTH_PX,
} from '../../../../renderer/visuals/jobscript-layout.ts';

function node(index: number, ...dependencies: number[]): JobscriptNode {
  return {
    index,
    dependencies: dependencies.map((jobscript) => ({ jobscript, isArray: jobscript % 2 === 0 })),
  };
}

describe('depthsOf', () => {
  it('is the longest chain before a jobscript', () => {
    const depths = depthsOf([node(0), node(1, 0), node(2, 1, 0), node(3)]);
    expect([...depths]).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 0],
    ]);
  });

  it('ends on circles and on jobscripts that are not there', () => {
    const depths = depthsOf([node(0, 1), node(1, 0), node(2, 99), node(3, 3)]);
    expect(depths.size).toBe(4);
    expect(Math.max(...depths.values())).toBeLessThan(4);
  });
});

describe('layOut', () => {
  const layout = layOut([node(0), node(1), node(2, 1), node(3, 0), node(4, 2, 0)]);

  it('puts columns by depth and keeps lines short', () => {
    const at = (index: number) => layout.nodes.find((one) => one.index === index);
    expect(layout.nodes.map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 2]);
    // 3 waits for the upper jobscript, so it stands above 2.
    expect(at(3)?.y).toBeLessThan(at(2)?.y ?? 0);
  });

  it('keeps every node apart and inside the picture', () => {
    const seen = new Set(layout.nodes.map(({ x, y }) => `${x} ${y}`));
    expect(seen.size).toBe(layout.nodes.length);
    for (const { x, y } of layout.nodes) {
      expect(x + NODE_WIDTH_PX).toBeLessThanOrEqual(layout.widthPx);
      expect(y + NODE_HEIGHT_PX).toBeLessThanOrEqual(layout.heightPx);
    }
  });

  it('draws one line per dependency, with its kind', () => {
    expect(layout.edges.map(({ from, to, isArray }) => [from, to, isArray])).toEqual([
      [1, 2, false],
      [0, 3, true],
      [2, 4, true],
      [0, 4, true],
    ]);
  });

  it('is empty for no jobscripts', () => {
    expect(layOut([])).toMatchObject({ nodes: [], edges: [] });
  });
});

it('is not drawn when it would be too large to read', () => {
  const many = Array.from({ length: MAX_NODES + 1 }, (_, index) => node(index));
  expect(isDrawable(many)).toBe(false);
  expect(isDrawable(many.slice(1))).toBe(true);
});
