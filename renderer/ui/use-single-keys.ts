import { useEffect, useRef } from 'react';
import { usePreferences } from './preferences.ts';

/** What single letters do, by lower-case letter. */
export type SingleKeys = Readonly<Record<string, (() => void) | undefined>>;

const TEXT_FIELDS = 'input:not([type="radio"]):not([type="checkbox"]), textarea, select';

/** True where a letter is text: in a field, or while a menu or dialog has the keyboard. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest(`${TEXT_FIELDS}, [role="menu"], [role="listbox"], [role="dialog"]`) !== null
  );
}

/** Single-letter shortcuts of the shown page; they rest while text is typed, and where a person has them off. */
export function useSingleKeys(keys: SingleKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!usePreferences.getState().hasSingleKeys) return;
      if (event.key.length !== 1 || isTyping(event.target)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
