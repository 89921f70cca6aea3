import { describe, expect, test } from 'vitest';
import { focusGraph } from '../../../../electron/workers/reasons/focus-graph.ts';
import { readersOf } from '../../../../electron/workers/reasons/lineage-walks.ts';
import { likeliest } from '../../../../electron/workers/reasons/nearest-success.ts';
import { succeededRuns } from '../../../../electron/workers/reasons/run-values.ts';
import { placeOfRun } from '../../../../shared/model/run-index-queries.ts';
import { hasSharedWorkflows } from '../../shared-workflows.ts';
import { plantOf } from './planted.ts';
import { truthStudy } from './truth-study.ts';

const STUDY = 'gen4-jobscript-zarr-study-yield';

describe.skipIf(!hasSharedWorkflows)('values between the runs of a real study', () => {
  test('the likeliest success shares the texture and the iteration of the failed run', async () => {
    const { index, lineage, rowOfRun } = await truthStudy(STUDY);
    for (const cause of plantOf(STUDY).causes) {
      const row = rowOfRun(cause.failed_runs[0] ?? -1);
      const { task, action } = placeOfRun(index, row);
      const [first] = likeliest(index, lineage, row, succeededRuns(index, task, action));
      if (first === undefined) throw new Error('no success is found');
      const [own, other] = [placeOfRun(index, row), placeOfRun(index, first)];
      expect(other).toMatchObject({ task, action, iteration: own.iteration });
      // Six load cases to a volume element.
      const isLoadCause = cause.tied_to?.path.startsWith('inputs.load_case') ?? false;
      const block = (element: number): number => Math.floor(element / 6);
      if (isLoadCause) expect(block(other.element)).toBe(block(own.element));
    }
  });

  test('the readers of a silently wrong output are the runs that have NaN after it', async () => {
    const { lineage, idOfRow } = await truthStudy(STUDY);
    for (const wrong of plantOf(STUDY).silently_wrong) {
      const readers = Object.values(wrong.parameters).flatMap((parameter) =>
        [...readersOf(lineage, parameter)].map(idOfRow),
      );
      for (const { run } of wrong.downstream_with_nan) expect(readers).toContain(run);
    }
  });

  test('the graph around a run stays small, and says what it leaves out', async () => {
    const { lineage, rowOfRun, index } = await truthStudy(STUDY);
    const row = rowOfRun(30);
    const graph = focusGraph(lineage, row, {
      above: 2,
      below: 2,
      opened: new Set(),
      mostNodes: 20,
    });
    expect(graph.nodes.length).toBeLessThanOrEqual(20);
    expect(graph.nodes[0]).toMatchObject({ row, level: 0 });
    const above = graph.nodes.filter(({ level }) => level < 0);
    // Its own first action, and the volume element it was given.
    expect(above.map(({ row: at }) => placeOfRun(index, at).task).sort()).toEqual([0, 1]);
    expect(graph.edges.some(({ to, paths }) => to === row && paths.includes('inputs.state'))).toBe(
      true,
    );
    const small = focusGraph(lineage, row, {
      above: 0,
      below: 0,
      opened: new Set(),
      mostNodes: 20,
    });
    expect(small.nodes).toEqual([{ row, level: 0, hiddenAbove: 2, hiddenBelow: 2 }]);
  });
});
