import { useCallback, useMemo } from 'react';
import type { Address } from '../../../shared/model/address.ts';
import { type ElementRange, parseRanges } from '../../../shared/model/element-ranges.ts';
import { usePlace } from '../../queries/workflow-place.ts';

interface ChosenElements {
  /** Elements the address names, of this task; `undefined`: all. */
  readonly ranges: readonly ElementRange[] | undefined;
  /** The same choice at another place of the task. */
  readonly keep: (address: Address) => Address;
  /** Shows only these elements, or all; text of ranges. */
  readonly choose: (elements: string | undefined) => void;
  readonly clear: () => void;
  /** Shows these elements (or the chosen ones, or all) beside each other. */
  readonly compare: (elements?: string) => void;
}

/** Elements of a task that were chosen together: a part of the address, so all views share it. */
export function useChosenElements(task: number): ChosenElements {
  const { address, go } = usePlace();
  const elements = address.task === task ? address.elements : undefined;
  const ranges = useMemo(
    () => (elements === undefined ? undefined : parseRanges(elements)),
    [elements],
  );
  const keep = useCallback(
    (next: Address): Address =>
      elements === undefined || next.task !== task ? next : { ...next, elements },
    [elements, task],
  );
  const choose = useCallback(
    (next: string | undefined) =>
      go({ view: 'runs', task, ...(next === undefined ? {} : { elements: next }) }),
    [go, task],
  );
  const clear = useCallback(() => choose(undefined), [choose]);
  const compare = useCallback(
    (next?: string) => {
      const compared = next ?? elements;
      go({ view: 'compare', task, ...(compared === undefined ? {} : { elements: compared }) });
    },
    [go, task, elements],
  );
  return { ranges, keep, choose, clear, compare };
}
