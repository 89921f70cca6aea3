import { describe, expect, it } from 'vitest';
import { layOutRows } from '../../../renderer/features/runs/row-layout.ts';
import { subRowCount, subRowsOf } from '../../../renderer/features/runs/sub-rows.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

describe('lines of the elements table', () => {
  it('is the order itself when nothing is expanded', () => {
    const layout = layOutRows(Uint32Array.of(4, 2, 7), new Map());
    expect(layout.count).toBe(3);
    expect([0, 1, 2].map((row) => layout.at(row)?.element)).toEqual([4, 2, 7]);
    expect(layout.at(3)).toBeUndefined();
    expect(layout.at(-1)).toBeUndefined();
    expect(layout.rowOf(7)).toBe(2);
    expect(layout.rowOf(5)).toBeUndefined();
  });

  it('puts the lines of expanded elements below them, and finds each again', () => {
    const layout = layOutRows(
      Uint32Array.of(9, 3, 5, 1),
      new Map([
        [3, 2],
        [1, 3],
        [8, 50],
      ]),
    );
    const lines = Array.from({ length: layout.count }, (_, row) => layout.at(row));
    expect(lines).toEqual([
      { element: 9 },
      { element: 3 },
      { element: 3, sub: 0 },
      { element: 3, sub: 1 },
      { element: 5 },
      { element: 1 },
      { element: 1, sub: 0 },
      { element: 1, sub: 1 },
      { element: 1, sub: 2 },
    ]);
    lines.forEach((line, row) => {
      expect(layout.rowOf(line?.element ?? -1, line?.sub)).toBe(row);
    });
  });

  it('copes with an expanded element that has no lines', () => {
    const layout = layOutRows(Uint32Array.of(0, 1), new Map([[0, 0]]));
    expect(layout.count).toBe(2);
    expect(layout.at(1)).toEqual({ element: 1 });
  });

  it('stays right for 100,000 elements', () => {
    const order = Uint32Array.from({ length: 100_000 }, (_, at) => 99_999 - at);
    const layout = layOutRows(order, new Map([[50_000, 4]]));
    expect(layout.at(layout.count - 1)).toEqual({ element: 0 });
    expect(layout.rowOf(0)).toBe(100_003);
    expect(layout.at(50_000)).toEqual({ element: 50_000, sub: 0 });
  });
});

describe('lines below an element', () => {
  const run = { status: 'complete' } as const;
  const index = buildRunIndex([[[{ runs: [run] }], [{ runs: [run, run] }, { runs: [] }], []]]);

  it('lists each iteration with its runs, also one without runs', () => {
    expect(subRowsOf(index, 1)).toEqual([
      { kind: 'iteration', iteration: 1 },
      { kind: 'run', iteration: 1, run: 1 },
      { kind: 'run', iteration: 1, run: 2 },
      { kind: 'iteration', iteration: 2 },
    ]);
  });

  it('counts them without making them', () => {
    for (const element of [0, 1, 2]) {
      expect(subRowCount(index, element)).toBe(subRowsOf(index, element).length);
    }
  });
});
