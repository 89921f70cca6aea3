import { describe, expect, it } from 'vitest';
import { buildFileTree, idOf, partText } from '../../../../renderer/features/files/file-tree.ts';
import { hexRow, offsetOf } from '../../../../renderer/features/files/hex-rows.ts';
import {
  columnsOf,
  isHeader,
  numericColumns,
  tableText,
} from '../../../../renderer/features/files/table-columns.ts';
import type { LoadedChildren } from '../../../../renderer/queries/parameters.ts';
import type { ValueChild, ValueSummary } from '../../../../shared/contract/values.ts';

describe('bytes', () => {
  it('are two digits each, and letters where they are some', () => {
    const bytes = Uint8Array.from([0, 0x45, 0x61, 0x7f, 0xff, 0x20, 1, 2, 3]);
    expect(hexRow(bytes).hex.trimEnd()).toBe('00 45 61 7f ff 20 01 02  03');
    expect(hexRow(bytes).text).toBe('·Ea·· ···');
  });

  it.each([
    ['4096', 4096],
    ['0x1000', 4096],
    ['1 000', 1000],
    ['', undefined],
    ['-1', undefined],
    ['0xg', undefined],
  ])('%j is the place %s', (text, place) => {
    expect(offsetOf(text)).toBe(place);
  });
});

describe('columns of a table', () => {
  const rows = [
    ['name', 'stress', 'note'],
    ['a', '1.5e3', ''],
    ['b', 'nan', 'x\ty'],
    ['c', '-2', '7'],
  ];

  it('are named by the first row where that has no number', () => {
    expect(isHeader(rows)).toBe(true);
    expect(isHeader(rows.slice(1))).toBe(false);
    expect(isHeader(rows.slice(0, 1))).toBe(false);
    expect(columnsOf(rows, true).map(({ name }) => name)).toEqual(['name', 'stress', 'note']);
    expect(columnsOf(rows, false).map(({ name }) => name)).toEqual(['0', '1', '2']);
  });

  it('are of numbers when every field is one', () => {
    expect([...numericColumns(rows.slice(1))]).toEqual([1]);
  });

  it('are copied with tabs, which no field may have', () => {
    expect(tableText(rows.slice(1, 3))).toBe('a\t1.5e3\t\nb\tnan\tx y');
  });
});

describe('the tree of a file', () => {
  const child = (step: string, summary: Partial<ValueSummary>): ValueChild => ({
    label: `'${step}'`,
    step,
    summary: { kind: 'int', text: '1', isCut: false, ...summary },
  });
  const loaded = (children: readonly ValueChild[], total: number): LoadedChildren => ({
    children,
    total,
    pages: 1,
    isLoading: false,
  });
  const group = child('group', { kind: 'dict', text: 'group of 1', isCut: true, length: 1 });

  it('has what is opened and fetched, and asks for more', () => {
    const parts = new Map([
      [idOf([]), loaded([group, child('x', {})], 500)],
      [idOf(['group']), loaded([child('y', {})], 1)],
    ]);
    const closed = buildFileTree(new Set(), (id) => parts.get(id));
    expect(closed.roots).toEqual([idOf(['group']), idOf(['x']), `${idOf([])} more`]);
    expect(closed.children.size).toBe(0);
    const open = buildFileTree(new Set([idOf(['group'])]), (id) => parts.get(id));
    expect(open.children.get(idOf(['group']))).toEqual([idOf(['group', 'y'])]);
  });

  it('says how much is in a container whose text would be cut', () => {
    const text = "{'lattice': 'cF', 'mechanical': {'elastic': …";
    expect(partText({ kind: 'dict', text, isCut: true, length: 2 })).toBe('2 items');
    expect(partText(group.summary)).toBe('group of 1');
    expect(partText({ kind: 'list', text: '[1, 2]', isCut: false, length: 2 })).toBe('[1, 2]');
  });
});
