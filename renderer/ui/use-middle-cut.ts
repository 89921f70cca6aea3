import { type RefObject, useLayoutEffect, useRef } from 'react';
import { middleCut } from './middle-cut.ts';
import { forgetTextWidths, textMeasure } from './text-width.ts';

/** A canvas and a line of text differ by fractions of a pixel; names that fit are left whole. */
const TOLERANCE_PX = 0.5;

/** The names that are drawn, and their texts. */
const texts = new Map<Element, string>();
let observer: ResizeObserver | undefined;

/**
 * Cuts the names whose room has changed. It runs after layout and before drawing, for all of them
 * together: everything is read before anything is written, so nothing is laid out twice.
 */
function fitAll(rooms: readonly { readonly target: Element; readonly widthPx: number }[]): void {
  const cuts = rooms.flatMap(({ target, widthPx }) => {
    const text = texts.get(target);
    if (text === undefined || widthPx === 0) return [];
    const widthOf = textMeasure(getComputedStyle(target));
    if (widthOf === undefined) return [];
    return [{ target, cut: middleCut(text, widthPx + TOLERANCE_PX, widthOf) }];
  });
  for (const { target, cut } of cuts) {
    const drawn = target.lastElementChild;
    target.setAttribute('data-fit', cut === undefined ? 'whole' : 'cut');
    if (cut === undefined) drawn?.removeAttribute('data-text');
    else drawn?.setAttribute('data-text', cut);
  }
}

function sharedObserver(): ResizeObserver {
  if (observer !== undefined) return observer;
  observer = new ResizeObserver((entries) =>
    fitAll(entries.map(({ target, contentRect }) => ({ target, widthPx: contentRect.width }))),
  );
  document.fonts?.addEventListener('loadingdone', () => {
    forgetTextWidths();
    fitAll([...texts.keys()].map((target) => ({ target, widthPx: target.clientWidth })));
  });
  return observer;
}

/**
 * For an element that has `text` as its first child and an empty last one: the text cut to the room
 * there is goes into `data-text` of the last, and `data-fit` says whether it was (`cut`) or not
 * (`whole`). Not drawn by React: a name that scrolls in costs one more layout effect, no more.
 */
export function useMiddleCut(text: string): RefObject<HTMLSpanElement> {
  const ref = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const shared = sharedObserver();
    texts.set(element, text);
    // Observing anew reports the room once, also when only the text is another.
    shared.observe(element);
    return () => {
      shared.unobserve(element);
      texts.delete(element);
    };
  }, [text]);
  return ref;
}
