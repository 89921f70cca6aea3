import { useCallback } from 'react';
import type { ElementRange } from '../../../shared/model/element-ranges.ts';
import type { RowLayout } from './row-layout.ts';
import { markElements, useMarks } from './runs-view.ts';

/** Elements selected together, by Shift and a click or a box in the map. */
export function useMarking(task: number, layout: RowLayout, selectedRow: number | undefined) {
  const marks = useMarks(task);
  const extendTo = useCallback(
    (row: number) => {
      const from = Math.min(row, selectedRow ?? row);
      const to = Math.max(row, selectedRow ?? row);
      const ranges: ElementRange[] = [];
      for (let at = from; at <= to; at += 1) {
        const place = layout.at(at);
        if (place?.element === undefined || place.sub !== undefined) continue;
        ranges.push({ first: place.element, last: place.element });
      }
      markElements(task, ranges);
    },
    [task, layout, selectedRow],
  );
  const clear = useCallback(() => markElements(task, []), [task]);
  return { marks, extendTo, clear } as const;
}
