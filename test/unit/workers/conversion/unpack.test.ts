import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileOperations } from '../../../../electron/files/tree/file-operations.ts';
import { type ZipEntry, zipArchive } from '../../../support/zip-archive.ts';
import { scratchFolder, systemError, testContext } from '../../files/tree/tree-support.ts';
import { contentsOf, convert, expectOnly } from './conversion-support.ts';

function archiveOf(entries: readonly ZipEntry[]): { folder: string; archive: string; to: string } {
  const folder = scratchFolder();
  const archive = join(folder, 'study.zip');
  writeFileSync(archive, zipArchive([{ name: '.zattrs', text: '{}' }, ...entries]));
  return { folder, archive, to: join(folder, 'study') };
}

test('members become files, packed ones too; folders that are named are made', async () => {
  const { archive, to } = archiveOf([
    { name: 'a/b/c', text: 'deep' },
    { name: 'a/deflated', text: 'x'.repeat(5000), isDeflated: true },
    { name: 'large', text: 'y'.repeat(3_000_000), isDeflated: true },
    { name: 'empty/inner/', text: '' },
    { name: 'é', text: 'accent' },
  ]);
  const { isCompared, tally } = await convert('unpack', archive, to);
  expect(contentsOf(to)).toEqual(
    new Map([
      ['.zattrs', '{}'],
      ['a/b/c', 'deep'],
      ['a/deflated', 'x'.repeat(5000)],
      ['empty/inner/', ''],
      ['large', 'y'.repeat(3_000_000)],
      ['é', 'accent'],
    ]),
  );
  expect({ isCompared, files: tally.files }).toEqual({ isCompared: true, files: 5 });
  // Others may look into it as into any new folder.
  const other = join(to, 'other');
  mkdirSync(other);
  expect(statSync(to).mode).toBe(statSync(other).mode);
});

test('a folder around the workflow, made by hand, is not kept', async () => {
  const folder = scratchFolder();
  const archive = join(folder, 'study.zip');
  const names = ['mine/.zattrs', 'mine/metadata/0', 'other/x'];
  writeFileSync(archive, zipArchive(names.map((name) => ({ name, text: '{}' }))));
  await convert('unpack', archive, join(folder, 'study'));
  expect([...contentsOf(join(folder, 'study')).keys()]).toEqual(['.zattrs', 'metadata/0']);
});

test.each(['../out', 'a/../../out', '/out', 'a//b', './x'])(
  'a member named %s: nothing is unpacked',
  async (name) => {
    const { folder, archive, to } = archiveOf([{ name, text: 'evil' }]);
    await expect(convert('unpack', archive, to)).rejects.toMatchObject({
      error: { code: 'refused' },
    });
    expectOnly(folder, ['data', 'study.zip']);
  },
);

test('links are left out and said', async () => {
  const link = { name: 'link', text: '/etc/passwd', mode: 0o120777 };
  const { archive, to } = archiveOf([link, { name: 'real', text: 'x' }]);
  const { tally } = await convert('unpack', archive, to);
  expect(readdirSync(to).sort()).toEqual(['.zattrs', 'real']);
  expect(tally.mentions).toMatchObject([{ kind: 'link-left-out', examples: [{ key: 'link' }] }]);
});

test('a name that is a file and a folder is refused, nothing stays', async () => {
  const { folder, archive, to } = archiveOf([
    { name: 'a', text: 'file' },
    { name: 'a/b', text: 'in folder' },
  ]);
  await expect(convert('unpack', archive, to)).rejects.toMatchObject({
    error: { code: 'refused' },
  });
  expectOnly(folder, ['data', 'study.zip']);
});

test('a member that does not have its checksum, or claims to be smaller, ends it', async () => {
  for (const wrong of [
    { name: 'x', text: 'bytes', crc32: 1 },
    { name: 'x', text: 'z'.repeat(3_000_000), isDeflated: true, crc32: 1 },
    { name: 'x', text: 'z'.repeat(3_000_000), isDeflated: true, sizeBytes: 2_000_000 },
  ]) {
    const { folder, archive, to } = archiveOf([wrong]);
    await expect(convert('unpack', archive, to)).rejects.toMatchObject({
      error: { code: 'corrupt-data' },
    });
    expectOnly(folder, ['data', 'study.zip']);
  }
});

test('cancelled, or the disk full: nothing is left, the archive is as it was', async () => {
  const entries = Array.from({ length: 30 }, (_, at) => ({ name: `f/${at}`, text: `${at}` }));
  const { folder, archive, to } = archiveOf(entries);
  const before = readFileSync(archive);
  for (const at of [0, 10, 30]) {
    const context = testContext();
    context.control.onCheck = (files) => {
      context.control.isCancelled = files >= at;
    };
    await expect(convert('unpack', archive, to, { context })).rejects.toMatchObject({
      error: { code: 'cancelled' },
    });
    expectOnly(folder, ['data', 'study.zip']);
  }
  let writes = 0;
  const write: typeof nodeFileOperations.write = (...args) => {
    writes += 1;
    if (writes > 12) throw systemError('ENOSPC');
    return nodeFileOperations.write(...args);
  };
  await expect(
    convert('unpack', archive, to, { context: testContext({ write }) }),
  ).rejects.toMatchObject({ error: { code: 'too-large' } });
  expectOnly(folder, ['data', 'study.zip']);
  expect(readFileSync(archive).equals(before)).toBe(true);
});

test('an archive that is replaced meanwhile gives no folder', async () => {
  const { folder, archive, to } = archiveOf([{ name: 'x', text: 'first' }]);
  const context = testContext();
  context.control.phase = (phase) => {
    if (phase === 'verifying') writeFileSync(archive, zipArchive([{ name: 'x', text: 'other' }]));
  };
  await expect(convert('unpack', archive, to, { context })).rejects.toMatchObject({
    error: { code: 'changed-on-disk' },
  });
  expectOnly(folder, ['data', 'study.zip']);
});
