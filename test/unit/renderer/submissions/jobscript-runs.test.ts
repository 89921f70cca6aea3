import { expect, it } from 'vitest';
import {
  firstStartUs,
  runsByUrgency,
  statusAt,
} from '../../../../renderer/features/submissions/jobscript-runs.ts';
import type { JobscriptGrid } from '../../../../shared/contract/submissions.ts';
import type { RunIndex } from '../../../../shared/model/run-index.ts';
import { type RunStatus, statusCode } from '../../../../shared/model/status.ts';

const STATUSES: RunStatus[] = ['success', 'error', 'skipped', 'success'];

function indexOf(starts: number[]): RunIndex {
  const ids = Uint32Array.of(0, 1, 2, 3);
  return {
    asOfMs: 0,
    loops: [],
    hosts: [],
    elements: {
      count: 4,
      task: new Uint16Array(4),
      index: ids,
      elementSet: new Uint16Array(4),
      iterationStart: Uint32Array.of(0, 1, 2, 3, 4),
    },
    iterations: {
      count: 4,
      element: ids,
      id: ids,
      ordinal: new Uint32Array(4),
      loopIdx: new Int32Array(0),
      isInitialised: new Uint8Array(4).fill(1),
      runStart: Uint32Array.of(0, 1, 2, 3, 4),
    },
    runs: {
      count: 4,
      iteration: ids,
      action: new Uint16Array(4),
      attempt: new Uint16Array(4),
      id: ids,
      status: Uint8Array.from(STATUSES, statusCode),
      startUs: Float64Array.from(starts),
      endUs: new Float64Array(4),
      exitCode: new Int32Array(4),
      submission: Int32Array.of(0, 0, 0, 1),
      jobscript: Int32Array.of(0, 0, 0, 0),
      host: new Int32Array(4).fill(-1),
    },
  };
}

const index = indexOf([30, Number.NaN, 20, 10]);
const row = { taskInsertId: 0, action: 0, loopIdx: [] };
const grid: JobscriptGrid = {
  rows: [row, { ...row, action: 1 }],
  columnCount: 3,
  cells: Int32Array.of(0, 1, -1, -1, 2, 99),
  problems: [],
};

it('reads the status of a cell, and nothing where nothing is to be run', () => {
  expect(statusAt(grid, index, 0, 1)).toBe('error');
  expect(statusAt(grid, index, 0, 2)).toBeUndefined();
  expect(statusAt(grid, index, 1, 2)).toBeUndefined();
});

it('lists runs with failures first', () => {
  expect(runsByUrgency(grid, index)).toEqual([
    { row: 0, column: 1, run: 1 },
    { row: 1, column: 1, run: 2 },
    { row: 0, column: 0, run: 0 },
  ]);
});

it('finds when the first run of a jobscript started', () => {
  expect(firstStartUs(index, 0, 0)).toBe(20);
  expect(firstStartUs(index, 1, 0)).toBe(10);
  expect(firstStartUs(index, 2, 0)).toBeUndefined();
  expect(firstStartUs(indexOf([Number.NaN, Number.NaN, Number.NaN, 1]), 0, 0)).toBeUndefined();
});
