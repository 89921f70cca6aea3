import { describe, expect, it } from 'vitest';
import { loopEnds } from '../../../shared/model/loop-ends.ts';
import type { RunStatus } from '../../../shared/model/status.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const iteration = (loopIdx: Record<string, number>, status: RunStatus) => ({
  loopIdx,
  runs: [{ status }],
});

describe('where a loop ended early', () => {
  it('is after the last iteration that was run, element by element', () => {
    const index = buildRunIndex(
      [
        [
          (['success', 'success', 'ended-by-loop', 'ended-by-loop'] as const).map((status, L) =>
            iteration({ L }, status),
          ),
          (['success', 'ended-by-loop'] as const).map((status, L) => iteration({ L }, status)),
          (['success', 'skipped'] as const).map((status, L) => iteration({ L }, status)),
        ],
        [[iteration({ L: 0 }, 'ended-by-loop')]],
      ],
      ['L'],
    );
    expect(loopEnds(index, 'L', 0)).toEqual([
      { after: 0, count: 1 },
      { after: 1, count: 1 },
    ]);
    expect(loopEnds(index, 'L', 1)).toEqual([{ after: -1, count: 1 }]);
    expect(loopEnds(index, 'other', 0)).toEqual([]);
  });

  it('is told for each iteration of the loops around', () => {
    const index = buildRunIndex(
      [
        [
          [
            iteration({ outer: 0, inner: 0 }, 'success'),
            iteration({ outer: 0, inner: 1 }, 'ended-by-loop'),
            iteration({ outer: 1, inner: 0 }, 'success'),
            iteration({ outer: 1, inner: 1 }, 'ended-by-loop'),
          ],
        ],
      ],
      ['outer', 'inner'],
    );
    expect(loopEnds(index, 'inner', 0)).toEqual([{ after: 0, count: 2 }]);
  });
});
