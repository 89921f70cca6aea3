import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AllowedRoots, isInside } from '../../../electron/services/allowed-roots.ts';
import { expectedError } from '../../../shared/contract/exceptions.ts';
import { makeTree, tempFolder } from './temp-folder.ts';

let folder: string;
let roots: AllowedRoots;

beforeAll(async () => {
  folder = await tempFolder();
  await makeTree(folder, { 'home/study/file': '', 'home-of-another/file': '', 'elsewhere/': '' });
  await symlink(join(folder, 'elsewhere'), join(folder, 'home', 'out'));
  await symlink(join(folder, 'home', 'study'), join(folder, 'home', 'in'));
  await symlink(join(folder, 'home'), join(folder, 'alias'));
  roots = new AllowedRoots([join(folder, 'home')]);
});

const codeOf = (path: string): Promise<string> =>
  roots.resolve(path).then(
    () => 'allowed',
    (error: unknown) => expectedError(error)?.code ?? 'unexpected',
  );

describe('AllowedRoots', () => {
  it.each([
    ['home', 'allowed'],
    ['home/study/file', 'allowed'],
    ['home/in/file', 'allowed'],
    // By where it really is.
    ['alias/study', 'allowed'],
    ['home/out', 'refused'],
    ['home/../elsewhere', 'refused'],
    ['home-of-another', 'refused'],
    ['home-of-another/file', 'refused'],
    ['.', 'refused'],
    ['home/missing', 'not-found'],
    // Outside, nothing is told of what is there.
    ['elsewhere/missing', 'refused'],
    ['missing', 'refused'],
  ])('%s: %s', async (path, expected) => {
    expect(await codeOf(join(folder, path))).toBe(expected);
  });

  it('without roots allows everything', async () => {
    expect(await new AllowedRoots(undefined).resolve(folder)).toBe(folder);
  });

  it('with an empty list allows nothing, until a folder is granted', async () => {
    const none = new AllowedRoots([]);
    await expect(none.resolve(folder)).rejects.toThrow(/outside/);
    none.grant(join(folder, 'elsewhere'));
    expect(await none.resolve(join(folder, 'elsewhere'))).toBe(join(folder, 'elsewhere'));
    await expect(none.resolve(folder)).rejects.toThrow(/outside/);
  });

  it('may name what is missing inside, and nothing outside', async () => {
    expect(await roots.mayName(join(folder, 'home', 'missing'))).toBe(true);
    expect(await roots.mayName(join(folder, 'missing'))).toBe(false);
    expect(await roots.mayName(join(folder, 'home', 'out'))).toBe(false);
  });
});

describe('isInside', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/a/..b', true],
    ['/a', '/ab', false],
    ['/a/b', '/a', false],
    ['/', '/a', true],
  ])('%s, %s: %s', (outer, path, expected) => {
    expect(isInside(outer, path)).toBe(expected);
  });
});
