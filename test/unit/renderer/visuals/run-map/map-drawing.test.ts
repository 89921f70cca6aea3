import { describe, expect, it } from 'vitest';
import { combineCodes } from '../../../../../renderer/visuals/run-map/map-cells.ts';
import {
  colourMap,
  NO_CODE,
  SEVERAL,
} from '../../../../../renderer/visuals/run-map/map-colouring.ts';
import { mapColumns } from '../../../../../renderer/visuals/run-map/map-columns.ts';
import { tickLabels } from '../../../../../renderer/visuals/run-map/map-frame.ts';
import {
  boundView,
  placeColumns,
  zoomedAt,
} from '../../../../../renderer/visuals/run-map/map-geometry.ts';
import { elementsInBox, hitAt } from '../../../../../renderer/visuals/run-map/map-hit.ts';
import { packedColour } from '../../../../../renderer/visuals/run-map/map-inks.ts';
import { mapCommand } from '../../../../../renderer/visuals/run-map/map-keys.ts';
import { codesOnPath } from '../../../../../renderer/visuals/run-map/map-path.ts';
import {
  cellsBetween,
  cellsOf,
  evenPieces,
  piecesFrom,
  piecesPerCell,
  spansOfElements,
} from '../../../../../renderer/visuals/run-map/map-pieces.ts';
import {
  type CellInk,
  rasterise,
  seenColumns,
} from '../../../../../renderer/visuals/run-map/map-raster.ts';
import { URGENCY } from '../../../../../shared/model/status.ts';
import { buildRunIndex, type IndexSpec } from '../../../../support/build-run-index.ts';

/** Elements of one task with two actions, all well but for one. */
function study(elements: number, failed: number) {
  const spec: IndexSpec = [
    Array.from({ length: elements }, (_, at) => [
      { runs: [{ status: 'success' }, { status: at === failed ? 'error' : 'success' }] },
    ]),
  ];
  const index = buildRunIndex(spec);
  const map = mapColumns(index, [{ index: 0, name: 't', loops: [], actions: ['a', 'b'] }]);
  return { map, colouring: colourMap(map, index, 'status') };
}
const size = { widthPx: 40, heightPx: 100 };
const whole = (map: ReturnType<typeof mapColumns>) =>
  boundView({ rowPx: 0, topPx: 0, leftPx: 0 }, map.rowCount, placeColumns(map, 40), size);

describe('cells', () => {
  it('share elements where rows would be too low, and take the most urgent', () => {
    expect([3, 24, 1, 0.1].map(piecesPerCell)).toEqual([1, 1, 3, 30]);
    const pieces = evenPieces(10, 10);
    const cells = cellsOf(pieces, 1);
    expect([...cells.starts]).toEqual([0, 3, 6, 9, 10]);
    const all = { first: 0, stop: 4 };
    const least = Uint8Array.of(9, 9, 9, 9, 2, 9, 255, 255, 255, 4);
    expect([...combineCodes(least, pieces, cells, all, 'least')]).toEqual([9, 2, NO_CODE, 4]);
    const same = Uint8Array.of(1, 1, 1, 1, 2, 1, 255, 255, 255, 4);
    expect([...combineCodes(same, pieces, cells, all, 'same')]).toEqual([1, SEVERAL, NO_CODE, 4]);
  });

  it('begin at the same elements wherever one looks', () => {
    const pieces = evenPieces(100, 100);
    expect(cellsBetween(pieces, cellsOf(pieces, 1), 31, 61)).toEqual({ first: 10, stop: 21 });
  });

  it('are as high as the rows they span, with gaps where nothing belongs', () => {
    const pieces = piecesFrom(
      {
        tops: Float64Array.of(0, 6, 6.1, 9),
        bottoms: Float64Array.of(6, 6.1, 7, 10),
        elements: Uint32Array.of(1, 0, 2, 1),
      },
      3,
    );
    expect([...pieces.firstPiece]).toEqual([1, 0, 2]);
    expect([...cellsOf(pieces, 4).starts]).toEqual([0, 1, 2, 3, 4]);
    expect([...cellsOf(pieces, 3).starts]).toEqual([0, 1, 3, 4]);
    expect(cellsBetween(pieces, cellsOf(pieces, 4), 7.5, 8.5)).toEqual({ first: 3, stop: 3 });
    expect(spansOfElements(pieces, { first: 0, last: 1 })).toEqual([{ top: 0, bottom: 6.1 }]);
  });
});

