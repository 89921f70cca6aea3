import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import { RowIndex } from '../../../electron/files/table/row-index.ts';
import { TableFile } from '../../../electron/files/table/table-file.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-table-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const breathe = (): void => undefined;
function written(text: string): TableFile {
  writeFileSync(join(root, 'table.csv'), text);
  return new TableFile(new FolderReader(root), 'table.csv');
}

describe('rows of a table', () => {
  it('may have line ends, quotes and separators within quotes', async () => {
    const table = written(
      'name,note\r\n"A, B","two\nlines"\r\nC,"said ""so"""\r\n\r\nD,5" pipe\r\n',
    );
    expect(await table.countRows(breathe)).toMatchObject({ rowCount: 4, delimiter: ',' });
    expect((await table.readRows(0, 10, breathe)).rows).toEqual([
      ['name', 'note'],
      ['A, B', 'two\nlines'],
      ['C', 'said "so"'],
      ['D', '5" pipe'],
    ]);
  });

  it.each([
    ['\t', 'a\tb\n1\t2\n'],
    [';', 'a;b\n1,5;2\n3,5;4\n'],
    ['|', 'a|b\n1|2\n'],
    [',', 'alone\n1\n2\n'],
  ])('are split at %j where the file does so', async (delimiter, text) => {
    expect(await written(text).countRows(breathe)).toMatchObject({ delimiter });
  });

  it('can be split otherwise', async () => {
    writeFileSync(join(root, 't'), 'a,b;c\n');
    const table = new TableFile(new FolderReader(root), 't', ';');
    expect((await table.readRows(0, 1, breathe)).rows).toEqual([['a,b', 'c']]);
  });

  it('are found anywhere in a long table, whose end may still be written', async () => {
    const line = (at: number): string => `${at},"${'x'.repeat(at % 90)}\n",${at * 2}`;
    const table = written(`${Array.from({ length: 30_000 }, (_, at) => line(at)).join('\n')}\n`);
    for (const start of [0, 255, 256, 12_345, 29_999]) {
      const { rows } = await table.readRows(start, start + 3, breathe);
      expect(rows.map(([first, , last]) => [first, last])).toEqual(
        [start, start + 1, start + 2]
          .filter((at) => at < 30_000)
          .map((at) => [String(at), String(at * 2)]),
      );
    }
    expect((await table.countRows(breathe)).rowCount).toBe(30_000);
    appendFileSync(join(root, 'table.csv'), `${line(30_000)}\n`);
    expect((await table.countRows(breathe)).rowCount).toBe(30_001);
    expect((await table.readRows(30_000, 30_001, breathe)).rows[0]?.[2]).toBe('60000');
    writeFileSync(join(root, 'table.csv'), 'x;y\n1;2\n');
    expect(await table.countRows(breathe)).toMatchObject({ rowCount: 2, delimiter: ';' });
  });

  it('are cut where they are too long to be shown, and said to be', async () => {
    const table = written(`a,${'x'.repeat(5000)}\n`);
    const { rows, isCut } = await table.readRows(0, 1, breathe);
    expect(isCut).toBe(true);
    expect(rows[0]?.[1]).toHaveLength(2000);
  });

  it('with a quote that is never closed are refused, not read to the end of the disk', async () => {
    const table = written(`a,b\n1,"${'never closed\n'.repeat(1_500_000)}`);
    await expect(table.countRows(breathe)).rejects.toMatchObject({
      error: { code: 'corrupt-data', message: expect.stringContaining('row 2') },
    });
  });
});

it('an index is the same however the bytes come', () => {
  const bytes = Buffer.from('a,"b\n""c""\n",d\n\ne,f"g\nlast');
  for (let size = 1; size <= bytes.length; size += 1) {
    const index = new RowIndex(',');
    for (let at = 0; at < bytes.length; at += size) index.add(bytes.subarray(at, at + size));
    expect(index.rowCount).toBe(3);
    expect(index.openQuote).toBeUndefined();
  }
});
