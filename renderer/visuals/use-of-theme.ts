import { type RefObject, useEffect, useState } from 'react';

/**
 * What a canvas takes from the theme in use; read anew when the theme changes, or a font has arrived
 * that was stood in for.
 *
 * @param read - Reads it from the element's computed style; the same function at every render
 */
export function useOfTheme<T>(
  ref: RefObject<HTMLElement>,
  read: (element: HTMLElement) => T,
): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const readAnew = (): void => {
      const next = read(element);
      setValue(() => next);
    };
    readAnew();
    const observer = new MutationObserver(readAnew);
    observer.observe(document.documentElement, { attributes: true });
    const media = matchMedia('(prefers-color-scheme: dark)');
    media.addEventListener('change', readAnew);
    document.fonts?.addEventListener('loadingdone', readAnew);
    return () => {
      observer.disconnect();
      media.removeEventListener('change', readAnew);
      document.fonts?.removeEventListener('loadingdone', readAnew);
    };
  }, [ref, read]);
  return value;
}
