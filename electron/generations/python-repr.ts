import { floatRepr } from '../persistence/python-float.ts';
import {
  type ArrayHandle,
  isDict,
  isList,
  MissingArray,
  PyComplex,
  type PyDict,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { dtypeInfo } from './dtype-names.ts';

/** Values as Python's `repr` prints them, up to a length. */

interface Out {
  text: string;
  readonly limit: number;
  /** True once something was left out. */
  isCut: boolean;
}

export interface ValueText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Nesting that is printed; deeper values show as `…`. */
const MAX_DEPTH = 50;

/**
 * Python's `repr` of a value, cut with `…` once it is longer than `limit` characters. The work is
 * bounded by the limit, not by the size of the value.
 */
export function pythonRepr(value: PyValue, limit: number): ValueText {
  const out: Out = { text: '', limit, isCut: false };
  write(out, value, 0);
  return { text: out.text, isCut: out.isCut };
}

/** One line for an array: `float64 64 × 64 × 4`. */
export function arrayText(array: ArrayHandle): string {
  const shape = array.shape.length === 0 ? 'scalar' : array.shape.join(' × ');
  return `${dtypeInfo(array.dtype).name} ${shape}`;
}

function write(out: Out, value: PyValue, depth: number): void {
  if (isList(value)) writeItems(out, '[', value, ']', depth);
  else if (value instanceof PyTuple) {
    writeItems(out, '(', value.items, value.items.length === 1 ? ',)' : ')', depth);
  } else if (value instanceof PySet) {
    if (value.items.length === 0) put(out, 'set()');
    else writeItems(out, '{', value.items, '}', depth);
  } else if (isDict(value)) writeDict(out, value, depth);
  else if (typeof value === 'string') writeText(out, value);
  else if (value instanceof Uint8Array) writeBytes(out, value);
  else put(out, scalarRepr(value));
}

type Scalar = Exclude<PyValue, string | Uint8Array | PyTuple | PySet | PyDict | readonly PyValue[]>;

function scalarRepr(value: Scalar): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') {
    return Number.isInteger(value) ? String(value) : floatRepr(value);
  }
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (value instanceof PyComplex) return complexRepr(value);
  if (value instanceof MissingArray) return `data missing: ${value.path}`;
  return value.kind === 'array' ? arrayText(value) : `masked ${arrayText(value.data)}`;
}

/** Adds text unless something was left out before: nothing follows the mark but closing brackets. */
function put(out: Out, text: string): void {
  if (!out.isCut) out.text += text;
}

function cut(out: Out): void {
  put(out, '…');
  out.isCut = true;
}

/** True when there is no room for another item; the cut is then marked. */
function isFull(out: Out, depth: number): boolean {
  if (out.text.length >= out.limit || depth >= MAX_DEPTH) cut(out);
  return out.isCut;
}

function writeItems(
  out: Out,
  open: string,
  items: readonly PyValue[],
  close: string,
  depth: number,
): void {
  put(out, open);
  for (const [position, item] of items.entries()) {
    if (position > 0) put(out, ', ');
    if (isFull(out, depth)) break;
    write(out, item, depth + 1);
  }
  out.text += close;
}

function writeDict(out: Out, dict: PyDict, depth: number): void {
  put(out, '{');
  let isFirst = true;
  for (const [key, item] of dict) {
    if (!isFirst) put(out, ', ');
    isFirst = false;
    if (isFull(out, depth)) break;
    writeText(out, key);
    put(out, ': ');
    write(out, item, depth + 1);
  }
  out.text += '}';
}

function writeText(out: Out, text: string): void {
  const room = Math.max(out.limit - out.text.length, 1);
  if (text.length <= room) {
    put(out, textRepr(text));
    return;
  }
  put(out, textRepr(text.slice(0, room)).slice(0, -1));
  cut(out);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** What Python does not print as it is: control, format, surrogate, private, separators but space. */
const UNPRINTABLE = /[\\\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A text in quotes, as Python chooses and escapes them. */
export function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(UNPRINTABLE, (character) => {
    const known = ESCAPES[character];
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function writeBytes(out: Out, bytes: Uint8Array): void {
  const room = Math.max(out.limit - out.text.length, 1);
  const shown = bytes.length <= room ? bytes : bytes.subarray(0, room);
  let text = '';
  for (const byte of shown) {
    const character = String.fromCharCode(byte);
    if (character === "'" || ESCAPES[character] !== undefined) {
      text += ESCAPES[character] ?? "\\'";
    } else if (byte < 0x20 || byte > 0x7e) {
      text += `\\x${byte.toString(16).padStart(2, '0')}`;
    } else text += character;
  }
  put(out, `b'${text}`);
  if (shown.length < bytes.length) cut(out);
  else put(out, "'");
}

/** `(1+2j)`; `2j` when the real part is plain zero. */
export function complexRepr({ re, im }: PyComplex): string {
  // Python leaves out `.0` inside complex numbers.
  const part = (value: number): string => floatRepr(value).replace(/\.0$/, '');
  if (Object.is(re, 0)) return `${part(im)}j`;
  const sign = im < 0 || Object.is(im, -0) ? '' : '+';
  return `(${part(re)}${sign}${part(im)}j)`;
}
