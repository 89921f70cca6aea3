import { describe, expect, test } from 'vitest';
import { causeGroups } from '../../../../electron/workers/reasons/cause-groups.ts';
import { failureRoots, rootsOf } from '../../../../electron/workers/reasons/failure-roots.ts';
import { producerOf } from '../../../../electron/workers/reasons/lineage-walks.ts';
import { hasSharedWorkflows } from '../../shared-workflows.ts';
import { plantOf, STUDIES } from './planted.ts';
import { type TruthStudy, truthStudy } from './truth-study.ts';

const ascending = (rows: Iterable<number>): number[] => [...rows].sort((a, b) => a - b);

function rootsIn({ index, lineage, isUnset }: TruthStudy) {
  return failureRoots(index, lineage, isUnset);
}

describe.skipIf(!hasSharedWorkflows)('causes planted in real studies', () => {
  test.each(STUDIES)('every parameter is written by the run hpcflow names: %s', async (name) => {
    const { truth, lineage, idOfRow } = await truthStudy(name);
    for (const [parameter, { source }] of Object.entries(truth.get_parameters)) {
      const writer = producerOf(lineage, Number(parameter));
      const expected = 'EAR_ID' in source ? source.EAR_ID : undefined;
      expect(writer === undefined ? undefined : idOfRow(writer), parameter).toBe(expected);
    }
  });

  test.each(STUDIES)('failures, their causes and their victims: %s', async (name) => {
    const study = await truthStudy(name);
    const plant = plantOf(name);
    const { index, lineage, idOfRow } = study;
    const lines = new Map(plant.causes.flatMap((cause) => Object.entries(cause.stderr_lines)));
    const found = causeGroups(index, lineage, rootsIn(study), (row) =>
      lines.get(String(idOfRow(row))),
    );
    const ids = (rows: readonly number[]): number[] => ascending(rows.map(idOfRow));
    const expected = [
      ...plant.causes.map((cause) => ({
        runs: ascending(cause.failed_runs),
        exitCode: cause.exit_code,
        line: Object.values(cause.stderr_lines)[0],
        skipped: ascending(cause.skipped_runs),
        knockOn: ascending(cause.knock_on_failed_runs),
      })),
      ...(plant.aborted ?? []).map((run) => ({
        runs: [run.run],
        exitCode: index.runs.exitCode[study.rowOfRun(run.run)] === 64 ? 64 : undefined,
        line: undefined,
        skipped: ascending(run.skipped_runs),
        knockOn: ascending(run.knock_on_failed_runs),
      })),
    ];
    const byFirst = (a: { runs: number[] }, b: { runs: number[] }): number =>
      (a.runs[0] ?? 0) - (b.runs[0] ?? 0);
    expect(
      found
        .map(({ runs, exitCode, line, skipped, knockOn }) => ({
          runs: ids(runs),
          exitCode,
          line,
          skipped: ids(skipped),
          knockOn: ids(knockOn),
        }))
        .sort(byFirst),
    ).toEqual(expected.sort(byFirst));
  });

  test.each(STUDIES)('every victim names its root failure: %s', async (name) => {
    const study = await truthStudy(name);
    const plant = plantOf(name);
    const { index, lineage, idOfRow, rowOfRun } = study;
    const roots = rootsIn(study);
    expect(ascending(roots.knockOn.map(idOfRow))).toEqual(
      ascending(plant.knock_on_failures.runs.map(({ run }) => run)),
    );
    for (const cause of plant.causes) {
      for (const victim of [...cause.skipped_runs, ...cause.knock_on_failed_runs]) {
        const found = rootsOf(index, lineage, roots, rowOfRun(victim)).map(idOfRow);
        expect(
          cause.failed_runs.some((run) => found.includes(run)),
          String(victim),
        ).toBe(true);
      }
    }
  });
});
