import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { RunIndexSchema } from '../../../shared/contract/columns.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { CachedDocumentsSchema, type CachedIndex } from './cached-index.ts';

/*
 * One entry of the cache: 16 bytes (mark, checksum of all that follows, length of the header), a
 * header in JSON, and the columns as they lie in memory, each at a multiple of eight bytes. To load it
 * is to read the file: columns are views of its bytes.
 */
const MARK = Buffer.from('earidx01', 'latin1');
const CHECKED_FROM = 12;
const HEADER_AT = 16;

const COLUMN_TYPES = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float64Array } as const;
type ColumnType = keyof typeof COLUMN_TYPES;
type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

const GROUPS = ['elements', 'iterations', 'runs'] as const;

const HeaderSchema = z.object({
  version: z.string(),
  documents: CachedDocumentsSchema,
  asOfMs: z.number(),
  loops: z.array(z.string()),
  hosts: z.array(z.string()),
  counts: z.object({ elements: z.number(), iterations: z.number(), runs: z.number() }),
  columns: z.array(
    z.object({
      /** `runs.status`; `skips`. */
      name: z.string(),
      type: z.enum(['Uint8Array', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float64Array']),
      length: z.number().int().min(0),
    }),
  ),
});
type Header = z.infer<typeof HeaderSchema>;

/**
 * Bytes of an entry.
 *
 * @param version - Of the application and of what it keeps.
 */
export function entryBytes(entry: CachedIndex, version: string): Uint8Array {
  const { index, skips, ...documents } = entry;
  const columns = [
    ...columnsOf(index),
    ...(skips === undefined ? [] : [['skips', skips] as const]),
  ];
  const header: Header = {
    version,
    documents,
    asOfMs: index.asOfMs,
    loops: [...index.loops],
    hosts: [...index.hosts],
    counts: {
      elements: index.elements.count,
      iterations: index.iterations.count,
      runs: index.runs.count,
    },
    columns: columns.map(([name, column]) => ({
      name,
      type: typeOf(column),
      length: column.length,
    })),
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(HEADER_AT);
  MARK.copy(start);
  start.writeUInt32LE(headerBytes.length, CHECKED_FROM);
  const parts: Uint8Array[] = [start];
  const add = (bytes: Uint8Array): void => {
    parts.push(bytes, Buffer.alloc(paddingOf(bytes.length)));
  };
  add(headerBytes);
  for (const [, column] of columns) {
    add(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  const bytes = Buffer.concat(parts);
  bytes.writeUInt32LE(crc32(bytes.subarray(CHECKED_FROM)), MARK.length);
  return bytes;
}

/** The entry in these bytes; `undefined` for what is none, is damaged, or is of another version. */
export function entryOf(bytes: ArrayBuffer, version: string): CachedIndex | undefined {
  try {
    const all = Buffer.from(bytes);
    if (!all.subarray(0, MARK.length).equals(MARK)) return undefined;
    if (crc32(all.subarray(CHECKED_FROM)) !== all.readUInt32LE(MARK.length)) return undefined;
    const headerLength = all.readUInt32LE(CHECKED_FROM);
    const text = all.toString('utf8', HEADER_AT, HEADER_AT + headerLength);
    const header = HeaderSchema.parse(JSON.parse(text));
    if (header.version !== version) return undefined;
    return entryIn(bytes, header, HEADER_AT + headerLength + paddingOf(headerLength));
  } catch {
    // Too short, no JSON, or not what it should be: the index is built anew.
    return undefined;
  }
}

function entryIn(bytes: ArrayBuffer, header: Header, start: number): CachedIndex {
  const groups: Record<string, Record<string, Column>> = {};
  let skips: Uint8Array | undefined;
  let at = start;
  for (const { name, type, length } of header.columns) {
    const column = new COLUMN_TYPES[type](bytes, at, length);
    const [group = '', member = ''] = name.split('.');
    if (name === 'skips' && column instanceof Uint8Array) skips = column;
    else groups[group] = { ...groups[group], [member]: column };
    at += column.byteLength + paddingOf(column.byteLength);
  }
  const { asOfMs, loops, hosts, counts, documents } = header;
  const index = RunIndexSchema.parse({
    asOfMs,
    loops,
    hosts,
    elements: { count: counts.elements, ...groups.elements },
    iterations: { count: counts.iterations, ...groups.iterations },
    runs: { count: counts.runs, ...groups.runs },
  });
  return { ...documents, index, ...(skips === undefined ? {} : { skips }) };
}

function columnsOf(index: RunIndex): (readonly [name: string, column: Column])[] {
  return GROUPS.flatMap((group) =>
    Object.entries(index[group]).flatMap(([name, column]) =>
      typeof column === 'number' ? [] : [[`${group}.${name}`, column] as const],
    ),
  );
}

function typeOf(column: Column): ColumnType {
  const found = Object.entries(COLUMN_TYPES).find(([, type]) => column instanceof type);
  return (found?.[0] ?? 'Uint8Array') as ColumnType;
}

function paddingOf(length: number): number {
  return (8 - (length % 8)) % 8;
}
