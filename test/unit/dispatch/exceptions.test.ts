import { mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedError } from '../../../shared/contract/exceptions.ts';

async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (exception) {
    return exception;
  }
  throw new Error('nothing was thrown');
}

const failing = (code: string): Error => Object.assign(new Error(code), { code, path: '/x/y' });

describe('expectedError', () => {
  it('maps what the file system really throws', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const loop = join(folder, 'loop');
    await symlink(loop, loop);
    const missing = join(folder, 'missing');
    expect(expectedError(await thrownBy(() => readFile(missing)))).toMatchObject({
      code: 'not-found',
      path: missing,
    });
    expect(expectedError(await thrownBy(() => readdir(file)))).toMatchObject({ code: 'not-found' });
    expect(expectedError(await thrownBy(() => readFile(loop)))).toMatchObject({
      code: 'invalid-request',
    });
  });

  it.each([
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['EROFS', 'permission-denied'],
    ['ENOSPC', 'too-large'],
    ['EBUSY', 'changed-on-disk'],
    ['ENAMETOOLONG', 'invalid-request'],
  ])('maps %s to %s', (errno, code) => {
    expect(expectedError(failing(errno))).toMatchObject({ code });
  });

  it('knows an abort, whoever made it', () => {
    const controller = new AbortController();
    controller.abort();
    expect(expectedError(controller.signal.reason)).toMatchObject({ code: 'cancelled' });
  });

  it('expects nothing else', () => {
    expect(expectedError(new TypeError('x'))).toBeUndefined();
    expect(expectedError(failing('ERR_ASSERTION'))).toBeUndefined();
    expect(expectedError('ENOENT')).toBeUndefined();
  });
});
