import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanLeftOver, listLeftOvers } from '../../electron/files/tree/left-overs.ts';
import { newOperationId } from '../../electron/files/tree/sibling-names.ts';
import { describeTree, makeTree, testContext } from '../unit/files/tree/tree-support.ts';
import { bundleNodeEntries } from '../unit/hosts/worker-bundle.ts';
import { contentsOf, convert } from '../unit/workers/conversion/conversion-support.ts';
import { IS_ALL, MOST_MS } from './is-all.ts';
import { seededNumbers } from './seeded-numbers.ts';

const POINTS = IS_ALL ? 60 : 4;
const SEED = 20_261_126;

type Conversion = 'pack' | 'unpack';

let dist: URL;
let child: string;
/** A folder and the archive of it. */
let origin: string;

beforeAll(async () => {
  dist = await bundleNodeEntries({ 'kill-child': 'test/faults/kill-child.ts' });
  child = fileURLToPath(new URL('node/kill-child.js', dist));
  origin = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-kill-')));
  makeTree(join(origin, 'study'));
  await convert('pack', join(origin, 'study'), join(origin, 'study.zip'));
}, 120_000);

afterAll(() => {
  rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true });
  rmSync(origin, { recursive: true, force: true });
});

const SOURCES: Readonly<Record<Conversion, string>> = { pack: 'study', unpack: 'study.zip' };
const MADE: Readonly<Record<Conversion, string>> = { pack: 'made.zip', unpack: 'made' };

/** Converts in a process that ends itself at a call; 0: never. */
function killedAt(conversion: Conversion, folder: string, point: number): string[] {
  const [source, target] = [join(origin, SOURCES[conversion]), join(folder, MADE[conversion])];
  return [child, conversion, source, target, join(folder, 'data'), newOperationId(), `${point}`];
}

/** What was made is whole, or not under its name; what is left is listed and goes. */
function check(conversion: Conversion, folder: string): boolean {
  const made = MADE[conversion];
  const isThere = readdirSync(folder).includes(made);
  if (isThere && conversion === 'pack') {
    const whole = readFileSync(join(origin, 'study.zip'));
    expect(readFileSync(join(folder, made)).equals(whole)).toBe(true);
  } else if (isThere) {
    const files = [...contentsOf(join(origin, 'study'))].filter(([key]) => !key.endsWith('/'));
    expect(contentsOf(join(folder, made))).toEqual(new Map(files));
  }
  const listed = listLeftOvers(join(folder, 'data'), testContext());
  const own = isThere ? ['data', made] : ['data'];
  const others = readdirSync(folder).filter((name) => !own.includes(name));
  const named = others.filter((name) => !name.endsWith('.json'));
  expect(listed.map(({ path }) => path)).toEqual(named.map((name) => join(folder, name)));
  for (const { id, kind } of listed) {
    expect(kind).toBe('convert');
    cleanLeftOver(join(folder, 'data'), id, testContext());
  }
  expect(readdirSync(folder).sort()).toEqual(own);
  return listed.length > 0;
}

describe.each(['pack', 'unpack'] as const)('%s killed', (conversion) => {
  test(
    `at ${POINTS} of its calls loses nothing`,
    () => {
      const before = [describeTree(join(origin, 'study')), readFileSync(join(origin, 'study.zip'))];
      const inNew = <T>(work: (folder: string) => T): T => {
        const folder = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-kill-')));
        mkdirSync(join(folder, 'data'));
        try {
          return work(folder);
        } finally {
          rmSync(folder, { recursive: true });
        }
      };
      const calls = inNew((folder) =>
        Number(execFileSync(process.execPath, killedAt(conversion, folder, 0))),
      );
      expect(calls).toBeGreaterThan(POINTS);
      const seen = new Set<boolean>();
      for (const point of seededNumbers(SEED, POINTS, calls)) {
        inNew((folder) => {
          const { signal } = spawnSync(process.execPath, killedAt(conversion, folder, point));
          expect({ point, signal }).toEqual({ point, signal: 'SIGKILL' });
          seen.add(check(conversion, folder));
        });
      }
      // The points were spread: some of them left something.
      expect(seen).toContain(true);
      expect(describeTree(join(origin, 'study'))).toEqual(before[0]);
      expect(readFileSync(join(origin, 'study.zip')).equals(Buffer.from(before[1] as Buffer))).toBe(
        true,
      );
    },
    MOST_MS,
  );
});
