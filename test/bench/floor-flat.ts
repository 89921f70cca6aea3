import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { decode } from '@msgpack/msgpack';
import type { Floor } from './floor.ts';

/** Arrays that the run index is made from. */
const ARRAYS = ['metadata/tasks/', 'metadata/elements/', 'metadata/iters/', 'metadata/runs/'];
const RUN = /^metadata\/runs\/[\d./]+$/;
const CHUNK = /\/\d[\d./]*$/;

const isWanted = (key: string): boolean =>
  key === '.zattrs' || ARRAYS.some((array) => key.startsWith(array));

type Files = Iterable<readonly [key: string, bytes: Uint8Array]>;

/** The floor of a Zarr store of GEN3 or GEN4: a folder, or an archive of one that is not compressed. */
export async function readFlatPlainly(
  path: string,
  plain: (bytes: Uint8Array) => Promise<Uint8Array> | Uint8Array,
): Promise<Floor> {
  let runCount = 0;
  let decodedBytes = 0;
  const kept: unknown[] = [];
  for (const [key, bytes] of path.endsWith('.zip') ? filesOfArchive(path) : filesOf(path)) {
    if (!CHUNK.test(key)) {
      kept.push(JSON.parse(Buffer.from(bytes).toString('utf8')));
      decodedBytes += bytes.length;
      continue;
    }
    const chunk = await plain(bytes);
    decodedBytes += chunk.length;
    // Lists of integers are no MessagePack.
    kept.push(key.startsWith('metadata/tasks/') ? chunk.slice() : decode(chunk));
    if (RUN.test(key)) runCount += 1;
  }
  return { runCount, decodedBytes };
}

function* filesOf(path: string): Files {
  yield ['.zattrs', readFileSync(join(path, '.zattrs'))];
  for (const array of ARRAYS) {
    for (const entry of readdirSync(join(path, array), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      yield [relative(path, file), readFileSync(file)];
    }
  }
}

/** Table of contents in one read, each member in two: its own header, and its bytes. */
function* filesOfArchive(path: string): Files {
  const fd = openSync(path, 'r');
  try {
    const read = (at: number, length: number): Buffer => {
      const bytes = Buffer.allocUnsafe(length);
      readSync(fd, bytes, 0, length, at);
      return bytes;
    };
    for (const { key, at, length } of membersIn(read, fstatSync(fd).size)) {
      if (!isWanted(key)) continue;
      const header = read(at, 30);
      const start = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      yield [key, read(start, length)];
    }
  } finally {
    closeSync(fd);
  }
}

function* membersIn(read: (at: number, length: number) => Buffer, size: number) {
  const end = read(size - 22, 22);
  let start = end.readUInt32LE(16);
  let length = end.readUInt32LE(12);
  if (start === 0xffffffff || length === 0xffffffff || end.readUInt16LE(10) === 0xffff) {
    const large = read(Number(read(size - 42, 20).readBigUInt64LE(8)), 56);
    length = Number(large.readBigUInt64LE(40));
    start = Number(large.readBigUInt64LE(48));
  }
  const table = read(start, length);
  for (let at = 0; at < length; ) {
    const nameLength = table.readUInt16LE(at + 28);
    const extraLength = table.readUInt16LE(at + 30);
    const extra = at + 46 + nameLength;
    let memberBytes = table.readUInt32LE(at + 24);
    let memberAt = table.readUInt32LE(at + 42);
    // Extra field of zip64: sizes, then the place, of those that do not fit.
    if (memberBytes === 0xffffffff) memberBytes = Number(table.readBigUInt64LE(extra + 4));
    if (memberAt === 0xffffffff) memberAt = Number(table.readBigUInt64LE(extra + 20));
    yield { key: table.toString('utf8', at + 46, extra), at: memberAt, length: memberBytes };
    at = extra + extraLength + table.readUInt16LE(at + 32);
  }
}
