import type { ZipEntry } from '../../support/zip-archive.ts';

/** Numbers from 0 up to but without a limit, always the same for a seed. */
export type Random = (limit: number) => number;

export function seededRandom(seed: number): Random {
  let state = (seed * 0x9e3779b1) >>> 0;
  return (limit) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  };
}

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** What becomes of a file; `undefined`: it is gone. */
export interface Damage {
  readonly name: string;
  readonly bytes: Buffer | undefined;
}

const DEEP = 100_000;
const OTHER_VALUES = [
  'null',
  '7',
  '-1',
  '1e400',
  'true',
  '""',
  '"text"',
  '[]',
  '{}',
  '[[[]]]',
  '{"a": {"b": null}}',
  '123456789012345678901234567890',
];

type Kind = (bytes: Buffer, random: Random) => Damage;

/** Ways to damage one file. */
const KINDS: readonly Kind[] = [
  (bytes, random) => {
    const at = random(bytes.length + 1);
    return { name: `cut at ${at}`, bytes: bytes.subarray(0, at) };
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const count = 1 + random(8);
    for (let i = 0; i < count && copy.length > 0; i += 1) {
      const at = random(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    }
    return { name: `${count} bits flipped`, bytes: copy };
  },
  () => ({ name: 'deleted', bytes: undefined }),
  () => ({ name: 'emptied', bytes: Buffer.alloc(0) }),
  (_, random) => {
    const text = pick(random, OTHER_VALUES);
    return { name: `replaced by ${text}`, bytes: Buffer.from(text) };
  },
  (bytes, random) => {
    const [open, close] = pick(random, [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const);
    const deep = `${open.repeat(DEEP)}0${close.repeat(DEEP)}`;
    return otherValue(bytes, random, deep, 'deeply nested');
  },
  (bytes, random) => {
    const value = pick(random, OTHER_VALUES);
    return otherValue(bytes, random, value, value);
  },
  (bytes, random) => {
    const value = pick(random, OTHER_VALUES);
    return otherValue(bytes, random, value, value);
  },
  (bytes, random) => ({
    name: 'bytes of nothing',
    bytes: Buffer.alloc(1 + random(bytes.length), random(256)),
  }),
  // Sizes that a chunk claims of itself, as Blosc and MessagePack write them.
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random(Math.min(16, Math.max(1, copy.length - 4)));
    if (copy.length >= at + 4) copy.writeUInt32LE(pick(random, [0xffffffff, 0x7fffffff, 1, 0]), at);
    return { name: `another length at ${at}`, bytes: copy };
  },
];

/** Another value in place of one in a JSON document; another document where it is none. */
function otherValue(bytes: Buffer, random: Random, value: string, name: string): Damage {
  const text = bytes.toString('utf8');
  const places = [...text.matchAll(/: ?("[^"\\]*"|-?\d+(?:\.\d+)?|null|true|false|\[\]|\{\})/g)];
  const place = places[random(places.length)];
  if (place === undefined) return { name: `replaced by ${name}`, bytes: Buffer.from(value) };
  const at = place.index + place[0].length - (place[1]?.length ?? 0);
  const damaged = text.slice(0, at) + value + text.slice(place.index + place[0].length);
  return { name: `${place[1]} at ${at} replaced by ${name}`, bytes: Buffer.from(damaged) };
}

export function damageOf(bytes: Buffer, random: Random): Damage {
  return pick(random, KINDS)(bytes, random);
}

/** Damages that only an archive can have: to its members, and to the archive as a whole. */
export const MEMBER_DAMAGES: readonly ((entry: ZipEntry, random: Random) => ZipEntry)[] = [
  (entry) => ({ ...entry, flags: 0x801 }),
  (entry, random) => ({ ...entry, method: pick(random, [1, 8, 9, 12, 14, 93, 99]) }),
  (entry, random) => ({ ...entry, crc32: random(2 ** 31) }),
  (entry, random) => ({ ...entry, sizeBytes: pick(random, [0, 1, 10_000_000, 0xfffffffe]) }),
  // A bomb: a hundred megabytes of nothing in a hundred kilobytes, and one that hides it.
  (entry) => ({ ...entry, text: BOMB(), isDeflated: true }),
  (entry) => ({ ...entry, text: BOMB(), isDeflated: true, sizeBytes: 100 }),
  (entry, random) => ({
    ...entry,
    name: pick(random, ['../', '/', 'a/../../', './', 'C:\\', '//']) + String(entry.name),
  }),
  (entry) => ({ ...entry, mode: 0o120777, text: '/etc/passwd' }),
];

let bomb: Buffer | undefined;
function BOMB(): Buffer {
  bomb ??= Buffer.alloc(20_000_000, 0x20);
  return bomb;
}

/** Damages of the whole archive. */
export function damagedArchive(bytes: Buffer, random: Random): Damage {
  const copy = Buffer.from(bytes);
  switch (random(4)) {
    case 0: {
      const at = random(bytes.length);
      return { name: `archive cut at ${at}`, bytes: copy.subarray(0, at) };
    }
    case 1: {
      // The table of contents is at the end.
      const at = bytes.length - 1 - random(Math.min(4000, bytes.length));
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
      return { name: `bit flipped in the table at ${at}`, bytes: copy };
    }
    case 2: {
      const at = bytes.length - 22 + random(20);
      copy[at] = random(256);
      return { name: `byte of the end record changed at ${at}`, bytes: copy };
    }
    default: {
      const at = random(bytes.length);
      copy.fill(random(256), at, at + 1 + random(200));
      return { name: `overwritten at ${at}`, bytes: copy };
    }
  }
}
