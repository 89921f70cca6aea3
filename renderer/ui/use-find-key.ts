import { type RefObject, useEffect } from 'react';

/** Ctrl F goes to the find box while what it searches is shown. */
export function useFindKey(field: RefObject<HTMLInputElement>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      if (field.current === null) return;
      event.preventDefault();
      field.current.select();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
