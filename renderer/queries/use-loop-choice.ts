import { useCallback, useMemo } from 'react';
import {
  elementRow,
  iterationsOfElement,
  iterationsOfLoop,
  iterationTest,
} from '../../shared/model/run-index-queries.ts';
import { type RunFilter, useRunFilter } from './run-filter.ts';
import { useHostQuery } from './use-host-query.ts';
import { useStructure } from './workflow.ts';
import { usePlace } from './workflow-place.ts';

/** The iterations of one loop, and the one that all views look at. */
export interface LoopIterations {
  readonly loop: string;
  /** Ascending. */
  readonly iterations: readonly number[];
  /** `undefined`: no particular one. */
  readonly chosen: number | undefined;
}

export interface LoopSelection {
  /** Loops of the workflow that have iterations, outermost first. */
  readonly loops: readonly LoopIterations[];
  /** Without a chosen iteration: the final one of each element, or all. */
  readonly scope: 'final' | 'all';
  readonly choose: (loop: string, iteration: number | undefined) => void;
  readonly setScope: (scope: 'final' | 'all') => void;
  /** Next or previous iteration; of the innermost loop of the shown task, or of the one around it. */
  readonly step: (by: -1 | 1, isOuter: boolean) => void;
}

/**
 * Which loop iteration all views look at. Choosing one also moves a selected run to that iteration
 * of its element. Loops appear once some view has read the runs.
 */
export function useLoopChoice(): LoopSelection {
  const { workflowId, address, go } = usePlace();
  const { data: structure } = useStructure();
  const { data: index } = useHostQuery(
    'workflow.readRunIndex',
    { workflowId },
    { isEnabled: false },
  );
  const [filter, setFilter] = useRunFilter();
  const numbers = useMemo(() => {
    if (structure === undefined || index === undefined) return [];
    const depthOf = (loop: string): number =>
      Math.max(0, ...structure.tasks.map(({ loops }) => loops.indexOf(loop)));
    return structure.loops
      .map(({ name }) => ({ loop: name, iterations: iterationsOfLoop(index, name) }))
      .filter(({ iterations }) => iterations.length > 0)
      .sort((a, b) => depthOf(a.loop) - depthOf(b.loop));
  }, [structure, index]);
  const loops = useMemo(
    () =>
      numbers.map((known) => ({
        ...known,
        chosen: filter.loop?.find(({ loop }) => loop === known.loop)?.iteration,
      })),
    [numbers, filter.loop],
  );

  const apply = useCallback(
    (next: RunFilter) => {
      setFilter(next);
      const task = structure?.tasks.find(({ insertId }) => insertId === address.task);
      if (index === undefined || task === undefined || address.element === undefined) return;
      if (address.iteration === undefined) return;
      const row = elementRow(index, task.index, address.element);
      if (row === undefined) return;
      const { start, stop } = iterationsOfElement(index, row);
      const isWanted = iterationTest(index, next.loop);
      let at = stop - 1;
      while (at >= start && !isWanted(at)) at -= 1;
      if (at < start) return;
      const { attempt: _, ...place } = address;
      const iteration = index.iterations.ordinal[at] ?? 0;
      if (iteration !== address.iteration) go({ ...place, iteration }, { isReplacing: true });
    },
    [setFilter, structure, index, address, go],
  );
  const choose = useCallback(
    (loop: string, iteration: number | undefined) => {
      const others = (filter.loop ?? []).filter((known) => known.loop !== loop);
      const all = iteration === undefined ? others : [...others, { loop, iteration }];
      apply({ loop: all.length === 0 ? undefined : all });
    },
    [filter.loop, apply],
  );
  const setScope = useCallback(
    (scope: 'final' | 'all') => apply({ loop: undefined, scope }),
    [apply],
  );
  const step = useCallback(
    (by: -1 | 1, isOuter: boolean) => {
      const task = structure?.tasks.find(({ insertId }) => insertId === address.task);
      const own = loops.filter(({ loop }) => task === undefined || task.loops.includes(loop));
      const loop = own.at(isOuter ? -2 : -1) ?? own.at(-1);
      if (loop === undefined) return;
      const { iterations, chosen } = loop;
      // No particular one stands after the last: it is the final one.
      const at = chosen === undefined ? iterations.length : iterations.indexOf(chosen);
      choose(loop.loop, iterations[Math.max(0, at + by)]);
    },
    [structure, address.task, loops, choose],
  );
  return { loops, scope: filter.scope ?? 'final', choose, setScope, step };
}
