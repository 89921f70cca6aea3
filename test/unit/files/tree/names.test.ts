import { describe, expect, test } from 'vitest';
import { nameProblem } from '../../../../electron/files/tree/folder-name.ts';
import { leavesOut } from '../../../../electron/files/tree/leave-out.ts';
import { whereLinkLeads } from '../../../../electron/files/tree/link-facts.ts';
import {
  deletingName,
  newOperationId,
  noteName,
  operationIdOf,
  partialName,
  renamingName,
} from '../../../../electron/files/tree/sibling-names.ts';
import { trashInfoText, trashName } from '../../../../electron/files/tree/trash-info.ts';
import { linuxVolumeKind, windowsVolumeKind } from '../../../../electron/files/tree/volume.ts';

describe('patterns of what is left out', () => {
  test('a pattern with a star leaves the folder itself', () => {
    const leaves = leavesOut(['artifacts/tasks/*']);
    expect(leaves('artifacts/tasks')).toBe(false);
    expect(leaves('artifacts/tasks/task_0')).toBe(true);
    expect(leaves('artifacts/submissions/0')).toBe(false);
    expect(leaves('x/artifacts/tasks/task_0')).toBe(false);
  });

  test('a star stands for characters of one part, all else for itself', () => {
    const leaves = leavesOut(['logs/*.log', 'a+b']);
    expect(leaves('logs/run.log')).toBe(true);
    expect(leaves('logs/runxlog')).toBe(false);
    expect(leaves('logs/deep/run.log')).toBe(false);
    expect(leaves('a+b')).toBe(true);
    expect(leaves('aab')).toBe(false);
  });
});

describe('names that operations give', () => {
  const id = newOperationId();

  test('tell of which operation they are', () => {
    for (const make of [partialName, noteName, deletingName, renamingName]) {
      expect(operationIdOf(make('study', id))).toBe(id);
    }
    for (const name of ['study', 'study.partial', '.study.deleting-', `study.${id}`]) {
      expect(operationIdOf(name)).toBeUndefined();
    }
  });

  test('fit where the name itself fits, whole characters only', () => {
    const long = 'ä'.repeat(127);
    for (const make of [partialName, noteName, deletingName, renamingName]) {
      const name = make(long, id);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      expect(name).not.toContain('\uFFFD');
      expect(operationIdOf(name)).toBe(id);
    }
  });
});

describe('names that people give', () => {
  test.each(['study', 'Study 2.0', '.hidden', 'größe'])('%s can be used', (name) => {
    expect(nameProblem(name, 'linux')).toBeUndefined();
    expect(nameProblem(name, 'win32')).toBeUndefined();
  });

  test.each([
    '',
    '  ',
    '.',
    '..',
    'a/b',
    'a\0b',
    'ä'.repeat(128),
    partialName('x', newOperationId()),
  ])('%j cannot', (name) => {
    expect(nameProblem(name, 'linux')?.code).toBe('invalid-request');
  });

  test.each(['a:b', 'con', 'LPT1.txt', 'end.', 'end ', 'a\\b', 'a?b'])(
    '%j cannot on Windows',
    (name) => {
      expect(nameProblem(name, 'win32')?.code).toBe('invalid-request');
      expect(nameProblem(name, 'linux')).toBeUndefined();
    },
  );
});

test('links are told apart by where they lead', () => {
  expect(whereLinkLeads('/w', 'a/link', '../b')).toBe('inside');
  expect(whereLinkLeads('/w', 'a/link', '../../x')).toBe('outside');
  expect(whereLinkLeads('/w', 'link', '/etc')).toBe('outside');
  expect(whereLinkLeads('/w', 'link', '/w/a')).toBe('original');
  expect(whereLinkLeads('/w', 'link', '/wider')).toBe('outside');
});

describe('kinds of volumes', () => {
  test('on Linux by number, signed or not', () => {
    expect(linuxVolumeKind(0xef53)).toBe('local');
    expect(linuxVolumeKind(0x6969)).toBe('network');
    expect(linuxVolumeKind(0xff534d42)).toBe('network');
    expect(linuxVolumeKind(0xff534d42 | 0)).toBe('network');
    expect(linuxVolumeKind(0x01021997)).toBe('wsl');
  });

  test('on Windows by the path', () => {
    expect(windowsVolumeKind('C:\\data')).toBe('local');
    expect(windowsVolumeKind('\\\\?\\C:\\data')).toBe('local');
    expect(windowsVolumeKind('\\\\server\\share\\w')).toBe('network');
    expect(windowsVolumeKind('\\\\?\\UNC\\server\\share')).toBe('network');
    expect(windowsVolumeKind('\\\\wsl$\\Debian\\home')).toBe('wsl');
    expect(windowsVolumeKind('\\\\wsl.localhost\\Debian\\home')).toBe('wsl');
  });
});

test('the note of a trashed item is as the specification says', () => {
  const deleted = new Date(2026, 0, 2, 3, 4, 5);
  expect(trashInfoText({ path: '/data/größe 1/w', deleted })).toBe(
    '[Trash Info]\nPath=/data/gr%C3%B6%C3%9Fe%201/w\nDeletionDate=2026-01-02T03:04:05\n',
  );
  expect(trashName('w', 1)).toBe('w');
  expect(trashName('w', 3)).toBe('w.3');
  expect(Buffer.byteLength(`${trashName('x'.repeat(255), 12)}.trashinfo`)).toBe(255);
});
