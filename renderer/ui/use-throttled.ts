import { useEffect, useRef, useState } from 'react';

/** The value, but a new one no more often than `everyMs`; the last one always comes. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const shownAtMs = useRef(0);
  useEffect(() => {
    const waitMs = shownAtMs.current + everyMs - performance.now();
    const show = (): void => {
      shownAtMs.current = performance.now();
      setShown(value);
    };
    if (waitMs <= 0) {
      show();
      return;
    }
    const timer = setTimeout(show, waitMs);
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
}
