import { useEffect } from 'react';
import { looksLikePath } from '../features/open/path-text.ts';

/** True where a person types: keys and pasted text belong to the field. */
export function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** Ctrl V outside a text field opens the paths or links on the clipboard. */
export function usePaste(openText: (text: string) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTextField(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!looksLikePath(text)) return;
      event.preventDefault();
      openText(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [openText]);
}
