import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Recents } from '../../../electron/services/recents.ts';
import type { Identity } from '../../../shared/contract/documents.ts';
import { RecentSchema } from '../../../shared/contract/host.ts';
import { RUN_STATUSES } from '../../../shared/model/status.ts';
import { tempFolder } from './temp-folder.ts';

let folder: string;
let changes: number;
let logged: string[];

const open = (): Recents =>
  new Recents(
    join(folder, 'data'),
    (line) => logged.push(line),
    () => {
      changes += 1;
    },
  );

const identity = (name: string): Identity => ({
  name,
  path: join(folder, name),
  store: 'zarr',
  generation: 'GEN1',
  appVersion: '0.2.0a40',
});

const counts = RUN_STATUSES.map((_, i) => i);

beforeEach(async () => {
  folder = await tempFolder();
  changes = 0;
  logged = [];
});

describe('Recents', () => {
  it('are newest first, each once, and outlive the process', async () => {
    const recents = open();
    for (const name of ['a', 'b', 'a']) await recents.add(identity(name));
    const names = (await open().list()).map((recent) => recent.name);
    expect(names).toEqual(['a', 'b']);
    expect(changes).toBe(3);
    for (const recent of await open().list()) RecentSchema.parse(recent);
  });

  it('keep all of many changes at once', async () => {
    const recents = open();
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => recents.add(identity(name))));
    expect((await recents.list()).map(({ name }) => name)).toEqual(['e', 'd', 'c', 'b', 'a']);
    expect(await readdir(join(folder, 'data'))).toEqual(['recents.json']);
  });

  it('are 50 at most', async () => {
    const recents = open();
    for (let i = 0; i < 55; i += 1) await recents.add(identity(`w${i}`));
    const names = (await recents.list()).map(({ name }) => name);
    expect(names).toHaveLength(50);
    expect(names[0]).toBe('w54');
  });

  it('say what is missing now', async () => {
    const recents = open();
    await mkdir(join(folder, 'here'));
    await recents.add(identity('here'));
    await recents.add(identity('gone'));
    const find = async () => (await recents.list()).map(({ name, isMissing }) => [name, isMissing]);
    expect(await find()).toEqual([
      ['gone', true],
      ['here', false],
    ]);
    await rm(join(folder, 'here'), { recursive: true });
    expect(await find()).toEqual([
      ['gone', true],
      ['here', true],
    ]);
  });

  it('note counts once they are known, and keep them when opened again', async () => {
    const recents = open();
    await recents.add(identity('a'));
    expect((await recents.list())[0]?.counts).toBeUndefined();
    await recents.noteCounts(join(folder, 'a'), counts);
    await recents.add(identity('a'));
    expect((await recents.list())[0]?.counts).toEqual(counts);
    changes = 0;
    await recents.noteCounts(join(folder, 'a'), counts);
    await recents.noteCounts(join(folder, 'unknown'), counts);
    expect(changes).toBe(0);
  });

  it('are removed by path', async () => {
    const recents = open();
    await recents.add(identity('a'));
    await recents.add(identity('b'));
    await recents.remove(join(folder, 'b'));
    await recents.remove('__proto__');
    expect((await recents.list()).map(({ name }) => name)).toEqual(['a']);
    expect(changes).toBe(3);
  });

  it.each([
    ['torn', '{"version": 1, "rec'],
    ['of another shape', '{"version": 1, "recents": [{"path": 7}]}'],
    ['of a later version', '{"version": 2, "recents": []}'],
  ])('begin anew when the file is %s, and keep it', async (_what, text) => {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'recents.json'), text);
    const recents = open();
    expect(await recents.list()).toEqual([]);
    await recents.add(identity('a'));
    expect((await recents.list()).map(({ name }) => name)).toEqual(['a']);
    expect(await readFile(join(folder, 'data', 'recents.json.unreadable'), 'utf8')).toBe(text);
    expect(logged.join()).toContain('recents.json');
  });

  it('that cannot be written are no failure of the app', async () => {
    await writeFile(join(folder, 'data'), 'a file where the folder should be');
    const recents = open();
    await recents.add(identity('a'));
    expect(await recents.list()).toEqual([]);
    expect(logged.join()).toContain('could not be written');
  });
});
