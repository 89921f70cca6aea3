import { describe, expect, it } from 'vitest';
import { codeTokens } from '../../../../renderer/ui/code-tokens.ts';
import { describeError } from '../../../../renderer/ui/describe-error.ts';
import { findInLines } from '../../../../renderer/ui/find-in-lines.ts';
import { flattenTree } from '../../../../renderer/ui/flatten-tree.ts';
import { baseName, parentPath } from '../../../../renderer/ui/path-parts.ts';
import { rowCommand } from '../../../../renderer/ui/row-keys.ts';
import type { RowState } from '../../../../renderer/ui/virtual-table-columns.ts';
import type { AppError } from '../../../../shared/contract/errors.ts';

describe('code tokens', () => {
  const kinds = (line: string, language: 'json' | 'yaml' | 'shell' | 'python') =>
    codeTokens([line], language)
      .flat()
      .filter(({ kind }) => kind !== 'plain')
      .map(({ text, kind }) => `${kind}:${text}`);

  it('tells keys from strings in JSON', () => {
    expect(kinds('  "a": "b", "n": -1.5e3, "t": true', 'json')).toEqual([
      'key:"a"',
      'string:"b"',
      'key:"n"',
      'literal:-1.5e3',
      'key:"t"',
      'literal:true',
    ]);
  });

  it('knows keys, comments and values of YAML', () => {
    expect(kinds('- p1: 201 # count', 'yaml')).toEqual([
      'key:p1:',
      'literal:201',
      'comment:# count',
    ]);
    expect(kinds("name: 'it is'", 'yaml')).toEqual(['key:name:', "string:'it is'"]);
  });

  it('knows a text of several lines as one, and leaves long lines plain', () => {
    const long = 'x = 1 '.repeat(500);
    const lines = codeTokens(
      ['def f():', '    """one', '    # two"""', long, '    return 1'],
      'python',
    );
    expect(lines[0]?.[0]).toEqual({ text: 'def', kind: 'key' });
    expect(lines[2]).toEqual([{ text: '    # two"""', kind: 'string' }]);
    expect(lines[3]).toEqual([{ text: long, kind: 'plain' }]);
    expect(lines[4]?.at(-1)).toEqual({ text: '1', kind: 'literal' });
  });

  it.each(['json', 'yaml', 'shell', 'python'] as const)('loses no character of %s', (language) => {
    for (const line of [
      '',
      '  a: [1, "x"] # y',
      '{"a": [true, null, 1e5]}',
      'for i in 1 2; do echo "$i"',
    ]) {
      expect(
        codeTokens([line], language)
          .flat()
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
    }
  });
});

describe('find', () => {
  it('ignores case and finds more than one on a line', () => {
    expect(findInLines(['abAB', 'x', 'Ab'], 'ab')).toEqual([
      { line: 0, start: 0, end: 2 },
      { line: 0, start: 2, end: 4 },
      { line: 2, start: 0, end: 2 },
    ]);
    expect(findInLines(['a'], '')).toEqual([]);
  });
});

describe('tree', () => {
  const children: Readonly<Record<string, readonly string[] | 'loading'>> = {
    a: ['a1', 'a2'],
    a2: 'loading',
  };
  const rows = flattenTree({
    roots: ['a', 'b'],
    expanded: new Set(['a', 'a2']),
    hasChildren: (id) => Object.hasOwn(children, id),
    childrenOf: (id) => children[id] ?? [],
  });

  it('lists open nodes with their children below them', () => {
    expect(rows.map(({ id, level }) => `${level} ${id}`)).toEqual([
      '1 a',
      '2 a1',
      '2 a2',
      '3 a2 (loading)',
      '1 b',
    ]);
    expect(rows[2]).toMatchObject({ isExpanded: true, position: 2, siblings: 2 });
    expect(rows[3]).toMatchObject({ isLoading: true });
    expect(rows[1]?.isExpanded).toBeUndefined();
  });
});

describe('row keys', () => {
  const states: readonly RowState[] = [
    { level: 1, isExpanded: true },
    { level: 2 },
    { level: 2, isExpanded: false },
    { level: 1 },
  ];
  const press = (key: string, row: number) =>
    rowCommand(key, {
      row,
      rowCount: states.length,
      pageRows: 2,
      stateOf: (at) => states[at] ?? {},
    });

  it('moves and stays inside', () => {
    expect(press('ArrowDown', 3)).toEqual({ kind: 'move', row: 3 });
    expect(press('PageUp', 3)).toEqual({ kind: 'move', row: 1 });
    expect(press('End', 0)).toEqual({ kind: 'move', row: 3 });
  });

  it('opens, closes, goes in and out', () => {
    expect(press('ArrowRight', 2)).toEqual({ kind: 'toggle', row: 2, isExpanded: true });
    expect(press('ArrowRight', 0)).toEqual({ kind: 'move', row: 1 });
    expect(press('ArrowLeft', 1)).toEqual({ kind: 'move', row: 0 });
    expect(press('ArrowLeft', 0)).toEqual({ kind: 'toggle', row: 0, isExpanded: false });
    expect(press('Enter', 1)).toEqual({ kind: 'enter', row: 1 });
    expect(press('x', 1)).toBeUndefined();
  });
});

describe('paths', () => {
  it.each([
    ['/data/w', 'w', '/data'],
    ['/data/w/', 'w', '/data'],
    ['/w', 'w', '/'],
    ['C:\\sims\\w', 'w', 'C:\\sims'],
    ['C:\\w', 'w', 'C:\\'],
    ['/', '/', ''],
  ])('%s is %s in %s', (path, name, parent) => {
    expect(baseName(path)).toBe(name);
    expect(parentPath(path)).toBe(parent);
  });
});

describe('error words', () => {
  it('keeps the action the host gave and adds one where it gave none', () => {
    const error: AppError = { code: 'not-found', message: '/w is not there.' };
    expect(describeError(error)).toMatchObject({
      title: 'Not found.',
      detail: '/w is not there.',
      isWorthRetrying: true,
    });
    expect(describeError(error).action).toMatch(/path/);
    expect(describeError({ ...error, action: 'Look there.' }).action).toBe('Look there.');
  });

  it('names the reference of a fault of ours', () => {
    expect(describeError({ code: 'internal', message: 'x', reference: 'r-1' }).detail).toContain(
      'r-1',
    );
  });
});
