import { expect, it } from 'vitest';
import { binColumns, binContent } from '../../../../renderer/visuals/status-grid.ts';
import type { RunStatus } from '../../../../shared/model/status.ts';

it('gives each element its own cell while there is room', () => {
  expect(binColumns(2, 10, 400)).toMatchObject({ perBin: 1, binCount: 10, binWidthPx: 22 });
  expect(binColumns(2, 100, 400)).toMatchObject({ perBin: 1, binCount: 100, binWidthPx: 4 });
  expect(binColumns(0, 0, 400)).toMatchObject({ perBin: 1, binCount: 0 });
});

it('shares cells among many elements, losing none', () => {
  const grid = binColumns(1, 10_000, 400);
  expect(grid.binWidthPx).toBeGreaterThanOrEqual(3);
  expect(grid.binCount * grid.perBin).toBeGreaterThanOrEqual(10_000);
  expect((grid.binCount - 1) * grid.perBin).toBeLessThan(10_000);
});

it('shows the most urgent run of a bin', () => {
  const statuses: (RunStatus | undefined)[] = ['success', undefined, 'likely-failed', 'skipped'];
  const grid = { rowCount: 1, binCount: 1, perBin: 5, binWidthPx: 3 };
  expect(binContent(grid, 4, 0, (column) => statuses[column])).toEqual({
    column: 2,
    status: 'likely-failed',
    runCount: 3,
  });
  expect(binContent(grid, 4, 0, () => undefined)).toBeUndefined();
});
