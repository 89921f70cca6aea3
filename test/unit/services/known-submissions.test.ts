import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrangeStudies, backendOf, codeOf, context, folder, study } from './operations-support.ts';
import { makeTree } from './temp-folder.ts';

arrangeStudies();

const line = (id: number, path: string, { isActive = false, day = 1 } = {}): string =>
  `${id}::uuid-${id}::${isActive ? 1 : 0}::0::2024-11-0${day} 00:00:00.000000::${path}::::\n`;

describe("hpcflow's list of submissions", () => {
  it('is found at its usual place, inside what may be opened, and only its presence is told', async () => {
    const { handlers } = backendOf();
    const share = join(folder, 'share', 'matflow', 'machine');
    await mkdir(share, { recursive: true });
    await writeFile(join(share, 'known_submissions.txt'), 'not read');
    // Outside of `home`, the only folder allowed.
    expect(await handlers['library.findKnownSubmissions']({}, context)).toEqual({ paths: [] });
    const all = backendOf({ allowedRoots: [folder] }).handlers;
    expect(await all['library.findKnownSubmissions']({}, context)).toEqual({
      paths: [join(share, 'known_submissions.txt')],
    });
  });

  it('tells each workflow once, with what is there, and adds those asked for', async () => {
    const { handlers } = backendOf();
    await makeTree(folder, { 'home/other/metadata.json': '{}' });
    const other = join(folder, 'home', 'other');
    const gone = join(folder, 'home', 'gone');
    const list = join(folder, 'home', 'known_submissions.txt');
    await writeFile(
      list,
      [
        line(0, study),
        line(3, study, { isActive: true, day: 4 }),
        line(1, other, { day: 3 }),
        line(2, gone),
        line(4, join(folder, 'outside', 'study')),
        'nonsense\n',
      ].join(''),
    );
    const read = await handlers['library.readKnownSubmissions']({ path: list }, context);
    expect(read.workflows).toMatchObject([
      { path: study, localIds: [0, 3], isActive: true, isMissing: false, isListed: false },
      { path: other, storedId: 'uuid-1', isActive: false, submittedMs: Date.UTC(2024, 10, 3) },
      { path: gone, isMissing: true },
    ]);
    expect(read.problems.map(({ message }) => message)).toEqual([
      'Line 6 is not understood and left out.',
      '1 workflow is outside the folders that may be opened here.',
    ]);

    await handlers['workflow.open']({ path: study }, context);
    const workflows = [{ path: other, submittedMs: Date.UTC(2024, 10, 3) }, { path: gone }];
    const added = await handlers['library.addRecents']({ workflows, isPinned: false }, context);
    expect(added).toMatchObject({ added: [other], failed: [{ path: gone }] });
    const { recents } = await handlers['library.listRecents']({}, context);
    // Below what was looked at, and not said to have been.
    expect(recents.map(({ path }) => path)).toEqual([study, other]);
    expect(recents[1]).toMatchObject({ name: 'other', submittedMs: Date.UTC(2024, 10, 3) });
    expect(recents[1]).not.toHaveProperty('lookedAtMs');
    await handlers['library.addRecents']({ workflows: [{ path: other }], isPinned: true }, context);
    const pinned = await handlers['library.listRecents']({}, context);
    expect(pinned.recents[0]).toMatchObject({ path: other, isPinned: true });
    const again = await handlers['library.readKnownSubmissions']({ path: list }, context);
    expect(again.workflows.map(({ isListed }) => isListed)).toEqual([true, true, false]);
  });

  it('that is none says so, and nothing of what it holds', async () => {
    const { handlers } = backendOf();
    const list = join(folder, 'home', 'secrets.txt');
    await writeFile(list, 'password: 1\npassword: 2\n');
    expect(await handlers['library.readKnownSubmissions']({ path: list }, context)).toEqual({
      path: list,
      workflows: [],
      problems: [{ message: "This is no list of submissions of hpcflow's.", file: list }],
    });
    await rm(list);
    const read = async (path: string): Promise<unknown> =>
      handlers['library.readKnownSubmissions']({ path }, context);
    expect(await codeOf(read(list))).toBe('not-found');
    expect(await codeOf(read(join(folder, 'outside', 'study', 'metadata.json')))).toBe('refused');
  });
});