describe('one failure among 100 000', () => {
  const elements = 100_000;
  const { map, colouring } = study(elements, 61_803);
  const places = placeColumns(map, size.widthPx);
  const view = whole(map);
  const inks: Readonly<Record<number, CellInk>> = {
    [URGENCY.indexOf('error')]: { shape: 'loud', colour: 2, ground: 0 },
    [URGENCY.indexOf('success')]: { shape: 'full', colour: 1, ground: 0 },
  };
  const pixels = new Uint32Array(size.widthPx * size.heightPx);
  rasterise(
    { pixels, width: size.widthPx, height: size.heightPx, scale: 1 },
    seenColumns(map, places, colouring, view, size),
    places.columnPx,
    (code) => inks[code],
  );

  it('is seen, over its neighbours', () => {
    const loud = [...pixels.keys()].filter((at) => pixels[at] === 2);
    const rows = [...new Set(loud.map((at) => Math.floor(at / size.widthPx)))];
    const columns = [...new Set(loud.map((at) => at % size.widthPx))];
    // A cell of 3 px less its gap, and a pixel on each side.
    expect(rows).toEqual([59, 60, 61, 62]);
    expect(columns).toHaveLength(places.columnPx + 2);
  });

  it('is what its cell leads to', () => {
    const x = (places.lefts[1] ?? 0) + 2;
    const hit = hitAt(map, places, colouring, view, x, 61);
    expect(hit).toMatchObject({ column: 1, element: 61_803 });
    expect(hit?.elements).toHaveLength(3000);
    expect(hitAt(map, places, colouring, view, x, 20)?.element).toBe(18_000);
    expect(hitAt(map, places, colouring, view, x + 40, 61)).toBeUndefined();
  });

  it('is walked to from cell to cell', () => {
    const context = { map, colouring, view, heightPx: size.heightPx };
    const at = { column: 1, element: 57_000 };
    expect(mapCommand('ArrowDown', { ...context, at })).toMatchObject({
      kind: 'move',
      to: { column: 1, element: 60_000 + 1803 },
    });
    expect(mapCommand('Home', { ...context, at })).toMatchObject({
      kind: 'move',
      to: { column: 1, element: 0 },
    });
    expect(mapCommand('End', { ...context, at })).toMatchObject({ to: { element: 99_000 } });
    expect(mapCommand('ArrowRight', { ...context, at })).toBeUndefined();
    expect(mapCommand('ArrowLeft', { ...context, at })).toMatchObject({ to: { column: 0 } });
    expect(mapCommand('x', { ...context, at })).toBeUndefined();
  });
});

