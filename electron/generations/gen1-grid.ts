import type { Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { JobscriptGrid } from '../../shared/contract/submissions.ts';
import type { JobscriptRecord, SubmissionRecord } from '../persistence/records.ts';
import { storedLoopIdx } from './gen1-submissions.ts';
import type { IndexLookup } from './index-lookup.ts';
import { indexOf, listOf } from './py-access.ts';

/** Cells that one grid may have; a larger one could not be shown either. */
const MAX_CELLS = 50_000_000;

/**
 * Grid of a jobscript (FORMATS §8.2): rows are actions, columns elements, cells rows of the run
 * index. A cell whose run is not in the index stays empty, with a problem for its row.
 *
 * @throws {AppException} `not-found`; `too-large`
 */
export function gen1Grid(
  submissions: readonly SubmissionRecord[],
  tasks: readonly Task[],
  lookup: IndexLookup,
  place: { readonly submission: number; readonly jobscript: number },
): JobscriptGrid {
  const fields = submissions[place.submission]?.jobscripts[place.jobscript]?.fields;
  if (fields === undefined) {
    throw new AppException({
      code: 'not-found',
      message: `There is no jobscript ${place.jobscript} in submission ${place.submission}.`,
    });
  }
  const problems: Problem[] = [];
  const grid = listOf(fields.get('EAR_idx')).map(listOf);
  const loops = listOf(fields.get('task_loop_idx'));
  const rows = listOf(fields.get('task_actions')).map((entry) => {
    const [insertId, action, position] = listOf(entry).map(indexOf);
    return {
      taskInsertId: insertId ?? 0,
      action: action ?? 0,
      loopIdx: position === undefined ? [] : storedLoopIdx(loops[position]),
    };
  });
  const columnCount = Math.max(0, ...grid.map((row) => row.length));
  const cells = gridOfSize(rows.length, columnCount);
  rows.forEach(({ taskInsertId }, row) => {
    const task = tasks.find(({ insertId }) => insertId === taskInsertId);
    let missing = 0;
    (grid[row] ?? []).forEach((cell, column) => {
      const ear = indexOf(cell);
      if (ear === undefined) return;
      const found = task === undefined ? -1 : lookup.rowOfRunId(task.index, ear);
      if (found < 0) missing += 1;
      cells[row * columnCount + column] = found;
    });
    if (missing > 0) {
      problems.push({
        message: `${missing} runs of row ${row} are not in task ${taskInsertId}.`,
        place: `submissions.${place.submission}.jobscripts.${place.jobscript}.EAR_idx.${row}`,
      });
    }
  });
  return { rows, columnCount, cells, problems };
}

/** Cells of an empty grid. @throws {AppException} `too-large` */
export function gridOfSize(rowCount: number, columnCount: number): Int32Array<ArrayBuffer> {
  const size = rowCount * columnCount;
  if (size > MAX_CELLS) {
    throw new AppException({
      code: 'too-large',
      message: `The grid of this jobscript has ${size.toLocaleString('en-GB')} cells, too many to show.`,
      sizeBytes: size * Int32Array.BYTES_PER_ELEMENT,
    });
  }
  return new Int32Array(size).fill(-1);
}

/** Row and column of a run in the grid of its jobscript. */
export function gen1GridCell(
  jobscript: JobscriptRecord,
  insertId: number,
  ear: number,
): { readonly row: number; readonly column: number } | undefined {
  const grid = listOf(jobscript.fields.get('EAR_idx'));
  for (const [row, action] of listOf(jobscript.fields.get('task_actions')).entries()) {
    if (indexOf(listOf(action)[0]) !== insertId) continue;
    const column = listOf(grid[row]).indexOf(ear);
    if (column >= 0) return { row, column };
  }
  return undefined;
}
