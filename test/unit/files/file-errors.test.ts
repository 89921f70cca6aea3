import { describe, expect, test } from 'vitest';
import { type Doing, fileException } from '../../../electron/files/file-errors.ts';
import { AppException } from '../../../shared/contract/errors.ts';

const error = (code: string, doing?: Doing) =>
  fileException(Object.assign(new Error(code), { code }), '/w/a', doing).error;

describe('an error of the system', () => {
  test.each([
    ['ENOENT', undefined, 'not-found', 'There is nothing at /w/a.'],
    ['ENOENT', 'written', 'not-found', '/w/a could not be written: its folder is not there.'],
    ['ENOENT', 'copied', 'not-found', '/w/a could not be copied: it is not there any more.'],
    ['EACCES', undefined, 'permission-denied', 'You are not allowed to read /w/a.'],
    ['EROFS', 'renamed', 'permission-denied', '/w/a could not be renamed: its volume'],
    ['ENOSPC', 'written', 'too-large', '/w/a could not be written: the volume is full.'],
    ['EDQUOT', 'copied', 'too-large', '/w/a could not be copied: your quota'],
    ['EEXIST', 'made', 'refused', '/w/a could not be made: there is something of this name'],
    ['ELOOP', undefined, 'refused', '/w/a is a symbolic link'],
    ['ELOOP', 'deleted', 'changed-on-disk', '/w/a could not be deleted: it was replaced'],
    ['EISDIR', undefined, 'corrupt-data', '/w/a is a folder where a file is expected.'],
    ['EMFILE', 'copied', 'too-large', '/w/a could not be copied: its folders are nested'],
    ['EMFILE', 'written', 'unsupported-operation', '/w/a could not be written (EMFILE).'],
    ['EIO', undefined, 'corrupt-data', '/w/a could not be read (EIO).'],
    ['EIO', 'deleted', 'unsupported-operation', '/w/a could not be deleted (EIO).'],
  ] as const)('%s, %s: %s', (code, doing, expected, message) => {
    const found = error(code, doing);
    expect(found.code).toBe(expected);
    expect(found.message.startsWith(message)).toBe(true);
  });

  test('that is one for people already stays as it is', () => {
    const known = new AppException({ code: 'cancelled', message: 'Stopped.' });
    expect(fileException(known, '/w/a')).toBe(known);
  });
});
