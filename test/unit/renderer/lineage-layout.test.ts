import { expect, test } from 'vitest';
import { layerLayout, NODE_HEIGHT, NODE_WIDTH } from '../../../renderer/visuals/lineage-layout.ts';

test('levels are columns from left to right, and no two nodes overlap', () => {
  const nodes = Array.from({ length: 200 }, (_, id) => ({ id, level: (id % 7) - 3 }));
  const edges = nodes
    .filter(({ level }) => level < 3)
    .map(({ id }) => ({ from: id, to: (id + 1) % 200 }));
  const { places, width, height } = layerLayout(nodes, edges);
  expect(places.size).toBe(200);
  const all = [...places.values()];
  for (const [at, a] of all.entries()) {
    expect(a.x + NODE_WIDTH).toBeLessThanOrEqual(width);
    expect(a.y + NODE_HEIGHT).toBeLessThanOrEqual(height);
    for (const b of all.slice(at + 1)) {
      expect(Math.abs(a.x - b.x) >= NODE_WIDTH || Math.abs(a.y - b.y) >= NODE_HEIGHT).toBe(true);
    }
  }
  expect(places.get(0)?.x).toBeLessThan(places.get(1)?.x ?? 0);
});

test('nodes stand beside their neighbours', () => {
  const nodes = [0, 1, 2].flatMap((at) => [
    { id: at, level: 0 },
    { id: 10 + at, level: 1 },
  ]);
  const edges = [
    { from: 0, to: 12 },
    { from: 1, to: 11 },
    { from: 2, to: 10 },
  ];
  const { places } = layerLayout(nodes, edges);
  for (const { from, to } of edges) expect(places.get(from)?.y).toBe(places.get(to)?.y);
});
