import { expect, it } from 'vitest';
import { LineageBuilder } from '../../../../electron/workers/reasons/lineage-index.ts';
import { lineagePath } from '../../../../electron/workers/reasons/lineage-path.ts';
import { mapRows } from '../../../../electron/workers/reasons/map-rows.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const element = [{ runs: [{ status: 'success' as const }] }];

/**
 * One run per element, which writes the parameter of its own row.
 *
 * @param reads Rows whose outputs each run reads.
 */
async function rowsOf(sizes: readonly number[], reads: readonly (readonly number[])[]) {
  const index = buildRunIndex(sizes.map((size) => Array.from({ length: size }, () => element)));
  const builder = new LineageBuilder(reads.length, reads.length, (row) => row);
  for (const [row, parents] of reads.entries()) {
    const inputs = Object.fromEntries(parents.map((parent) => [`inputs.p${parent}`, parent]));
    builder.add(row, { ...inputs, 'outputs.x': row }, {});
  }
  const lineage = builder.finish();
  const rows = await mapRows(index, lineage, sizes.length, context);
  const shown = rows.tasks.map(({ tops, bottoms, elements }) =>
    [...elements].map((at, piece) => [at, tops[piece], bottoms[piece]]),
  );
  return { ...rows, shown, lineage };
}

it('spans what an element fed, and what it collects', async () => {
  // Two textures, of which each is loaded twice; one plot of each texture's loads, one of all.
  const found = await rowsOf([2, 4, 2, 1], [[], [], [0], [0], [1], [1], [2, 3], [4, 5], [6, 7]]);
  expect(found).toMatchObject({ rowCount: 4, base: 1 });
  expect(found.shown).toEqual([
    [
      [0, 0, 2],
      [1, 2, 4],
    ],
    [0, 1, 2, 3].map((at) => [at, at, at + 1]),
    [
      [0, 0, 2],
      [1, 2, 4],
    ],
    [[0, 0, 4]],
  ]);
  expect([...lineagePath(found.lineage, 4).above]).toEqual([1]);
  expect([...lineagePath(found.lineage, 4).below]).toEqual([7, 8]);
});

it('brings together what was made of the same, where the order of the task does not', async () => {
  const found = await rowsOf([2, 4], [[], [], [0], [1], [0], [1]]);
  expect(found.shown[0]).toEqual([
    [0, 0, 2],
    [1, 2, 4],
  ]);
  expect(found.shown[1]?.map(([at]) => at)).toEqual([0, 2, 1, 3]);
});

it('repeats an element beside every row it belongs to, where two inputs cross', async () => {
  // Textures outside, loads inside: the order of the task stays, loads repeat.
  const found = await rowsOf([2, 2, 4], [[], [], [], [], [0, 2], [0, 3], [1, 2], [1, 3]]);
  expect(found.shown[0]?.map(([at]) => at)).toEqual([0, 1]);
  expect(found.shown[1]?.map(([at]) => at)).toEqual([0, 1, 0, 1]);
  expect(found.tasks[1]).toMatchObject({ isRepeated: true });
  expect(found.shown[2]?.map(([at]) => at)).toEqual([0, 1, 2, 3]);
});

it('gives rows of their own to what has no link, and leaves out no element', async () => {
  const found = await rowsOf([3, 2, 1], [[], [], [], [0], [1], []]);
  expect(found.rowCount).toBe(4);
  expect(found.shown[0]).toEqual([0, 1, 2].map((at) => [at, at, at + 1]));
  expect(found.shown[2]).toEqual([[0, 3, 4]]);
  expect(await rowsOf([2, 1], [[], [], []])).toMatchObject({ rowCount: 0 });
});
