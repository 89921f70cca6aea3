import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Journal, type JournalEntry } from '../../../../electron/files/tree/journal.ts';
import {
  cleanLeftOver,
  listLeftOvers,
  notedCopiesIn,
} from '../../../../electron/files/tree/left-overs.ts';
import {
  newOperationId,
  noteName,
  partialName,
} from '../../../../electron/files/tree/sibling-names.ts';
import { describeTree, errorOf, makeTree, scratchFolder, testContext } from './tree-support.ts';

/** A process number that nobody has: above the highest there can be. */
const NOBODY = 2 ** 22 + 1;

function interrupted(more: Partial<JournalEntry> = {}): {
  folder: string;
  dataFolder: string;
  entry: JournalEntry;
  journal: Journal;
} {
  const folder = scratchFolder();
  const dataFolder = join(folder, 'data');
  const id = newOperationId();
  const entry: JournalEntry = {
    version: 1,
    id,
    kind: 'copy',
    source: join(folder, 'study'),
    meanwhile: join(folder, partialName('copy', id)),
    target: join(folder, 'copy'),
    machine: hostname(),
    processId: NOBODY,
    startedMs: Date.now(),
    ...more,
  };
  const journal = new Journal(dataFolder);
  journal.write(entry);
  makeTree(entry.meanwhile);
  writeFileSync(join(folder, noteName('copy', id)), JSON.stringify(entry));
  return { folder, dataFolder, entry, journal };
}

describe('an unfinished copy', () => {
  test('of a process that is gone is listed and cleaned', () => {
    const { folder, dataFolder, entry } = interrupted();
    expect(listLeftOvers(dataFolder, testContext())).toMatchObject([
      { id: entry.id, kind: 'copy', path: entry.meanwhile, target: entry.target },
    ]);
    cleanLeftOver(dataFolder, entry.id, testContext());
    expect(readdirSync(folder)).toEqual(['data']);
    expect(errorOf(() => cleanLeftOver(dataFolder, entry.id, testContext())).code).toBe(
      'not-found',
    );
  });

  test.each([
    ['of this process', { processId: process.pid }],
    ['of another process', { processId: process.ppid }],
    ['of another machine', { machine: 'elsewhere' }],
  ])('%s that runs is left alone, until nothing is heard of it', (_what, author) => {
    const { dataFolder, entry, journal } = interrupted(author);
    const nowMs = Date.now();
    journal.beat(entry.id, nowMs);
    const at = (ms: number): unknown[] =>
      listLeftOvers(dataFolder, testContext({}, { nowMs: () => ms }));
    expect(at(nowMs + 30_000)).toEqual([]);
    expect(errorOf(() => cleanLeftOver(dataFolder, entry.id, testContext())).code).toBe(
      'not-found',
    );
    expect(at(nowMs + 90_000)).toHaveLength(1);
  });

  test('of someone who had our process number before us is listed', () => {
    const { dataFolder } = interrupted({ processId: process.pid, startedMs: 1 });
    expect(listLeftOvers(dataFolder, testContext())).toHaveLength(1);
  });

  test('that ended by itself is listed though the process runs', () => {
    const { dataFolder, entry, journal } = interrupted({ processId: process.pid });
    journal.endById(entry.id);
    expect(listLeftOvers(dataFolder, testContext())).toHaveLength(1);
  });

  test('is found beside its target without the journal, by its own place only', () => {
    const { folder, entry } = interrupted();
    writeFileSync(
      join(folder, noteName('copy', entry.id)),
      JSON.stringify({ ...entry, meanwhile: '/etc' }),
    );
    expect(notedCopiesIn(folder, readdirSync(folder))).toMatchObject([{ path: entry.meanwhile }]);
  });
});

describe('nothing else is touched', () => {
  test('when the journal names what no operation made', () => {
    const { dataFolder, entry, folder, journal } = interrupted();
    const precious = join(folder, 'precious');
    makeTree(precious);
    journal.write({ ...entry, meanwhile: precious });
    expect(listLeftOvers(dataFolder, testContext())).toEqual([]);
    expect(errorOf(() => cleanLeftOver(dataFolder, entry.id, testContext())).code).toBe(
      'not-found',
    );
    expect(describeTree(precious)).not.toEqual([]);
  });

  test('when a link has the name of a left-over', () => {
    const { dataFolder, entry, folder, journal } = interrupted();
    const precious = join(folder, 'precious');
    makeTree(precious);
    const before = describeTree(precious);
    const link = join(folder, partialName('link', entry.id));
    symlinkSync(precious, link);
    journal.write({ ...entry, meanwhile: link });
    expect(() => cleanLeftOver(dataFolder, entry.id, testContext())).toThrow();
    expect(describeTree(precious)).toEqual(before);
  });

  test('when another folder has the name of a deletion', () => {
    const id = newOperationId();
    const { dataFolder, entry, folder, journal } = interrupted();
    const other = join(folder, `.study.deleting-${id}`);
    makeTree(other);
    const before = describeTree(other);
    const identity = { device: '1', inode: '1' };
    journal.write({ ...entry, id, kind: 'delete', meanwhile: other, identity });
    expect(() => cleanLeftOver(dataFolder, id, testContext())).toThrow();
    expect(describeTree(other)).toEqual(before);
  });
});

describe('the journal', () => {
  test('forgets operations of which nothing is left, and keeps those out of reach', () => {
    const { dataFolder, entry, folder, journal } = interrupted();
    const gone = newOperationId();
    const far = newOperationId();
    journal.write({ ...entry, id: gone, meanwhile: join(folder, partialName('x', gone)) });
    journal.write({
      ...entry,
      id: far,
      meanwhile: join(folder, 'unmounted', partialName('x', far)),
    });
    expect(listLeftOvers(dataFolder, testContext())).toHaveLength(1);
    expect(readdirSync(join(dataFolder, 'operations')).sort()).toEqual(
      [`${entry.id}.json`, `${far}.json`].sort(),
    );
  });

  test('passes over what it cannot read', () => {
    const { dataFolder } = interrupted();
    writeFileSync(join(dataFolder, 'operations', 'x.json'), '{"version":');
    mkdirSync(join(dataFolder, 'operations', 'y.json'));
    utimesSync(dataFolder, 1, 1);
    expect(listLeftOvers(dataFolder, testContext())).toHaveLength(1);
  });
});
