import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AllowedRoots } from '../../../electron/services/allowed-roots.ts';
import { matchDrop } from '../../../electron/services/drop-matcher.ts';
import { listFolder } from '../../../electron/services/folder-listing.ts';
import { folderHandlers } from '../../../electron/services/folder-service.ts';
import { Recents } from '../../../electron/services/recents.ts';
import { FolderListingSchema } from '../../../shared/contract/host.ts';
import { jsonWorkflow, makeTree, tempFolder } from './temp-folder.ts';

const { signal } = new AbortController();
let folder: string;
let home: string;
let roots: AllowedRoots;

beforeAll(async () => {
  folder = await tempFolder();
  home = join(folder, 'home');
  await makeTree(folder, {
    ...jsonWorkflow('home/study 2'),
    ...jsonWorkflow('home/study 10'),
    ...jsonWorkflow('home/deep/er/study 2'),
    ...jsonWorkflow('outside/study 2'),
    'home/zarr study/.zgroup': '{"zarr_format": 2}',
    'home/zarr study/element_data/.zgroup': '{}',
    'home/zarr study/parameter_data/.zgroup': '{}',
    'home/plain/': '',
    'home/notes.txt': 'x',
    'home/archive.ZIP': 'x',
    'home/.hidden/': '',
  });
  await symlink(join(folder, 'outside'), join(home, 'link out'));
  await symlink(join(home, 'plain'), join(home, 'link in'));
  await symlink(join(home, 'nowhere'), join(home, 'broken link'));
  roots = new AllowedRoots([home]);
});

describe('listFolder', () => {
  it('shows folders, workflows and zip files, in the order people count', async () => {
    const { entries, problems } = await listFolder(home, roots, signal);
    expect(entries.map(({ name, kind, store }) => [name, kind, store])).toEqual([
      ['archive.ZIP', 'zip', undefined],
      ['deep', 'folder', undefined],
      ['link in', 'folder', undefined],
      ['plain', 'folder', undefined],
      ['study 2', 'workflow', 'json'],
      ['study 10', 'workflow', 'json'],
      ['zarr study', 'workflow', 'zarr'],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('1');
  });

  it('has a parent only inside the roots', async () => {
    expect((await listFolder(home, roots, signal)).parent).toBeUndefined();
    expect((await listFolder(join(home, 'plain'), roots, signal)).parent).toBe(home);
  });

  it.each([
    ['outside', 'refused'],
    ['home/link out', 'refused'],
    ['home/../outside', 'refused'],
    ['.', 'refused'],
    ['home/missing', 'ENOENT'],
    ['home/notes.txt', 'not-found'],
  ])('does not list %s: %s', async (path, code) => {
    await expect(listFolder(join(folder, path), roots, signal)).rejects.toMatchObject(
      code === 'ENOENT' ? { code } : { error: { code } },
    );
  });

  it('is bounded', async () => {
    const many = await tempFolder();
    await makeTree(
      many,
      Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`d${i}/`, ''])),
    );
    const { entries, problems } = await listFolder(many, new AllowedRoots([many]), signal);
    expect(entries).toHaveLength(2000);
    expect(problems[0]?.message).toContain('2000');
  });
});

describe('folders.list', () => {
  it('begins at the first root and names all', async () => {
    const both = new AllowedRoots([join(home, 'plain'), home]);
    const recents = new Recents(
      folder,
      () => undefined,
      () => undefined,
    );
    const context = { signal, reportProgress: () => undefined };
    const listing = await folderHandlers(both, recents, undefined)['folders.list']({}, context);
    expect(FolderListingSchema.parse(listing).path).toBe(join(home, 'plain'));
    expect(listing.roots).toEqual([
      { label: 'plain', path: join(home, 'plain') },
      { label: 'home', path: home },
    ]);
  });
});

describe('matchDrop', () => {
  const names = ['metadata.json', 'parameters.json', 'submissions.json'];
  const match = (name: string, entryNames: readonly string[], recents: readonly string[] = []) =>
    matchDrop({ name, entryNames }, recents, roots, signal);

  it('finds a folder in the roots by its name and content', async () => {
    expect(await match('study 10', names)).toEqual([join(home, 'study 10')]);
    expect(await match('study 10', [...names, 'more'])).toEqual([]);
    expect(await match('study', names)).toEqual([]);
    expect(await match('archive.ZIP', [])).toEqual([join(home, 'archive.ZIP')]);
    expect(await match('home', ['plain'])).toEqual([home]);
  });

  it('looks two levels deep, and beside and inside recent workflows', async () => {
    expect(await match('study 2', names)).toEqual([join(home, 'study 2')]);
    const recent = join(home, 'deep', 'er', 'study 2');
    expect(await match('study 2', names, [recent])).toEqual([recent, join(home, 'study 2')]);
    expect(await match('element_data', ['.zgroup'], [join(home, 'zarr study')])).toEqual([
      join(home, 'zarr study', 'element_data'),
    ]);
  });

  it('finds nothing outside the roots', async () => {
    expect(await match('outside', [])).toEqual([]);
    const found = await match('study 2', names, [join(folder, 'outside', 'study 2')]);
    expect(found).toEqual([join(home, 'study 2')]);
  });

  it.each(['', '.', '..', '../outside', 'a/b', 'a\\b', 'a\0'])(
    'takes %j for no name',
    async (name) => {
      expect(await match(name, [])).toEqual([]);
    },
  );
});
