import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementsOfTask,
  iterationsOfElement,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';

import { evenPieces, piecesFrom, type TaskPieces } from './map-pieces.ts';

/** A task as the map needs it. */
export interface MapTask {
  /** Position in the template. */
  readonly index: number;
  readonly name: string;
  /** Loops it is in, outermost first. */
  readonly loops: readonly string[];
  /** Names of its actions. */
  readonly actions: readonly string[];
}

export interface LoopStep {
  readonly loop: string;
  readonly iteration: number;
}

/** One action of a task in one iteration; its cells are the elements of the task. */
export interface MapColumn {
  readonly task: MapTask;
  readonly action: number;
  /** Number in each loop of the task, outermost first; empty outside of loops. */
  readonly loopIdx: readonly LoopStep[];
  /** Element row of the first cell. */
  readonly firstRow: number;
  /** Where its elements stand; the same for all columns of a task. */
  readonly pieces: TaskPieces;
  /** Run row of each element (its last attempt); {@link NONE} where the action does not run. */
  readonly runs: Int32Array;
}

/** Columns `from … to` that belong together, with the name that stands above them. */
export interface MapBand {
  /** 0 for the outermost loop. */
  readonly level: number;
  readonly from: number;
  readonly to: number;
  readonly loop: string;
  readonly iteration: number;
}

export interface MapColumns {
  readonly columns: readonly MapColumn[];
  /** One per iteration of a loop. */
  readonly bands: readonly MapBand[];
  /** Rows the map is drawn in: the elements of the largest task, and those beside none of them. */
  readonly rowCount: number;
}

/** Where the elements of each task (by position) stand, when not one as high as the next. */
export interface MapLayout {
  readonly rowCount: number;
  readonly tasks: readonly Pick<TaskPieces, 'tops' | 'bottoms' | 'elements'>[];
}

/** Iterations of a task that stand side by side, with the cells of each. */
interface Slot {
  readonly loopIdx: readonly LoopStep[];
  readonly runs: readonly Int32Array[];
}

const numberIn = (slot: Slot, depth: number): number => slot.loopIdx[depth]?.iteration ?? NONE;

/**
 * Columns of the whole workflow, in the order data flows: tasks as in the template, and tasks of a
 * loop together, iteration by iteration.
 */
export function mapColumns(
  index: RunIndex,
  tasks: readonly MapTask[],
  layout?: MapLayout,
): MapColumns {
  const slots = new Map(tasks.map((task) => [task, slotsOfTask(index, task)]));
  const columns: MapColumn[] = [];
  const bands: MapBand[] = [];
  const counts = tasks.map((task) => {
    const { start, stop } = elementsOfTask(index, task.index);
    return stop - start;
  });
  const rowCount = layout?.rowCount ?? Math.max(0, ...counts);
  const pieces = new Map(
    tasks.map((task, at) => {
      const count = counts[at] ?? 0;
      const known = layout?.tasks[task.index];
      return [task, known === undefined ? evenPieces(count, rowCount) : piecesFrom(known, count)];
    }),
  );

  const emit = (task: MapTask, slot: Slot): void => {
    const firstRow = elementsOfTask(index, task.index).start;
    const own = pieces.get(task) ?? evenPieces(0, 0);
    for (const [action, runs] of slot.runs.entries()) {
      columns.push({ task, action, loopIdx: slot.loopIdx, firstRow, pieces: own, runs });
    }
  };
  const place = (
    members: readonly MapTask[],
    depth: number,
    isInside: (slot: Slot) => boolean,
  ): void => {
    for (let at = 0; at < members.length; ) {
      const task = members[at];
      if (task === undefined) break;
      const loop = task.loops[depth];
      if (loop === undefined) {
        for (const slot of slots.get(task) ?? []) if (isInside(slot)) emit(task, slot);
        at += 1;
        continue;
      }
      let end = at + 1;
      while (end < members.length && members[end]?.loops[depth] === loop) end += 1;
      const together = members.slice(at, end);
      const inside = together.flatMap((member) => (slots.get(member) ?? []).filter(isInside));
      const numbers = [...new Set(inside.map((slot) => numberIn(slot, depth)))];
      for (const iteration of numbers.sort((a, b) => a - b)) {
        const from = columns.length;
        place(together, depth + 1, (slot) => isInside(slot) && numberIn(slot, depth) === iteration);
        const to = columns.length - 1;
        if (to >= from && iteration !== NONE) {
          bands.push({ level: depth, from, to, loop, iteration });
        }
      }
      at = end;
    }
  };
  place(tasks, 0, () => true);
  return { columns, bands, rowCount };
}

/** Iterations of a task by their place in its loops; outside of loops by their position. */
function slotsOfTask(index: RunIndex, task: MapTask): readonly Slot[] {
  const { start, stop } = elementsOfTask(index, task.index);
  const width = index.loops.length;
  const loops = task.loops.map((loop) => index.loops.indexOf(loop));
  const { loopIdx, ordinal } = index.iterations;
  const found = new Map<string, Slot>();
  const slotOf = (key: string, steps: readonly LoopStep[]): Slot => {
    let slot = found.get(key);
    if (slot === undefined) {
      const runs = task.actions.map(() => new Int32Array(stop - start).fill(NONE));
      slot = { loopIdx: steps, runs };
      found.set(key, slot);
    }
    return slot;
  };
  let lastKey: string | undefined;
  let slot: Slot | undefined;
  for (let row = start; row < stop; row += 1) {
    const iterations = iterationsOfElement(index, row);
    for (let iteration = iterations.start; iteration < iterations.stop; iteration += 1) {
      const numbers = loops.map((column) => loopIdx[iteration * width + column] ?? NONE);
      const key = loops.length === 0 ? String(ordinal[iteration] ?? 0) : numbers.join(' ');
      if (slot === undefined || key !== lastKey) {
        slot = slotOf(
          key,
          task.loops.map((loop, at) => ({ loop, iteration: numbers[at] ?? NONE })),
        );
        lastKey = key;
      }
      const runs = runsOfIteration(index, iteration);
      for (let run = runs.start; run < runs.stop; run += 1) {
        const cells = slot.runs[index.runs.action[run] ?? 0];
        if (cells !== undefined) cells[row - start] = run;
      }
    }
  }
  // A task that nothing was made for still has its place.
  if (found.size === 0) slotOf('', []);
  return [...found.values()].sort((a, b) => {
    for (let depth = 0; depth < task.loops.length; depth += 1) {
      const difference = numberIn(a, depth) - numberIn(b, depth);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
