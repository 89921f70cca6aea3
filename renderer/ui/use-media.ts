import { useSyncExternalStore } from 'react';

/** Below this the sidebar is a rail and the inspector narrower (tokens.css has the same number). */
const NARROW = '(max-width: 1100px)';

/** Follows a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}

export function useIsNarrow(): boolean {
  return useMedia(NARROW);
}
