import type { JobscriptGrid } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import { indexOf, listOf } from '../generations/py-access.ts';
import type { IndexLookup } from './index-lookup.ts';
import { storedLoopIdx } from './submission-list.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Cells that one grid may have; a larger one could not be shown either. */
const MAX_CELLS = 50_000_000;

/**
 * Grid of a jobscript (FORMATS §8.2): rows are actions, columns elements, cells rows of the run
 * index. A cell whose run is not in the index stays empty, with a problem for its row.
 *
 * @throws {AppException} `not-found`; `too-large`
 */
export function readJobscriptGrid(
  data: WorkflowData,
  lookup: IndexLookup,
  place: { readonly submission: number; readonly jobscript: number },
): JobscriptGrid {
  const fields = data.submissions[place.submission]?.jobscripts[place.jobscript]?.fields;
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
  const size = rows.length * columnCount;
  if (size > MAX_CELLS) {
    throw new AppException({
      code: 'too-large',
      message: `The grid of this jobscript has ${size.toLocaleString('en-GB')} cells, too many to show.`,
      sizeBytes: size * Int32Array.BYTES_PER_ELEMENT,
    });
  }
  const cells = new Int32Array(size).fill(-1);
  rows.forEach(({ taskInsertId }, row) => {
    const task = data.tasks.find(({ insertId }) => insertId === taskInsertId);
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
