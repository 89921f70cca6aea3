import { jsonFloat } from './python-float.ts';
import { isDict, isList, PyFloat, type PyValue } from './values.ts';

export interface JsonStyle {
  /** Spaces per level; everything on one line with `, ` and `: ` when absent. */
  readonly indent?: number;
  /** Sort the keys of all objects, as zarr-python does. */
  readonly sortKeys?: boolean;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
]);

/** A text as Python's JSON writer quotes it: ASCII only, `\uXXXX` for the rest. */
export function quote(text: string): string {
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (unit) => ESCAPES.get(unit) ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** Python orders texts by code point, JavaScript by UTF-16 unit: they differ beyond U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function scalar(value: PyValue): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'bigint':
      return value.toString();
    case 'number':
      return Number.isInteger(value) ? String(value) : jsonFloat(value);
    case 'string':
      return quote(value);
    default:
      if (value instanceof PyFloat) return value.text ?? jsonFloat(value.value);
      throw new TypeError('Only texts, numbers, truth values, null, lists and maps fit into JSON.');
  }
}

function joined(
  items: readonly string[],
  open: string,
  close: string,
  style: JsonStyle,
  level: number,
): string {
  if (items.length === 0) return `${open}${close}`;
  if (style.indent === undefined) return `${open}${items.join(', ')}${close}`;
  const inner = `\n${' '.repeat(style.indent * (level + 1))}`;
  const outer = `\n${' '.repeat(style.indent * level)}`;
  return `${open}${inner}${items.join(`,${inner}`)}${outer}${close}`;
}

function format(value: PyValue, style: JsonStyle, level: number): string {
  if (isList(value)) {
    const items = value.map((item) => format(item, style, level + 1));
    return joined(items, '[', ']', style, level);
  }
  if (isDict(value)) {
    const entries = [...value];
    if (style.sortKeys === true) entries.sort(([a], [b]) => compareCodePoints(a, b));
    const items = entries.map(([key, item]) => `${quote(key)}: ${format(item, style, level + 1)}`);
    return joined(items, '{', '}', style, level);
  }
  return scalar(value);
}

/**
 * Text of a value exactly as Python's `json.dumps` writes it (FORMATS §3): hpcflow's files with
 * `indent: 4`, zarr-python's with sorted keys too.
 *
 * @throws TypeError for values that JSON cannot hold (tuples, sets, arrays, bytes)
 */
export function formatJson(value: PyValue, style: JsonStyle = {}): string {
  return format(value, style, 0);
}
