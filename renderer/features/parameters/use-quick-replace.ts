import { useCallback, useRef } from 'react';

/** Steps that follow each other faster are one walk with the arrow keys. */
const WALK_MS = 600;

/**
 * Tells whether a step follows the last one so quickly that it refines it. Back then returns to
 * where the walk began, not through every line passed.
 */
export function useQuickReplace(): () => boolean {
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  return useCallback(() => {
    const nowMs = performance.now();
    const isQuick = nowMs - lastMs.current < WALK_MS;
    lastMs.current = nowMs;
    return isQuick;
  }, []);
}
