import { useEffect, useMemo, useState } from 'react';
import { middleCut } from '../../ui/middle-cut.ts';
import { textMeasure } from '../../ui/text-width.ts';

/** A text cut in the middle to the room it has. */
export type TextCut = (text: string, widthPx: number, face: 'strong' | 'mono') => string;

/** Cuts names of the graph in the middle to the room they have; whole where nothing can be measured. */
export function textCut(): TextCut {
  const tokens = getComputedStyle(document.documentElement);
  const measureIn = (style: string, family: string) =>
    textMeasure({ font: `${style} ${tokens.getPropertyValue(family)}`, letterSpacing: 'normal' });
  const measures = {
    strong: measureIn('500 12px', '--font-ui'),
    mono: measureIn('400 11px', '--font-mono'),
  } as const;
  return (text, widthPx, face) => {
    const measure = measures[face];
    return measure === undefined ? text : (middleCut(text, widthPx, measure) ?? text);
  };
}

/** {@link textCut}, anew when a font has arrived. */
export function useTextCut(): TextCut {
  const [fontCount, setFontCount] = useState(0);
  useEffect(() => {
    const count = (): void => setFontCount((before) => before + 1);
    document.fonts?.addEventListener('loadingdone', count);
    return () => document.fonts?.removeEventListener('loadingdone', count);
  }, []);
  return useMemo(() => (fontCount >= 0 ? textCut() : (text) => text), [fontCount]);
}
