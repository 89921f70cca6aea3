import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderReader } from '../../../../electron/files/folder-reader.ts';
import { fileHandlers } from '../../../../electron/workers/file-views/file-handlers.ts';
import type { FileNode } from '../../../../shared/contract/file-views.ts';
import type { ValuePath } from '../../../../shared/contract/values.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-documents-'));
});
afterEach(() => rmSync(root, { recursive: true }));

async function node(key: string, path: ValuePath = [], start = 0, stop = 100): Promise<FileNode> {
  const handlers = fileHandlers(new FolderReader(root));
  return handlers['files.readNode'](
    { workflowId: 'w', key, as: 'tree', path, start, stop },
    context,
  );
}

const texts = ({ children }: FileNode) => children.map(({ step, summary }) => [step, summary.text]);

describe('a YAML document', () => {
  it('is a tree, its numbers as they are spelled', async () => {
    writeFileSync(
      join(root, 'material.yaml'),
      [
        'phase: &phase {lattice: cF, C_11: 106.75e+9, n: 1.0, big: 12345678901234567890}',
        'again: *phase',
        'homogenization:',
        '  - {N: 1, on: true, none: ~}',
        '1.5: x',
      ].join('\n'),
    );
    const top = await node('material.yaml');
    expect(top.children.map(({ step }) => step)).toEqual([
      'phase',
      'again',
      'homogenization',
      '1.5',
    ]);
    for (const name of ['phase', 'again']) {
      expect(texts(await node('material.yaml', [name]))).toEqual([
        ['lattice', "'cF'"],
        ['C_11', expect.stringContaining('106')],
        ['n', '1.0'],
        ['big', '12345678901234567890'],
      ]);
    }
    expect(texts(await node('material.yaml', ['homogenization', 0]))).toEqual([
      ['N', '1'],
      ['on', 'True'],
      ['none', 'None'],
    ]);
  });

  it('of several documents is a list, and what is none is said to be so', async () => {
    writeFileSync(join(root, 'two.yml'), 'a: 1\n---\nb: 2\n');
    expect((await node('two.yml')).total).toBe(2);
    writeFileSync(join(root, 'not.yaml'), 'a: [1, 2\nb: }');
    await expect(node('not.yaml')).rejects.toMatchObject({
      error: { code: 'corrupt-data', message: expect.stringContaining('line 2') },
    });
  });

  it('that refers to itself does not go on for ever', async () => {
    writeFileSync(join(root, 'self.yaml'), 'a: &a [1, *a]\n');
    expect(texts(await node('self.yaml', ['a']))).toEqual([
      [0, '1'],
      [1, "'…'"],
    ]);
  });
});

describe('a JSON document', () => {
  it('is a tree, page by page', async () => {
    const items = Array.from({ length: 5000 }, (_, at) => ({ at, x: at / 2 }));
    writeFileSync(join(root, 'data.json'), JSON.stringify({ items, one: '1.0' }));
    const page = await node('data.json', ['items'], 4990, 6000);
    expect(page.total).toBe(5000);
    expect(page.children.map(({ label }) => label)).toEqual(
      Array.from({ length: 10 }, (_, at) => String(4990 + at)),
    );
    expect((await node('data.json', ['items', 3, 'x'])).summary.text).toBe('1.5');
  });

  it('that is too large for a tree is refused before it is read', async () => {
    writeFileSync(join(root, 'huge.json'), '{');
    truncateSync(join(root, 'huge.json'), 2 ** 30);
    await expect(node('huge.json')).rejects.toMatchObject({
      error: { code: 'too-large', action: 'Look at it as text.' },
    });
  });
});
