import { expect, test } from 'vitest';
import { ProgressEstimator } from '../../../../electron/files/tree/progress-estimate.ts';

test('nothing is said of the remaining time before enough is known', () => {
  const estimator = new ProgressEstimator({ files: 1000, sizeBytes: 1000 });
  expect(estimator.add({ elapsedMs: 500, files: 100, sizeBytes: 100 }).remaining).toBeUndefined();
  expect(estimator.add({ elapsedMs: 2000, files: 5, sizeBytes: 5 }).remaining).toBeUndefined();
});

test('a steady speed gives a narrow range around the truth', () => {
  const estimator = new ProgressEstimator({ files: 1000, sizeBytes: 100_000 });
  let last = estimator.add({ elapsedMs: 0, files: 0, sizeBytes: 0 });
  for (let second = 1; second <= 10; second += 1) {
    last = estimator.add({
      elapsedMs: second * 1000,
      files: second * 50,
      sizeBytes: second * 5000,
    });
  }
  expect(last.filesPerS).toBeCloseTo(50);
  expect(last.bytesPerS).toBeCloseTo(5000);
  // 500 files at 50 in a second.
  expect(last.remaining?.lowMs).toBeCloseTo(8500);
  expect(last.remaining?.highMs).toBeCloseTo(11_500);
});

test('files and bytes that disagree widen the range', () => {
  const estimator = new ProgressEstimator({ files: 100, sizeBytes: 1_000_000 });
  const { remaining } = estimator.add({ elapsedMs: 10_000, files: 90, sizeBytes: 100_000 });
  expect(remaining?.lowMs).toBeLessThan(1200);
  expect(remaining?.highMs).toBeGreaterThan(90_000);
});

test('the speed is that of the last seconds', () => {
  const estimator = new ProgressEstimator(undefined);
  for (let second = 1; second <= 10; second += 1) {
    estimator.add({ elapsedMs: second * 1000, files: second * 100, sizeBytes: 0 });
  }
  let last = estimator.add({ elapsedMs: 11_000, files: 1000, sizeBytes: 0 });
  for (let second = 12; second <= 18; second += 1) {
    last = estimator.add({ elapsedMs: second * 1000, files: 1000, sizeBytes: 0 });
  }
  expect(last.filesPerS).toBe(0);
  expect(last.remaining).toBeUndefined();
});
