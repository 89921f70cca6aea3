/**
 * Values with typed arrays as one block of bytes: how results with columns cross HTTP without
 * turning numbers into text.
 *
 * Layout: u32 LE length of the JSON part, the JSON part (UTF-8), padding to a multiple of 8, then
 * the arrays, each padded to a multiple of 8. In the JSON part a typed array stands as
 * `{"$column": [kind, offset, length]}`, the offset counted in bytes from the first array.
 */
const KINDS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
type Column = InstanceType<(typeof KINDS)[Kind]>;

const MARK = '$column';
const ALIGN = 8;
const aligned = (length: number): number => Math.ceil(length / ALIGN) * ALIGN;

function kindOf(value: unknown): Kind | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const name = value.constructor.name;
  if (name === 'Buffer') return 'Uint8Array';
  return Object.hasOwn(KINDS, name) ? (name as Kind) : undefined;
}

export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const columns: { readonly column: Column; readonly offset: number }[] = [];
  let size = 0;
  const json = JSON.stringify(value, function replace(this: unknown, key: string, item: unknown) {
    // Not `item`: a Node Buffer has turned itself into a list of numbers by now.
    const original = (this as Record<string, unknown>)[key];
    const kind = kindOf(original);
    if (kind === undefined) {
      if (typeof item === 'object' && item !== null && Object.hasOwn(item, MARK)) {
        throw new TypeError(`a value must not have the key ${MARK}`);
      }
      return item;
    }
    const column = original as Column;
    const offset = size;
    columns.push({ column, offset });
    size += aligned(column.byteLength);
    return { [MARK]: [kind, offset, column.length] };
  });
  const text = new TextEncoder().encode(json);
  const first = aligned(4 + text.length);
  const bytes = new Uint8Array(first + size);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  for (const { column, offset } of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), first + offset);
  }
  return bytes;
}

/** @throws {TypeError} when the bytes are no frame. */
export function decodeFrame(bytes: Uint8Array): unknown {
  if (bytes.byteLength < 4) throw new TypeError('a frame has at least 4 bytes');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textLength = view.getUint32(0, true);
  const first = aligned(4 + textLength);
  if (4 + textLength > bytes.byteLength) throw new TypeError('the frame is cut short');
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + textLength));
  return JSON.parse(text, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !Object.hasOwn(item, MARK)) return item;
    const [kind, offset, length] = (item as { [MARK]: [Kind, number, number] })[MARK];
    const type = KINDS[kind];
    const start = first + offset;
    if (type === undefined || start + length * type.BYTES_PER_ELEMENT > bytes.byteLength) {
      throw new TypeError('the frame refers to a column that is not there');
    }
    // A copy: aligned, and it does not keep the whole frame alive.
    const column = new type(length);
    new Uint8Array(column.buffer).set(
      bytes.subarray(start, start + length * type.BYTES_PER_ELEMENT),
    );
    return column;
  });
}
