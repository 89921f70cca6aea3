import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askedPath } from '../../../electron/services/asked-path.ts';

describe('askedPath (paths as POSIX writes them)', () => {
  it.each([
    ['/a/b', '/a/b'],
    ['  /a/b\n', '/a/b'],
    ['"/a/with space"', '/a/with space'],
    ["'/a'", '/a'],
    ['/a/./b/../c/', '/a/c'],
    ['file:///a/with%20space', '/a/with space'],
    ['~', homedir()],
    ['~/study', join(homedir(), 'study')],
    ["/it's", "/it's"],
  ])('%j is %s', (text, path) => {
    expect(askedPath(text)).toBe(path);
  });

  it.each([
    'study',
    './study',
    '../study',
    '',
    '~other/x',
    '/a\0b',
    'file://server/share',
    'C:\\x',
  ])('%j is refused', (text) => {
    expect(() => askedPath(text)).toThrow(
      expect.objectContaining({
        error: expect.objectContaining({ code: 'invalid-request', field: 'path' }),
      }),
    );
  });
});
