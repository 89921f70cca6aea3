import { AppException } from '../../shared/contract/errors.ts';

/** A NumPy dtype that arrays of workflows can have (FORMATS §4.2). */
export interface Dtype {
  /** NumPy's letter: bool, int, uint, float, complex, datetime, timedelta, text, bytes. */
  readonly kind: 'b' | 'i' | 'u' | 'f' | 'c' | 'M' | 'm' | 'U' | 'S';
  readonly itemBytes: number;
  readonly isBigEndian: boolean;
  /**
   * dtype under which zarrita moves the items. It does not know complex, dates and (before Node has
   * Float16Array) half floats; texts it would change (every NUL removed, invalid code points
   * refused). Those travel as integers of the same size or as opaque bytes.
   */
  readonly carrier: string;
}

const SIZES: Readonly<Record<string, readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8],
  c: [8, 16],
  M: [8],
  m: [8],
};

function unsupported(text: string): AppException {
  return new AppException({
    code: 'unsupported-format',
    message: `Arrays with the dtype ${text} cannot be read.`,
  });
}

function isKind(letter: string): letter is Dtype['kind'] {
  return 'biufcMmUS'.includes(letter) && letter.length === 1;
}

function carrierOf(kind: Dtype['kind'], itemBytes: number, order: string): string {
  if (kind === 'b') return '|u1';
  if (kind === 'M' || kind === 'm') return `${order}i8`;
  if (kind === 'f' && itemBytes === 2) return `${order}u2`;
  if (kind === 'c' || kind === 'U' || kind === 'S') return `|S${itemBytes}`;
  return `${itemBytes === 1 ? '|' : order}${kind}${itemBytes}`;
}

/**
 * @param text - NumPy's own spelling, such as `>i4`, `<M8[us]`, `<U2`.
 * @throws AppException `unsupported-format`
 */
export function parseDtype(text: string): Dtype {
  const match = /^([<>|=])([biufcMmUS])(\d+)(?:\[[^\]]*\])?$/.exec(text);
  const [, order = '', letter = '', digits = ''] = match ?? [];
  if (match === null || !isKind(letter)) throw unsupported(text);
  const size = Number(digits);
  const itemBytes = letter === 'U' ? size * 4 : size;
  const isText = letter === 'U' || letter === 'S';
  if (!isText && SIZES[letter]?.includes(itemBytes) !== true) throw unsupported(text);
  return {
    kind: letter,
    itemBytes,
    isBigEndian: order === '>',
    carrier: carrierOf(letter, itemBytes, order === '>' ? '>' : '<'),
  };
}
