let context: CanvasRenderingContext2D | null | undefined;

/** Widths of the texts of one font, which are asked for again with every row that scrolls in. */
const widths = new Map<string, Map<string, number>>();
const MOST_TEXTS = 4000;

/** Forgets what was measured: a font has arrived that was stood in for. */
export function forgetTextWidths(): void {
  widths.clear();
}

/**
 * Measures texts in px as an element draws them, without laying anything out; `undefined` where
 * there is nothing to measure with.
 */
export function textMeasure(
  style: Pick<CSSStyleDeclaration, 'font' | 'letterSpacing'>,
): ((text: string) => number) | undefined {
  context ??= document.createElement('canvas').getContext('2d');
  const canvas = context;
  if (canvas === null || canvas === undefined || style.font === '') return undefined;
  const { font } = style;
  const spacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
  const key = `${font} ${spacing}`;
  let known = widths.get(key);
  if (known === undefined || known.size > MOST_TEXTS) {
    known = new Map();
    widths.set(key, known);
  }
  const cache = known;
  return (text) => {
    const before = cache.get(text);
    if (before !== undefined) return before;
    if (canvas.font !== font) canvas.font = font;
    if (canvas.letterSpacing !== spacing) canvas.letterSpacing = spacing;
    const { width } = canvas.measureText(text);
    cache.set(text, width);
    return width;
  };
}