describe('rows that follow lineage', () => {
  // Two textures (a) with two loads (b) each, and the second texture once more in a group (c).
  const run = [{ runs: [{ status: 'success' as const }] }];
  const index = buildRunIndex([[run, run], [run, run, run, run], [run]]);
  const tasks = [0, 1, 2].map((at) => ({ index: at, name: `t${at}`, loops: [], actions: ['a'] }));
  const layout = {
    rowCount: 4,
    tasks: [
      { tops: [0, 2], bottoms: [2, 4], elements: [0, 1] },
      { tops: [0, 1, 2, 3], bottoms: [1, 2, 3, 4], elements: [0, 2, 1, 3] },
      { tops: [2], bottoms: [4], elements: [0] },
    ].map(({ tops, bottoms, elements }) => ({
      tops: Float64Array.from(tops),
      bottoms: Float64Array.from(bottoms),
      elements: Uint32Array.from(elements),
    })),
  };
  const map = mapColumns(index, tasks, layout);
  const colouring = colourMap(map, index, 'status');
  const view = { rowPx: 20, topPx: 0, leftPx: 0 };
  const places = placeColumns(map, 100);

  it('are hit where a cell spans them, and not beside it', () => {
    const [x0 = 0, x1 = 0, x2 = 0] = places.lefts;
    expect(hitAt(map, places, colouring, view, x0 + 1, 45)?.element).toBe(1);
    expect(hitAt(map, places, colouring, view, x1 + 1, 45)?.element).toBe(1);
    expect(hitAt(map, places, colouring, view, x1 + 1, 25)?.element).toBe(2);
    expect(hitAt(map, places, colouring, view, x2 + 1, 25)).toBeUndefined();
    const box = { left: x1, right: x1 + 1, top: 25, bottom: 45 };
    expect(elementsInBox(map, places, view, box, undefined)?.ranges).toEqual([
      { first: 1, last: 2 },
    ]);
  });

  it('are walked along, from a row to the nearest of the next column', () => {
    const context = { map, colouring, view, heightPx: 80 };
    const across = mapCommand('ArrowRight', { ...context, at: { column: 0, element: 0 } });
    expect(across).toMatchObject({ to: { column: 1, element: 2 } });
    expect(mapCommand('ArrowDown', { ...context, at: { column: 1, element: 2 } })).toMatchObject({
      to: { element: 1 },
    });
    expect(mapCommand('ArrowRight', { ...context, at: { column: 1, element: 0 } })).toMatchObject({
      to: { column: 2, element: 0 },
    });
  });

  it('show the path of a run alone', () => {
    const isOnPath = Uint8Array.of(0, 1, 0, 1, 0, 0, 1);
    const codes = codesOnPath(map, colouring.codes, isOnPath);
    expect(codes.map((own) => [...own].map((code) => code !== NO_CODE))).toEqual([
      [false, true],
      [false, true, false, false],
      [true],
    ]);
  });
});

describe('looking closer', () => {
  const { map, colouring } = study(1000, 3);
  const places = placeColumns(map, size.widthPx);

  it('keeps the row under the pointer, and stays within the map', () => {
    const first = whole(map);
    const zoomed = zoomedAt(first, 10, 50, map.rowCount, size.heightPx);
    expect((zoomed.topPx + 50) / zoomed.rowPx).toBeCloseTo(500);
    const bound = boundView({ ...zoomed, topPx: 1e9, leftPx: 5 }, map.rowCount, places, size);
    expect(bound).toEqual({ rowPx: 1, topPx: 900, leftPx: 0 });
  });

  it('takes the elements of a box', () => {
    const view = { rowPx: 10, topPx: 100, leftPx: 0 };
    const box = { left: 0, right: 30, top: 5, bottom: 34 };
    expect(elementsInBox(map, places, view, box, 0)).toEqual({
      task: 0,
      ranges: [{ first: 10, last: 13 }],
    });
    const hit = hitAt(map, places, colouring, view, 1, 5);
    expect([...(hit?.elements ?? [])]).toEqual([10]);
  });

  it('numbers rows at round numbers that do not touch', () => {
    expect(tickLabels(evenPieces(1000, 1000), 0.5).map(({ top }) => top)).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900,
    ]);
    expect(tickLabels(evenPieces(3, 3), 24).map(({ name }) => name)).toEqual(['0', '2']);
  });
});

it('packs colours as image data has them', () => {
  const packed = packedColour('#ff7059') ?? 0;
  expect([...new Uint8Array(Uint32Array.of(packed).buffer)]).toEqual([255, 112, 89, 255]);
  expect(packedColour('#fff')).toBe(0xffffffff);
  expect(packedColour('rgba(0,0,0,.1)')).toBeUndefined();
});
