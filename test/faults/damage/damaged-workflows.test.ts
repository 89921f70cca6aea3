import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { filesOf, put, statesOf } from '../../support/files-of.ts';
import { makeGen4, makeGen4Json, makeGen5 } from '../../support/later-layouts.ts';
import { type ZipEntry, zipArchive } from '../../support/zip-archive.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../unit/shared-workflows.ts';
import { IS_ALL } from '../is-all.ts';
import { damagedArchive, damageOf, MEMBER_DAMAGES, pick, seededRandom } from './damages.ts';
import { readEverything } from './read-everything.ts';

vi.setConfig({ testTimeout: IS_ALL ? 600_000 : 120_000 });

const AS_IT_IS = (): void => undefined;

/**
 * Of each generation and store; small, with runs that were executed and arrays where there are. What
 * no hpcflow at hand wrote is made of what the development branch did. The JSON store of GEN5 is that
 * of GEN4.
 */
const FOLDERS: readonly (readonly [
  what: string,
  name: string,
  make: (folder: string) => unknown,
])[] = [
  ['GEN1 in JSON', 'gen1-a40-json-files', AS_IT_IS],
  ['GEN1 in Zarr', 'gen1-a40-zarr-files', AS_IT_IS],
  ['GEN2 in JSON', 'gen2-a60-json-fail', AS_IT_IS],
  ['GEN2 in Zarr', 'gen2-a60-zarr-fail', AS_IT_IS],
  ['GEN3 in JSON', 'gen3-a180-json-fail', AS_IT_IS],
  ['GEN3 in Zarr', 'gen3-a180-zarr-script-arrays', AS_IT_IS],
  ['GEN4 of development in JSON', 'gen4-jobscript-json-files', AS_IT_IS],
  ['GEN4 of development in Zarr', 'gen4-jobscript-zarr-script-arrays', AS_IT_IS],
  ['GEN4 in JSON', 'gen4-jobscript-json-blocks', makeGen4Json],
  ['GEN4 in Zarr', 'gen4-jobscript-zarr-blocks', makeGen4],
  ['GEN5 in Zarr', 'gen4-jobscript-zarr-script-arrays', makePlainGen5],
  ['GEN5 in Zarr, compressed', 'gen4-jobscript-zarr-fail-resources', makeCompressedGen5],
];

/** A zip is made of the folder of a Zarr store, except where one of hpcflow's own is at hand. */
const ARCHIVES: readonly (readonly [
  what: string,
  entries: (scratch: string) => Promise<ZipEntry[]>,
])[] = [
  ['GEN2 in a zip', (scratch) => zipped('gen2-a60-zarr-fail', AS_IT_IS, scratch)],
  ['GEN3 in a zip', () => entriesOf(sharedWorkflowPath('gen3-a180-zip-files-with-execute.zip'))],
  [
    'GEN4 of development in a zip',
    () => entriesOf(sharedWorkflowPath('gen4-jobscript-zip-scalar.zip')),
  ],
  ['GEN4 in a zip', (scratch) => zipped('gen4-jobscript-zarr-scalar', makeGen4, scratch)],
  ['GEN5 in a zip', (scratch) => zipped('gen4-jobscript-zarr-scalar', makeCompressedGen5, scratch)],
];

async function makePlainGen5(folder: string): Promise<void> {
  await makeGen4(folder);
  await makeGen5(folder, false);
}

async function makeCompressedGen5(folder: string): Promise<void> {
  await makeGen4(folder);
  await makeGen5(folder, true);
}

const COUNT = IS_ALL ? 200 : 40;
/** One damage, however bad, is dealt with within this. */
const MOST_MS = 15_000;

