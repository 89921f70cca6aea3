import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { filesOf, put, statesOf } from '../../support/files-of.ts';
import { type ZipEntry, zipArchive } from '../../support/zip-archive.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../unit/shared-workflows.ts';
import { IS_ALL } from '../is-all.ts';
import { damagedArchive, damageOf, MEMBER_DAMAGES, pick, seededRandom } from './damages.ts';
import { readEverything } from './read-everything.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Of each generation and store; small, with runs that were executed and arrays where there are. */
const FOLDERS = [
  'gen1-a40-json-files',
  'gen1-a40-zarr-files',
  'gen2-a60-json-fail',
  'gen2-a60-zarr-fail',
  'gen3-a180-json-fail',
  'gen3-a180-zarr-script-arrays',
  'gen4-jobscript-json-files',
  'gen4-jobscript-zarr-script-arrays',
];
const ARCHIVES = ['gen3-a180-zip-files-with-execute.zip', 'gen4-jobscript-zip-scalar.zip'];

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
    test.each(FOLDERS)('%s', async (name) => {
      const files = filesOf(sharedWorkflowPath(name));
      const path = join(root, 'wk');
      for (const [file, bytes] of files) put(path, file, bytes);
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

    test.each(ARCHIVES)('%s', async (name) => {
      const entries = await entriesOf(sharedWorkflowPath(name));
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
