import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolder } from '../../../../electron/files/tree/folder-handle.ts';
import { measureTree } from '../../../../electron/files/tree/measure-tree.ts';
import { cautionsOf, neededOn, targetFacts } from '../../../../electron/files/tree/preflight.ts';
import { mentionOf, type TreeTally } from '../../../../electron/files/tree/tree-tally.ts';
import { makeTree, scratchFolder, testContext } from './tree-support.ts';

function measure(root: string, leaveOut: readonly string[] = []): TreeTally {
  const context = testContext();
  return measureTree(root, openFolder(context.operations, root), leaveOut, context);
}

describe('looking before', () => {
  test('counts files, folders, links and bytes, without what is left out', () => {
    const root = join(scratchFolder(), 'study');
    makeTree(root);
    const sizeBytes = (37 * 39 * 40) / 2;
    expect(measure(root)).toMatchObject({ files: 40, folders: 6, links: 2, sizeBytes });
    expect(measure(root, ['array/*', 'logs'])).toMatchObject({ files: 8, folders: 2 });
  });

  test('finds what a person should know', () => {
    const root = join(scratchFolder(), 'study');
    makeTree(root);
    symlinkSync('../elsewhere', join(root, 'out'));
    symlinkSync(join(root, 'array'), join(root, 'logs', 'back'));
    linkSync(join(root, 'file 5'), join(root, 'second name'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const tally = measure(root);
    expect(mentionOf(tally, 'link-leading-out')?.examples).toEqual([
      { key: 'out', detail: '../elsewhere' },
    ]);
    expect(mentionOf(tally, 'link-to-original')?.examples[0]?.key).toBe('logs/back');
    expect(mentionOf(tally, 'hard-link')?.count).toBe(2);
    expect(mentionOf(tally, 'special-file')?.examples[0]?.key).toBe('pipe');
  });

  test('names no more than some of many', () => {
    const root = scratchFolder();
    for (let at = 0; at < 100; at += 1) symlinkSync('/elsewhere', join(root, `link ${at}`));
    const mention = mentionOf(measure(root), 'link-leading-out');
    expect(mention?.count).toBe(100);
    expect(mention?.examples).toHaveLength(20);
  });

  test('knows what changed last, and warns of what may be under way', () => {
    const root = join(scratchFolder(), 'study');
    makeTree(root);
    const nowMs = Date.now();
    execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2020-01-01', '{}', '+']);
    expect(cautionsOf(measure(root), { activeRuns: 0 }, nowMs)).toEqual([]);
    expect(cautionsOf(measure(root), { activeRuns: 2 }, nowMs)).toEqual(['runs-active']);
    utimesSync(join(root, 'file 5'), nowMs / 1000, nowMs / 1000 - 60);
    const tally = measure(root);
    expect(tally.newestKey).toBe('file 5');
    expect(cautionsOf(tally, { activeRuns: 0 }, nowMs)).toEqual(['changed-recently']);
  });
});

describe('the place of a copy', () => {
  async function codeAt(makeTarget: (folder: string) => string): Promise<string | undefined> {
    const folder = scratchFolder();
    const source = join(folder, 'study');
    makeTree(source);
    return (await targetFacts(source, makeTarget(folder), measure(source))).problem?.code;
  }

  test('is found good, with its space', async () => {
    const folder = scratchFolder();
    const source = join(folder, 'study');
    makeTree(source);
    const facts = await targetFacts(source, join(folder, 'copy'), measure(source));
    expect(facts).toMatchObject({ problem: undefined, isSameVolume: true, isSpaceShort: false });
    expect(facts.neededBytes).toBeGreaterThan(28_860);
    expect(facts.freeBytes).toBeGreaterThan(0);
  });

  test('is found wanting', async () => {
    expect(await codeAt((folder) => join(folder, 'study'))).toBe('refused');
    expect(await codeAt((folder) => join(folder, 'no', 'copy'))).toBe('not-found');
    expect(await codeAt((folder) => join(folder, 'study', 'copy'))).toBe('invalid-request');
    expect(await codeAt((folder) => join(folder, 'x'.repeat(300)))).toBe('invalid-request');
  });

  test.runIf(process.platform === 'linux')('is found too deep for the longest path', async () => {
    const code = await codeAt((folder) => {
      const deep = join(folder, ...Array<string>(18).fill('d'.repeat(200)));
      mkdirSync(deep, { recursive: true });
      writeFileSync(join(folder, 'study', 'y'.repeat(250)), '');
      mkdirSync(join(folder, 'study', 'z'.repeat(250), 'z'.repeat(250)), { recursive: true });
      return join(deep, 'copy');
    });
    expect(code).toBe('invalid-request');
  });

  test('needs whole blocks', () => {
    const tally = {
      ...measure(scratchFolder()),
      files: 1000,
      sizeBytes: 1000,
      allocatedBytes: 4_096_000,
    };
    expect(neededOn(tally, 4096)).toBeGreaterThan(1_000_000);
    expect(neededOn({ ...tally, allocatedBytes: 0 }, 4096)).toBeGreaterThan(1_000_000);
  });
});
