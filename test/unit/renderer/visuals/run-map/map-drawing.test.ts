import { describe, expect, it } from 'vitest';
import { cellsInSight, combineCodes } from '../../../../../renderer/visuals/run-map/map-cells.ts';
import {
  colourMap,
  NO_CODE,
  SEVERAL,
} from '../../../../../renderer/visuals/run-map/map-colouring.ts';
import { mapColumns } from '../../../../../renderer/visuals/run-map/map-columns.ts';
import { tickLabels } from '../../../../../renderer/visuals/run-map/map-frame.ts';
import {
  boundView,
  elementsPerCell,
  placeColumns,
  zoomedAt,
} from '../../../../../renderer/visuals/run-map/map-geometry.ts';
import { elementsInBox, hitAt } from '../../../../../renderer/visuals/run-map/map-hit.ts';
import { packedColour } from '../../../../../renderer/visuals/run-map/map-inks.ts';
import { mapCommand } from '../../../../../renderer/visuals/run-map/map-keys.ts';
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
    expect([3, 24, 1, 0.1].map(elementsPerCell)).toEqual([1, 1, 3, 30]);
    const cells = cellsInSight(10, 1, 3, 0, 100);
    expect(cells).toEqual({ first: 0, perCell: 3, count: 4 });
    const out = new Uint8Array(4);
    combineCodes(Uint8Array.of(9, 9, 9, 9, 2, 9, 255, 255, 255, 4), cells, 'least', out);
    expect([...out]).toEqual([9, 2, NO_CODE, 4]);
    combineCodes(Uint8Array.of(1, 1, 1, 1, 2, 1, 255, 255, 255, 4), cells, 'same', out);
    expect([...out]).toEqual([1, SEVERAL, NO_CODE, 4]);
  });

  it('begin at the same elements wherever one looks', () => {
    expect(cellsInSight(100, 1, 3, 31, 30)).toEqual({ first: 30, perCell: 3, count: 11 });
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
    view,
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
    expect(hit).toMatchObject({ column: 1, element: 61_803, count: 3000 });
    expect(hitAt(map, places, colouring, view, x, 20)?.element).toBe(18_000);
    expect(hitAt(map, places, colouring, view, x + 40, 61)).toBeUndefined();
  });

  it('is walked to from cell to cell', () => {
    const context = { map, colouring, view, heightPx: size.heightPx };
    const at = { column: 1, element: 57_000 };
    expect(mapCommand('ArrowDown', { ...context, at })).toEqual({
      kind: 'move',
      to: { column: 1, element: 60_000 + 1803 },
    });
    expect(mapCommand('Home', { ...context, at })).toEqual({
      kind: 'move',
      to: { column: 1, element: 0 },
    });
    expect(mapCommand('End', { ...context, at })).toMatchObject({ to: { element: 99_000 } });
    expect(mapCommand('ArrowRight', { ...context, at })).toBeUndefined();
    expect(mapCommand('ArrowLeft', { ...context, at })).toMatchObject({ to: { column: 0 } });
    expect(mapCommand('x', { ...context, at })).toBeUndefined();
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
    expect(elementsInBox(map, places, view, box, 0)).toEqual({ task: 0, first: 10, last: 13 });
    expect(hitAt(map, places, colouring, view, 1, 5)).toMatchObject({ element: 10, count: 1 });
  });

  it('numbers rows at round numbers that do not touch', () => {
    expect(tickLabels(1000, 0.5).map(({ first }) => first)).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900,
    ]);
    expect(tickLabels(3, 24).map(({ name }) => name)).toEqual(['0', '2']);
  });
});

it('packs colours as image data has them', () => {
  const packed = packedColour('#ff7059') ?? 0;
  expect([...new Uint8Array(Uint32Array.of(packed).buffer)]).toEqual([255, 112, 89, 255]);
  expect(packedColour('#fff')).toBe(0xffffffff);
  expect(packedColour('rgba(0,0,0,.1)')).toBeUndefined();
});
