import { describe, expect, test } from 'vitest';
import { causeGroups } from '../../../../electron/workers/reasons/cause-groups.ts';
import { failureRoots } from '../../../../electron/workers/reasons/failure-roots.ts';
import { LeafCache } from '../../../../electron/workers/reasons/leaf-values.ts';
import { succeededRuns, valuesOfRuns } from '../../../../electron/workers/reasons/run-values.ts';
import { separatorsOf, tieOf } from '../../../../electron/workers/reasons/separators.ts';
import { hasSharedWorkflows } from '../../shared-workflows.ts';
import { plantOf, STUDIES } from './planted.ts';
import { truthStudy } from './truth-study.ts';

describe.skipIf(!hasSharedWorkflows)('what failures have in common, in real studies', () => {
  test.each(STUDIES)('the planted inputs are found, and no other: %s', async (name) => {
    const study = await truthStudy(name);
    const { index, lineage, idOfRow, context } = study;
    const leaves = new LeafCache(study.parameter);
    const roots = failureRoots(index, lineage, study.isUnset);
    const lines = new Map(
      plantOf(name).causes.flatMap((cause) => Object.entries(cause.stderr_lines)),
    );
    const groups = causeGroups(index, lineage, roots, (row) => lines.get(String(idOfRow(row))));
    for (const cause of plantOf(name).causes) {
      const group = groups.find(({ runs }) => cause.failed_runs.includes(idOfRow(runs[0] ?? -1)));
      if (group === undefined) throw new Error(`${cause.label} is not found`);
      const values = (rows: readonly number[]) =>
        valuesOfRuns(index, lineage, leaves, rows, context);
      const tie = tieOf(
        separatorsOf(
          await values(group.runs),
          await values(succeededRuns(index, group.task, group.action)),
        ),
      );
      const named = tie === undefined ? [] : [tie, ...tie.also];
      const planted = cause.tied_to;
      if (planted === null) {
        expect(named).toEqual([]);
        continue;
      }
      const path = planted.seen_downstream_as ?? planted.path;
      const value = typeof planted.value === 'string' ? `'${planted.value}'` : `${planted.value}`;
      expect(named.map((one) => `${one.path} ${one.text}`)).toContain(`${path} ${value}`);
      expect(tie?.failed).toBe(cause.failed_runs.length);
      expect(tie?.total).toBe(cause.failed_runs.length);
    }
  });
});
