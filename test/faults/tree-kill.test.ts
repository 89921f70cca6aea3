import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanLeftOver, listLeftOvers } from '../../electron/files/tree/left-overs.ts';
import { newOperationId } from '../../electron/files/tree/sibling-names.ts';
import { describeTree, makeTree, testContext } from '../unit/files/tree/tree-support.ts';
import { bundleNodeEntries } from '../unit/hosts/worker-bundle.ts';
import { IS_ALL, MOST_MS } from './is-all.ts';
import { seededNumbers } from './seeded-numbers.ts';

const POINTS = IS_ALL ? 120 : 10;
/** So that there are more changes than points. */
const MORE_FILES = IS_ALL ? 120 : 0;
const MOMENTS = IS_ALL ? 20 : 1;
const SEED = 20_260_301;

let dist: URL;
let child: string;

beforeAll(async () => {
  dist = await bundleNodeEntries({
    'kill-child': 'test/faults/kill-child.ts',
    'tree-worker': 'electron/workers/tree-worker.ts',
  });
  child = fileURLToPath(new URL('node/kill-child.js', dist));
}, 120_000);

afterAll(() => rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true }));

interface Place {
  readonly folder: string;
  readonly source: string;
  readonly dataFolder: string;
  readonly id: string;
  readonly before: readonly string[];
  readonly args: readonly string[];
}

function place(operation: 'copy' | 'delete', moreFiles = 0): Place {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-kill-')));
  const source = join(folder, 'study');
  makeTree(source);
  for (let at = 0; at < moreFiles; at += 1) writeFileSync(join(source, `more ${at}`), `${at}`);
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const id = newOperationId();
  const args = [child, operation, source, join(folder, 'copy'), dataFolder, id];
  return { folder, source, dataFolder, id, before: describeTree(source), args };
}

const entriesOf = ({ folder }: Place): string[] => readdirSync(folder).sort();

/** After a copy was killed: the source whole, the copy whole or absent, all else listed. */
function checkCopy(at: Place): void {
  expect(describeTree(at.source)).toEqual(at.before);
  const isThere = entriesOf(at).includes('copy');
  if (isThere) expect(describeTree(join(at.folder, 'copy'))).toEqual(at.before);
  const own = ['data', 'study', ...(isThere ? ['copy'] : [])].sort();
  const others = entriesOf(at).filter((name) => !own.includes(name));
  const listed = listLeftOvers(at.dataFolder, testContext());
  // A note beside a copy that is there, or not begun, is swept up by listing.
  const named = others.filter((name) => !name.endsWith('.json'));
  expect(listed.map(({ path }) => path)).toEqual(named.map((name) => join(at.folder, name)));
  for (const { id } of listed) cleanLeftOver(at.dataFolder, id, testContext());
  expect(entriesOf(at)).toEqual(own);
  expect(listLeftOvers(at.dataFolder, testContext())).toEqual([]);
}

/** After a deletion was killed: whole under its name, or not under its name and listed, or gone. */
function checkDelete(at: Place): void {
  const isThere = entriesOf(at).includes('study');
  if (isThere) expect(describeTree(at.source)).toEqual(at.before);
  const others = entriesOf(at).filter((name) => name !== 'data' && name !== 'study');
  const listed = listLeftOvers(at.dataFolder, testContext());
  expect(listed.map(({ path }) => path)).toEqual(others.map((name) => join(at.folder, name)));
  expect(isThere && others.length > 0).toBe(false);
  for (const { id } of listed) cleanLeftOver(at.dataFolder, id, testContext());
  expect(entriesOf(at)).toEqual(isThere ? ['data', 'study'] : ['data']);
}

const CHECKS = { copy: checkCopy, delete: checkDelete } as const;

describe.each(['copy', 'delete'] as const)('%s killed', (operation) => {
  test(
    `at ${POINTS} of its calls loses nothing`,
    () => {
      const whole = place(operation, MORE_FILES);
      const calls = Number(
        execFileSync(process.execPath, [...whole.args, '0'], { encoding: 'utf8' }),
      );
      rmSync(whole.folder, { recursive: true });
      expect(calls).toBeGreaterThan(POINTS);
      const seen = new Set<string>();
      for (const point of seededNumbers(SEED, POINTS, calls)) {
        const at = place(operation, MORE_FILES);
        const { signal } = spawnSync(process.execPath, [...at.args, String(point)]);
        expect({ point, signal }).toEqual({ point, signal: 'SIGKILL' });
        seen.add(entriesOf(at).some((name) => /partial$|deleting/.test(name)) ? 'left' : 'none');
        try {
          CHECKS[operation](at);
        } catch (error) {
          throw new Error(`killed at call ${point} of ${calls}`, { cause: error });
        }
        rmSync(at.folder, { recursive: true });
      }
      // The points were spread: some of them left something.
      expect(seen).toContain('left');
    },
    MOST_MS,
  );

  test(
    `in two threads at ${MOMENTS} moments loses nothing`,
    async () => {
      const worker = new URL('node/tree-worker.js', dist).href;
      for (const moment of seededNumbers(SEED + 1, MOMENTS, 400)) {
        const at = place(operation, 3000);
        const running = spawn(process.execPath, [...at.args, '0', worker]);
        await new Promise((resolve) => running.stdout.once('data', resolve));
        const ended = new Promise((resolve) => running.once('exit', resolve));
        setTimeout(() => running.kill('SIGKILL'), moment);
        await ended;
        CHECKS[operation](at);
        rmSync(at.folder, { recursive: true });
      }
    },
    MOST_MS,
  );
});
