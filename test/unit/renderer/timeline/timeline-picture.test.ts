import { afterEach, beforeEach, expect, test } from 'vitest';
import { usePreferences } from '../../../../renderer/ui/preferences.ts';
import { laneDensity } from '../../../../renderer/visuals/timeline/lane-density.ts';
import { spotOf } from '../../../../renderer/visuals/timeline/lanes-drawing.ts';
import { timeTicks } from '../../../../renderer/visuals/timeline/time-ticks.ts';
import { timelineCommand } from '../../../../renderer/visuals/timeline/timeline-keys.ts';
import {
  BAR_PX,
  drawnLane,
  HEAD_PX,
  hitOf,
  layoutLanes,
} from '../../../../renderer/visuals/timeline/timeline-lanes.ts';
import { timelineLanes } from '../../../../shared/model/timeline.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';

const S = 1e6;
const ran = (fromS: number, toS: number, status: 'success' | 'error' = 'success') => [
  { runs: [{ status, startUs: fromS * S, endUs: toS * S }] },
];
const index = buildRunIndex([[ran(0, 10), ran(5, 20, 'error')], [ran(20, 100)]]);
const range = { fromUs: 0, toUs: 100 * S };
const lanes = timelineLanes(index, 'action').map((lane) => drawnLane(index, range, lane));
const open = layoutLanes(lanes, () => true);
const folded = layoutLanes(lanes, () => false);

beforeEach(() => usePreferences.setState({ isUtc: true }));
afterEach(() => usePreferences.setState({ isUtc: false }));

const day = Date.UTC(2025, 9, 14) * 1000;
const texts = (fromUs: number, toUs: number) =>
  timeTicks({ fromUs, toUs }, 5, true).map(({ text }) => text);

test('times have as much of them as tells them apart', () => {
  expect(texts(day - 2 * 3600e6, day + 4 * 3600e6)).toEqual([
    '22:00',
    '23:00',
    '14 Oct',
    '01:00',
    '02:00',
    '03:00',
    '04:00',
  ]);
  expect(texts(day + 1e6, day + 6e6)).toContain('00:00:03');
  expect(texts(day, day + 0.5e6)).toContain('00:00:00.100');
  expect(texts(day, day + 20 * 86_400e6)[1]).toMatch(/^\d+ Oct$/);
});

test('a bar is hit at its time and a little beside it, the head of a lane anywhere', () => {
  const at = (yPx: number, seconds: number) => hitOf(open, yPx, seconds * S, S / 2)?.at;
  expect(at(HEAD_PX + 1, 3)).toBe(0);
  expect(at(HEAD_PX + 1, 11)).toBe(0);
  expect(at(HEAD_PX + 1, 40)).toBeUndefined();
  expect(at(HEAD_PX + BAR_PX + 1, 6)).toBe(1);
  expect(hitOf(open, 2, 0, S)?.at).toBeUndefined();
  expect(hitOf(open, 1e6, 0, S)).toBeUndefined();
});

test('a folded lane counts what there is in each column, failures apart', () => {
  const [first] = lanes;
  const density = first && laneDensity(first, index.runs.status, range, 10);
  expect([...(density?.other ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...(density?.failed ?? [])]).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
});

test('a run has its place in open and in folded lanes', () => {
  expect(spotOf(open, 1)?.middlePx).toBe(HEAD_PX + 1.5 * BAR_PX);
  expect(spotOf(folded, 2)).toMatchObject({ startUs: 20 * S, endUs: 100 * S });
  expect(spotOf(folded, 2)?.middlePx).toBeGreaterThan(HEAD_PX);
  expect(spotOf(open, 9)).toBeUndefined();
});

test('keys go from run to run and from lane to lane', () => {
  const go = (key: string, from: number | undefined) => timelineCommand(key, open, from);
  expect(go('ArrowRight', undefined)).toEqual({ kind: 'select', row: 0 });
  expect(go('ArrowRight', 0)).toEqual({ kind: 'select', row: 1 });
  expect(go('ArrowRight', 1)).toBeUndefined();
  expect(go('ArrowDown', 1)).toEqual({ kind: 'select', row: 2 });
  expect(go('ArrowUp', 2)).toEqual({ kind: 'select', row: 1 });
  expect(go('Enter', 2)).toEqual({ kind: 'enter', row: 2 });
  expect(go('Enter', undefined)).toBeUndefined();
  expect(go('0', 0)).toEqual({ kind: 'fit' });
  expect(go('x', 0)).toBeUndefined();
});
