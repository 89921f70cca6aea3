const TOKENS: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** A text, or one of Python's bare tokens outside of texts. */
const TEXT_OR_TOKEN = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function restored(value: unknown, mark: string): unknown {
  if (typeof value === 'string') {
    return value.startsWith(mark) ? TOKENS.get(value.slice(mark.length)) : value;
  }
  if (Array.isArray(value)) return value.map((item) => restored(item, mark));
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      Object.defineProperty(value, key, {
        value: restored(item, mark),
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
  }
  return value;
}

/**
 * Plain JavaScript value of JSON as Python writes it: `JSON.parse`, with `NaN` and `±Infinity`
 * handled where they occur (FORMATS T1). For bulk records whose numbers are small integers;
 * everything that is shown or written again goes through the parser of json-text.ts.
 *
 * @throws SyntaxError
 */
export function parseJsonFast(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!text.includes('NaN') && !text.includes('Infinity')) throw error;
    let mark = '#';
    while (text.includes(`"${mark}`)) mark += '#';
    const marked = text.replace(TEXT_OR_TOKEN, (match) =>
      match.startsWith('"') ? match : `"${mark}${match}"`,
    );
    return restored(JSON.parse(marked), mark);
  }
}
