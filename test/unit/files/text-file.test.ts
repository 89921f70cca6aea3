import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import { TextFile } from '../../../electron/files/text/text-file.ts';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { zipArchive } from '../../support/zip-archive.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-text-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const breathe = (): void => undefined;

function written(text: string | Uint8Array): TextFile {
  writeFileSync(join(root, 'log'), text);
  return new TextFile(new FolderReader(root), 'log');
}

/** More than is read at once; line `i` begins with its number. */
const LINES = Array.from({ length: 60_000 }, (_, i) => `${i} ${'x'.repeat(i % 40)} é`);
const LONG = `${LINES.join('\n')}\n`;

function texts(lines: readonly { readonly text: string }[]): string[] {
  return lines.map(({ text }) => text);
}

describe('the end', () => {
  it('of a short file, with the numbers of its lines', async () => {
    const file = written('a\nb\r\n\nc');
    expect(await file.readEnd(3, breathe)).toEqual({
      sizeBytes: 7,
      lines: ['b', '', 'c'].map((text) => ({ text, isCut: false })),
      firstLine: 1,
      isBinary: false,
    });
    expect(await file.countLines(breathe)).toEqual({ sizeBytes: 7, lineCount: 4 });
  });

  it('of an empty file, and of none', async () => {
    expect(await written('').readEnd(5, breathe)).toMatchObject({ lines: [], firstLine: 0 });
    const none = new TextFile(new FolderReader(root), 'none');
    await expect(none.readEnd(5, breathe)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  it('of a long file, before and after its lines are counted', async () => {
    const file = written(LONG.repeat(4));
    const end = await file.readEnd(2, breathe);
    expect(texts(end.lines)).toEqual(LINES.slice(-2));
    expect(end.firstLine).toBeUndefined();
    expect((await file.countLines(breathe)).lineCount).toBe(240_000);
    expect((await file.readEnd(2, breathe)).firstLine).toBe(239_998);
  });

  it('shows lines as a terminal does, and says what is no text', async () => {
    const file = written('10 %\r50 %\r100 %\r\ndone\n');
    expect(texts((await file.readEnd(9, breathe)).lines)).toEqual(['100 %', 'done']);
    expect((await written(Buffer.from([1, 0, 2])).readEnd(9, breathe)).isBinary).toBe(true);
  });
});

describe('lines', () => {
  it('anywhere, in a folder and in an archive', async () => {
    writeFileSync(join(root, 'a.zip'), zipArchive([{ name: 'log', text: LONG, isDeflated: true }]));
    const zipped = new TextFile(await ZipReader.open(join(root, 'a.zip')), 'log');
    for (const file of [written(LONG), zipped]) {
      for (const start of [0, 1, 255, 256, 30_000, 59_999, 70_000]) {
        const lines = texts(await file.readLines(start, start + 3, breathe));
        expect(lines).toEqual(LINES.slice(start, start + 3));
      }
    }
  });

  it('are cut where they are very long', async () => {
    const file = written(`short\n${'y'.repeat(3_000_000)}\nlast`);
    const lines = await file.readLines(0, 9, breathe);
    expect(lines.map(({ text, isCut }) => [text.length, isCut])).toEqual([
      [5, false],
      [8192, true],
      [4, false],
    ]);
  });
});

describe('a file that grows', () => {
  it('is counted on from where it was', async () => {
    const file = written('a\nb');
    expect((await file.countLines(breathe)).lineCount).toBe(2);
    appendFileSync(join(root, 'log'), 'B\nc\n');
    expect(await file.countLines(breathe)).toEqual({ sizeBytes: 7, lineCount: 3 });
    expect(texts(await file.readLines(1, 9, breathe))).toEqual(['bB', 'c']);
  });

  it('is begun anew when it is shortened or replaced', async () => {
    const file = written('a\nb\nc\n');
    await file.countLines(breathe);
    writeFileSync(join(root, 'log'), 'z\n');
    expect((await file.countLines(breathe)).lineCount).toBe(1);
    writeFileSync(join(root, 'new'), '1\n2\n3\n4\n5\n');
    renameSync(join(root, 'new'), join(root, 'log'));
    expect((await file.countLines(breathe)).lineCount).toBe(5);
  });
});

describe('searching', () => {
  async function found(file: TextFile, text: string, isCaseSensitive = false): Promise<number[]> {
    const lines: number[] = [];
    let from = { byte: 0, line: 0 };
    for (;;) {
      const hits = await file.search(text, from, isCaseSensitive, breathe);
      lines.push(...hits.lines);
      if (hits.next === undefined) return [...new Set(lines)];
      from = hits.next;
    }
  }

  it('finds lines once each, in either case and as asked', async () => {
    const file = written('Error: a\nfine\nno error, error\nÉclair\nit \u001b[31mfail\u001b[0med\n');
    expect(await found(file, 'ERROR')).toEqual([0, 2]);
    expect(await found(file, 'Error', true)).toEqual([0]);
    expect(await found(file, 'Éclair')).toEqual([3]);
    expect(await found(file, 'it failed')).toEqual([4]);
    expect(await found(file, 'nothing')).toEqual([]);
  });

  it('finds what lies across the pieces that are read', async () => {
    const file = written(LONG);
    for (const line of [0, 17, 9_000, 31_234, 59_999]) {
      expect(await found(file, `${LINES[line]}\n`.slice(0, -1))).toContain(line);
    }
    const all = LINES.flatMap((text, line) => (text.includes('77') ? [line] : []));
    expect(await found(file, '77')).toEqual(all);
  });

  it('stops when it is told to', async () => {
    const stop = (): void => {
      throw new AppException({ code: 'cancelled', message: 'stop' });
    };
    const file = written(LONG);
    await expect(file.search('x', { byte: 0, line: 0 }, false, stop)).rejects.toMatchObject({
      error: { code: 'cancelled' },
    });
    await expect(file.countLines(stop)).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect((await file.countLines(breathe)).lineCount).toBe(60_000);
  });
});

it('reads nothing outside of the workflow', async () => {
  const file = new TextFile(new FolderReader(root), '../outside');
  await expect(file.readEnd(1, breathe)).rejects.toMatchObject({ error: { code: 'refused' } });
});

describe('text with a mark of its encoding', () => {
  const little = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
  const big = (text: string): Buffer => little(text).swap16();
  const zipped = async (bytes: Buffer): Promise<TextFile> => {
    writeFileSync(
      join(root, 'b.zip'),
      zipArchive([{ name: 'log', text: bytes, isDeflated: true }]),
    );
    return new TextFile(await ZipReader.open(join(root, 'b.zip')), 'log');
  };

  it.each([
    ['UTF-16, little end first', little],
    ['UTF-16, big end first', big],
    ['UTF-8', (text: string) => Buffer.from(`\ufeff${text}`)],
  ])('%s', async (_, encoded) => {
    // U+0A0A and U+0D0A have a byte of a newline in them.
    const short = written(encoded('eins\r\nzwei \u0a0a\u0d0a 𝄞\ndrei'));
    const end = await short.readEnd(9, breathe);
    expect(end).toMatchObject({ firstLine: 0, isBinary: false });
    expect(texts(end.lines)).toEqual(['eins', 'zwei \u0a0a\u0d0a 𝄞', 'drei']);

    for (const file of [written(encoded(LONG)), await zipped(encoded(LONG))]) {
      expect((await file.countLines(breathe)).lineCount).toBe(60_000);
      expect(texts((await file.readEnd(2, breathe)).lines)).toEqual(LINES.slice(-2));
      for (const start of [0, 255, 30_000]) {
        const lines = texts(await file.readLines(start, start + 3, breathe));
        expect(lines).toEqual(LINES.slice(start, start + 3));
      }
      const { lines } = await file.search('59999 X', { byte: 0, line: 0 }, false, breathe);
      expect(lines).toEqual([59_999]);
    }
  });

  it('that is being written, half a character at a time', async () => {
    const file = written(Buffer.alloc(0));
    expect((await file.readEnd(9, breathe)).lines).toEqual([]);
    const bytes = little('a\nbé\n');
    writeFileSync(join(root, 'log'), bytes.subarray(0, 7));
    expect(texts((await file.readEnd(9, breathe)).lines)).toEqual(['a']);
    appendFileSync(join(root, 'log'), bytes.subarray(7));
    expect((await file.countLines(breathe)).lineCount).toBe(2);
    expect(texts((await file.readEnd(9, breathe)).lines)).toEqual(['a', 'bé']);
  });

  it('is no text all the same when it has bytes that no text has', async () => {
    const file = written(Buffer.concat([little('a'), Buffer.alloc(4)]));
    expect((await file.readEnd(9, breathe)).isBinary).toBe(true);
  });
});