/** What recognition and the stores read; the rest are what runs left. */
const OFTEN = /(^|\/)(\.z\w+|\w+\.json|\d+(\.\d+)*)$/;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-damage-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** @returns Seeds whose damage was not noticed at all; many are harmless. */
async function mustEndWell(path: string, what: string): Promise<void> {
  const begun = performance.now();
  try {
    await readEverything(path);
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  expect(performance.now() - begun, what).toBeLessThan(MOST_MS);
}

describe.skipIf(!hasSharedWorkflows)(
  'damaged workflows end in data with problems or an error',
  () => {
    test.each(FOLDERS)('%s', async (_what, name, make) => {
      const path = join(root, 'wk');
      const files = await madeFiles(name, make, path);
      expect(await readEverything(path)).toMatchObject({ isOpened: true });
      const names = [...files.keys()];
      const often = names.filter((file) => OFTEN.test(file));
      for (let seed = 1; seed <= COUNT; seed += 1) {
        const random = seededRandom(seed);
        const file = pick(random, random(10) === 0 ? names : often);
        const damage = damageOf(files.get(file) ?? Buffer.alloc(0), random);
        put(path, file, damage.bytes);
        if (damage.bytes === undefined && random(3) === 0) mkdirSync(join(path, file));
        const before = statesOf(path);
        await mustEndWell(path, `seed ${seed}, ${file} ${damage.name}`);
        expect(statesOf(path)).toEqual(before);
        put(path, file, files.get(file));
      }
    });

    test.each(ARCHIVES)('%s', async (_what, make) => {
      const entries = await make(join(root, 'scratch'));
      rmSync(join(root, 'scratch'), { recursive: true, force: true });
      const path = join(root, 'wk.zip');
      put(root, 'wk.zip', zipArchive(entries));
      expect(await readEverything(path)).toMatchObject({ isOpened: true });
      const often = entries.flatMap(({ name: own }, at) => (OFTEN.test(String(own)) ? [at] : []));
      for (let seed = 1; seed <= COUNT; seed += 1) {
        const random = seededRandom(seed);
        const at = pick(random, often);
        const entry = entries[at];
        if (entry === undefined) continue;
        let what = `${String(entry.name)} `;
        let damaged: Buffer | undefined;
        switch (random(3)) {
          case 0: {
            const damage = damageOf(Buffer.from(entry.text ?? ''), random);
            what += damage.name;
            const rest = damage.bytes === undefined ? [] : [{ ...entry, text: damage.bytes }];
            damaged = zipArchive(entries.toSpliced(at, 1, ...rest));
            break;
          }
          case 1: {
            const kind = random(MEMBER_DAMAGES.length);
            const member = MEMBER_DAMAGES[kind]?.(entry, random) ?? entry;
            what += `damaged as a member (${kind})`;
            damaged = zipArchive(entries.toSpliced(at, 1, member));
            break;
          }
          default: {
            const damage = damagedArchive(zipArchive(entries), random);
            what = damage.name;
            damaged = damage.bytes;
          }
        }
        put(root, 'wk.zip', damaged ?? Buffer.alloc(0));
        const before = statesOf(root);
        await mustEndWell(path, `seed ${seed}, ${what}`);
        expect(statesOf(root)).toEqual(before);
      }
    });
  },
);

/** Files of a workflow in another layout; they stay in `folder`. */
async function madeFiles(
  name: string,
  make: (folder: string) => unknown,
  folder: string,
): Promise<Map<string, Buffer>> {
  for (const [file, bytes] of filesOf(sharedWorkflowPath(name))) put(folder, file, bytes);
  await make(folder);
  const files = filesOf(folder);
  for (const [file, bytes] of files) put(folder, file, bytes);
  return files;
}

async function zipped(
  name: string,
  make: (folder: string) => unknown,
  scratch: string,
): Promise<ZipEntry[]> {
  const files = await madeFiles(name, make, scratch);
  return [...files].map(([file, text]) => ({ name: file, text }));
}

async function entriesOf(path: string): Promise<ZipEntry[]> {
  const reader = await ZipReader.open(path);
  const entries: ZipEntry[] = [];
  const walk = (folder: string): void => {
    for (const { name, kind } of reader.tryList(folder) ?? []) {
      const key = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') walk(key);
      else entries.push({ name: key, text: reader.readFile(key) });
    }
  };
  walk('');
  return entries;
}
