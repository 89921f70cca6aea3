import type { CallContext } from '../../../shared/contract/handlers.ts';
import type { MapRows } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { elementsOfTask, type RowRange } from '../../../shared/model/run-index-queries.ts';
import { type ElementLinks, elementLinks, neighboursOf } from './element-links.ts';
import type { LineageIndex } from './lineage-index.ts';
import { paceOf } from './pace.ts';
import { rowOrder } from './row-order.ts';
import { heightOf, layOut, type Spans, unite } from './row-spans.ts';

const sizeOf = ({ start, stop }: RowRange): number => stop - start;

/**
 * Rows for a map in which what descends from one another lies on one line. The elements of the
 * largest task are the rows; what was before spans the rows it fed, what comes after the rows it
 * collects. Elements without a link to those get rows of their own below, by the same rule.
 *
 * @throws {AppException} `cancelled`
 */
export async function mapRows(
  index: RunIndex,
  lineage: LineageIndex,
  taskCount: number,
  context: CallContext,
): Promise<MapRows> {
  const tasks = Array.from({ length: taskCount }, (_, task) => elementsOfTask(index, task));
  const links = elementLinks(index, lineage);
  if (links.parents.rows.length === 0) return { rowCount: 0, tasks: [] };
  const spans = new Array<Spans | undefined>(index.elements.count).fill(undefined);
  const pace = paceOf('Aligning rows', tasks.length, context);
  let rowCount = 0;
  let ofMap: number | undefined;
  for (let done = 0; done < tasks.length; done += 1) {
    await pace(done);
    const base = widest(tasks, spans);
    if (base === undefined) break;
    ofMap ??= base;
    for (const row of rowOrder(links, tasks, base)) {
      if (spans[row] !== undefined) continue;
      spans[row] = [rowCount, rowCount + 1];
      rowCount += 1;
    }
    for (let isMoving = true; isMoving; ) {
      const before = spanByChildren(links, tasks, spans);
      const after = spanByParents(index, links, tasks, spans);
      isMoving = before || after;
      await pace(done);
    }
  }
  return {
    rowCount,
    ...(ofMap === undefined ? {} : { base: ofMap }),
    tasks: tasks.map(({ start, stop }) => {
      const { tops, bottoms, elements, ...how } = layOut(
        spans.slice(start, stop).map((own) => own ?? []),
      );
      return {
        tops: Float64Array.from(tops),
        bottoms: Float64Array.from(bottoms),
        elements: Uint32Array.from(elements),
        ...how,
      };
    }),
  };
}

/** The task with the most elements that have no place yet; of equals the first. */
function widest(
  tasks: readonly RowRange[],
  spans: readonly (Spans | undefined)[],
): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [at, task] of tasks.entries()) {
    if (sizeOf(task) <= most) continue;
    let count = 0;
    for (let row = task.start; row < task.stop; row += 1) if (spans[row] === undefined) count += 1;
    if (count <= most) continue;
    most = count;
    best = at;
  }
  return best;
}

/** Gives elements the rows that they fed. */
function spanByChildren(
  links: ElementLinks,
  tasks: readonly RowRange[],
  spans: (Spans | undefined)[],
): boolean {
  let isMoving = false;
  for (const { start, stop } of [...tasks].reverse()) {
    for (let row = start; row < stop; row += 1) {
      if (spans[row] !== undefined) continue;
      const fed = [...neighboursOf(links.children, row)].flatMap((child) => {
        const own = spans[child];
        return own === undefined ? [] : [own];
      });
      if (fed.length === 0) continue;
      spans[row] = unite(fed);
      isMoving = true;
    }
  }
  return isMoving;
}

/** Gives elements the rows that they collect: of several tasks before, those of the finest. */
function spanByParents(
  index: RunIndex,
  links: ElementLinks,
  tasks: readonly RowRange[],
  spans: (Spans | undefined)[],
): boolean {
  let isMoving = false;
  for (const { start, stop } of tasks) {
    for (let row = start; row < stop; row += 1) {
      if (spans[row] !== undefined) continue;
      const byTask = new Map<number, Spans[]>();
      for (const parent of neighboursOf(links.parents, row)) {
        const own = spans[parent];
        if (own === undefined) continue;
        const task = index.elements.task[parent] ?? 0;
        const known = byTask.get(task);
        if (known === undefined) byTask.set(task, [own]);
        else known.push(own);
      }
      const [finest] = [...byTask.values()].map(unite).sort((a, b) => heightOf(a) - heightOf(b));
      if (finest === undefined) continue;
      spans[row] = finest;
      isMoving = true;
    }
  }
  return isMoving;
}
