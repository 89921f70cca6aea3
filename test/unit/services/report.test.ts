import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../../electron/files/log-file.ts';
import { readReport, withoutPaths } from '../../../electron/services/report.ts';
import { tempFolder } from './temp-folder.ts';

it.each([
  ['the worker of /data/secret study/wf ended: boom', 'the worker of <path 1>: boom'],
  ['"/home/me/wf", "/home/me/wf" and "/x"', '"<path 1>", "<path 1>" and "<path 2>"'],
  ['EACCES:/home/me/wf', 'EACCES:<path 1>'],
  ['C:\\sims\\a b\\x.json: EACCES', '<path 1>: EACCES'],
  ['\\\\server\\share\\wf (gone)', '<path 1> (gone)'],
  ["ENOENT: no such file, open '/a/b.zarr'", "ENOENT: no such file, open '<path 1>'"],
  ['file:///a/b/c', '<path 1>'],
  ['app://earshot/index.html did not load', 'app://earshot/index.html did not load'],
  ['refused 3/4 of 10 MB/s', 'refused 3/4 of 10 MB/s'],
])('%s tells no names of folders', (line, expected) => {
  expect(withoutPaths(line)).toBe(expected);
});

it('a report is versions and the end of the log', async () => {
  const file = join(await tempFolder(), 'logs', 'earshot.log');
  const empty = await readReport({ productVersion: '1.2.3', logFile: file });
  expect(empty).toMatch(/^Earshot 1\.2\.3 on \w+ \w+\nNode \d+[^\n]*\n\nThe log is empty\.\n$/);
  const printed: string[] = [];
  const log = createLog(file, (line) => printed.push(line));
  log('denied a navigation to https://example.org/');
  expect(await readReport({ productVersion: '1', logFile: file })).toContain(
    'https://example.org/',
  );
  log('the worker of /data/wf ended: boom');
  expect(printed).toHaveLength(2);
  const text = await readReport({ productVersion: '1.2.3', logFile: file });
  expect(text).toMatch(/Z the worker of <path 1>: boom\n$/);
  expect(text).not.toContain('/data');
  // Only its end, in whole lines, whatever its size.
  await appendFile(file, 'x'.repeat(100).concat('\n').repeat(2000));
  const long = await readReport({ productVersion: '1.2.3', logFile: file });
  expect(long.length).toBeLessThan(66_000);
  expect(long.split('\n')[4]).toHaveLength(100);
});

it('the log is turned over before it grows large', async () => {
  const file = join(await tempFolder(), 'earshot.log');
  await writeFile(file, 'x'.repeat(1_000_001));
  createLog(file, () => undefined)('anew');
  expect(await readFile(file, 'utf8')).toMatch(/^\S+ anew\n$/);
  expect(await readFile(`${file}.old`, 'utf8')).toHaveLength(1_000_001);
});
