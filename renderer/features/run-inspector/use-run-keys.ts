import { useEffect, useRef } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { FocusGraph, Why } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { addressOfRun } from '../../queries/run-places.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';

interface RunKeysOf {
  readonly structure: Structure | undefined;
  readonly index: RunIndex | undefined;
  readonly row: number | undefined;
  readonly why: Why | undefined;
  /** One step up and down. */
  readonly graph: FocusGraph | undefined;
}

/**
 * Keys of the shown run: R its root failure, D the diff with a success, Alt with ↑ and ↓ the run
 * that made its input and the first that used its output.
 */
export function useRunKeys({ structure, index, row, why, graph }: RunKeysOf): void {
  const { go } = usePlace();
  const show = (to: number | undefined, view: 'runs' | 'diff' = 'runs'): boolean => {
    if (structure === undefined || index === undefined || to === undefined) return false;
    go({ ...addressOfRun(structure, index, to), view });
    return true;
  };
  const [root] = why?.roots ?? [];
  useSingleKeys({
    r: root === undefined ? undefined : () => show(root),
    d: row === undefined ? undefined : () => show(row, 'diff'),
  });
  const step = (key: string): boolean => {
    if (key === 'ArrowUp') return show(graph?.nodes.findLast(({ level }) => level < 0)?.row);
    if (key === 'ArrowDown') return show(graph?.nodes.find(({ level }) => level > 0)?.row);
    return false;
  };
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (latest.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
