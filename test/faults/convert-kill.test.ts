import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanLeftOver, listLeftOvers } from '../../electron/files/tree/left-overs.ts';
import { newOperationId } from '../../electron/files/tree/sibling-names.ts';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import type { Conversion } from '../../electron/workers/conversion/convert-workflow.ts';
import { makeTree, testContext } from '../unit/files/tree/tree-support.ts';
import { bundleNodeEntries } from '../unit/hosts/worker-bundle.ts';
import { contentsOf, convert } from '../unit/workers/conversion/conversion-support.ts';
import { IS_ALL, MOST_MS } from './is-all.ts';
import { seededNumbers } from './seeded-numbers.ts';

const POINTS = IS_ALL ? 60 : 3;
const SEED = 20_261_126;

let dist: URL;
let child: string;
/** A folder and the archive of it; a GEN1 workflow with either kind of store. */
let origin: string;

beforeAll(async () => {
  dist = await bundleNodeEntries({ 'kill-child': 'test/faults/kill-child.ts' });
  child = fileURLToPath(new URL('node/kill-child.js', dist));
  origin = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-kill-')));
  makeTree(join(origin, 'study'));
  await convert('pack', join(origin, 'study'), join(origin, 'study.zip'));
  await writeGen1(join(origin, 'json'), parameterStudy({ elements: 3, failedPart: 0.5 }), 'json');
  await convert('to-zarr', join(origin, 'json'), join(origin, 'zarr'));
}, 120_000);

afterAll(() => {
  rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true });
  rmSync(origin, { recursive: true, force: true });
});

const SOURCES: Readonly<Record<Conversion, string>> = {
  pack: 'study',
  unpack: 'study.zip',
  'to-json': 'zarr',
  'to-zarr': 'json',
};
const MADE: Readonly<Record<Conversion, string>> = {
  pack: 'made.zip',
  unpack: 'made',
  'to-json': 'made',
  'to-zarr': 'made',
};
/** What a whole result is equal to. */
const WHOLE: Readonly<Record<Conversion, string>> = {
  pack: 'study.zip',
  unpack: 'study',
  'to-json': 'json',
  'to-zarr': 'zarr',
};

/** Converts in a process that ends itself at a call; 0: never. */
function killedAt(conversion: Conversion, folder: string, point: number): string[] {
  const [source, target] = [join(origin, SOURCES[conversion]), join(folder, MADE[conversion])];
  return [child, conversion, source, target, join(folder, 'data'), newOperationId(), `${point}`];
}

/** Files of a folder, or the bytes of an archive; archives hold no empty folders. */
function contentAt(path: string): ReadonlyMap<string, string> {
  if (path.endsWith('.zip')) return new Map([['', readFileSync(path, 'latin1')]]);
  return new Map([...contentsOf(path)].filter(([key]) => !key.endsWith('/')));
}

/** What was made is whole, or not under its name; what is left is listed and goes. */
function check(conversion: Conversion, folder: string): boolean {
  const made = MADE[conversion];
  const isThere = readdirSync(folder).includes(made);
  const whole = join(origin, WHOLE[conversion]);
  if (isThere) expect(contentAt(join(folder, made))).toEqual(contentAt(whole));
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

describe.each(['pack', 'unpack', 'to-json', 'to-zarr'] as const)('%s killed', (conversion) => {
  test(
    `at ${POINTS} of its calls loses nothing`,
    () => {
      const source = join(origin, SOURCES[conversion]);
      const before = contentAt(source);
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
      expect(contentAt(source)).toEqual(before);
    },
    MOST_MS,
  );
});
