import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { JobscriptGrid } from '../../shared/contract/submissions.ts';
import type { FlatSubmission } from './flat-submissions.ts';
import { gridOfSize } from './gen1-grid.ts';
import type { IndexLookup } from './index-lookup.ts';
import type { GridPlace } from './workflow-reader.ts';

/**
 * Grid of a block of a jobscript: rows are actions, columns elements, cells rows of the run index. A
 * cell whose run is not in the index stays empty, with a problem for its row.
 *
 * @throws {AppException} `not-found`; `too-large`
 */
export function flatGrid(
  submissions: readonly FlatSubmission[],
  lookup: IndexLookup,
  place: GridPlace,
): JobscriptGrid {
  const found =
    submissions[place.submission]?.jobscripts[place.jobscript]?.blocks[place.block ?? 0];
  if (found === undefined) {
    const block = place.block === undefined ? '' : `no block ${place.block} of `;
    throw new AppException({
      code: 'not-found',
      message: `There is ${block || 'no '}jobscript ${place.jobscript} in submission ${place.submission}.`,
    });
  }
  const problems: Problem[] = [];
  const rows = found.taskActions.map(({ insertId, action, place: at }) => ({
    taskInsertId: insertId,
    action,
    loopIdx: [...((at === undefined ? undefined : found.taskLoopIdx[at]) ?? [])],
  }));
  const { columnCount } = found;
  const cells = gridOfSize(rows.length, columnCount);
  rows.forEach((_, row) => {
    let missing = 0;
    (found.runIds[row] ?? []).forEach((id, column) => {
      if (id < 0) return;
      const at = lookup.rowOfWorkflowRunId(id);
      if (at < 0) missing += 1;
      cells[row * columnCount + column] = at;
    });
    if (missing > 0) {
      problems.push({
        message: `${missing} runs of row ${row} do not exist.`,
        place: `submissions.${place.submission}.jobscripts.${place.jobscript}.EAR_ID.${row}`,
      });
    }
  });
  return { rows, columnCount, cells, problems };
}

/** Block, row and column of a run in its jobscript. */
export function flatGridCell(
  submissions: readonly FlatSubmission[],
  submission: number,
  jobscript: number,
  runId: number,
): { readonly block: number; readonly row: number; readonly column: number } | undefined {
  const blocks = submissions[submission]?.jobscripts[jobscript]?.blocks ?? [];
  for (const [block, { runIds }] of blocks.entries()) {
    for (const [row, ids] of runIds.entries()) {
      const column = ids.indexOf(runId);
      if (column >= 0) return { block, row, column };
    }
  }
  return undefined;
}
