import { describe, expect, it } from 'vitest';
import { layOutRows } from '../../../../renderer/features/runs/row-layout.ts';
import { type TableFormat, tableText } from '../../../../renderer/features/runs/table-text.ts';
import {
  applyFilter,
  applySearch,
  filterProblem,
  groupElements,
  type Operator,
  operatorsFor,
  ranksOf,
} from '../../../../renderer/features/runs/value-columns.ts';
import { writeTable } from '../../../../renderer/features/runs/write-table.ts';
import type { ElementValues } from '../../../../shared/contract/documents.ts';
import { VALUE_TYPES } from '../../../../shared/contract/values.ts';
import { summariseElements } from '../../../../shared/model/element-summaries.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';

/** A column as the worker makes it, of plain values. */
function column(values: readonly (string | number | boolean | null)[]): ElementValues {
  const distinct = [...new Set(values)].filter((value) => value !== null);
  const typeOf = (value: string | number | boolean) =>
    typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean';
  return {
    path: 'inputs.x',
    codes: Int32Array.from(values, (value) => (value === null ? -1 : distinct.indexOf(value))),
    texts: distinct.map((value) =>
      typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value),
    ),
    types: Uint8Array.from(distinct, (value) => VALUE_TYPES.indexOf(typeOf(value))),
    numbers: Float64Array.from(distinct, (value) =>
      typeof value === 'string' ? Number.NaN : Number(value),
    ),
  };
}
const kept = (values: ElementValues, operator: Operator, value = '') => {
  const isLeft = new Uint8Array(values.codes.length).fill(1);
  applyFilter(isLeft, values, { path: values.path, operator, value });
  return [...isLeft.keys()].filter((at) => isLeft[at] === 1);
};

describe('filters on values', () => {
  const numbers = column([1, 2.5, null, -3]);
  const texts = column(['Goss', 'Cube', null, 'goss 2']);

  it('compare numbers as numbers, texts as texts, truth as truth', () => {
    expect(kept(numbers, '<', '2')).toEqual([0, 3]);
    expect(kept(numbers, '≥', '1.0')).toEqual([0, 1]);
    expect(kept(numbers, '=', '\u22123')).toEqual([3]);
    expect(kept(texts, '=', 'Goss')).toEqual([0]);
    expect(kept(texts, 'contains', 'goss')).toEqual([0, 3]);
    expect(kept(texts, '≠', 'Goss')).toEqual([1, 2, 3]);
    expect(kept(texts, 'is not set')).toEqual([2]);
    expect(kept(texts, 'is set')).toEqual([0, 1, 3]);
    expect(kept(column([true, false]), '=', 'true')).toEqual([0]);
    expect(kept(column(['1', 1]), '>', '0')).toEqual([1]);
  });

  it('say what is wrong with them', () => {
    const filter = (operator: Operator, value: string) => ({ path: 'p', operator, value });
    expect(filterProblem(filter('<', 'a'))).toContain('compares numbers');
    expect(filterProblem(filter('=', ' '))).toBeDefined();
    expect(filterProblem(filter('is set', ''))).toBeUndefined();
    expect(operatorsFor(numbers)).not.toContain('contains');
    expect(operatorsFor(texts)).not.toContain('<');
  });

  it('find a text anywhere, and an element by its number', () => {
    const search = (query: string) => {
      const isLeft = Uint8Array.of(1, 1, 1, 1);
      applySearch(isLeft, [texts, numbers], query);
      return [...isLeft];
    };
    expect(search('GOSS')).toEqual([1, 0, 0, 1]);
    expect(search('#2')).toEqual([0, 0, 1, 0]);
    expect(search('2.5')).toEqual([0, 1, 0, 0]);
    expect(search('  ')).toEqual([1, 1, 1, 1]);
  });
});

describe('order and groups by values', () => {
  it('rank numbers by size and texts naturally, nothing without a value', () => {
    expect([...ranksOf(column([10, 9, null]))]).toEqual([1, 0, Number.NaN]);
    expect([...ranksOf(column(['run10', 'run9', 3]))]).toEqual([2, 1, 0]);
  });

  it('put elements of one value together in the order values appear', () => {
    const order = Uint32Array.of(0, 1, 2, 3, 4);
    const { order: grouped, groups } = groupElements(order, column(['b', 'a', null, 'b', 'a']));
    expect([...grouped]).toEqual([0, 3, 1, 4, 2]);
    expect(groups.map(({ text, start, count }) => [text, start, count])).toEqual([
      ['b', 0, 2],
      ['a', 2, 2],
      ['not set', 4, 1],
    ]);
    const ofNumbers = groupElements(order, column([5, 1, 3, 1, 5]));
    expect(ofNumbers.groups.map(({ text }) => text)).toEqual(['1', '3', '5']);
  });

  it('of 10 000 elements take well under a second', () => {
    const values = column(Array.from({ length: 10_000 }, (_, at) => at % 250));
    const order = Uint32Array.from({ length: 10_000 }, (_, at) => at);
    const start = performance.now();
    expect(groupElements(order, values).groups).toHaveLength(250);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('lines of grouped elements', () => {
  const order = Uint32Array.of(4, 2, 7, 1);
  const groups = [
    { start: 0, count: 2, isClosed: false },
    { start: 2, count: 1, isClosed: true },
    { start: 3, count: 1, isClosed: false },
  ];

  it('have heads, and lines below expanded elements', () => {
    const layout = layOutRows(order, new Map([[2, 2]]), groups);
    const lines = Array.from({ length: layout.count }, (_, row) => layout.at(row));
    expect(lines).toEqual([
      { group: 0 },
      { element: 4 },
      { element: 2 },
      { element: 2, sub: 0 },
      { element: 2, sub: 1 },
      { group: 1 },
      { group: 2 },
      { element: 1 },
    ]);
    lines.forEach((line, row) => {
      if (line?.element !== undefined) expect(layout.rowOf(line.element, line.sub)).toBe(row);
    });
    expect(layout.rowOf(7)).toBeUndefined();
  });
});

describe('a copy of the table', () => {
  const index = buildRunIndex([
    [
      [{ runs: [{ status: 'success', startUs: 0, endUs: 1_500_000 }] }],
      [{ runs: [{ status: 'error' }] }],
      [],
    ],
  ]);
  index.runs.exitCode[1] = 137;
  const shown = {
    index,
    summaries: summariseElements(index, 0),
    order: Uint32Array.of(1, 0, 2),
    columns: [
      {
        path: 'inputs.x',
        data: 'inputs.x',
        steps: [],
        label: 'x',
        isNumeric: false,
        isShown: true,
      },
    ],
    values: new Map([['inputs.x', column([2.5, '=cmd, "x"', null])]]),
  };

  const idle = { onProgress: () => undefined, signal: new AbortController().signal };
  const textOf = async (format: TableFormat): Promise<string> =>
    (await writeTable(tableText(format, shown), shown.order.length, idle)).join('');

  it('is CSV that a spreadsheet reads and does not run', async () => {
    expect((await textOf('csv')).split('\r\n')).toEqual([
      'element,inputs.x,status,exitCode,started,ended,ranSeconds',
      `1,"'=cmd, ""x""",Error,137,,,`,
      '0,2.5,Success,,1970-01-01T00:00:00.000Z,1970-01-01T00:00:01.500Z,1.5',
      '2,,,,,,',
      '',
    ]);
  });

  it('is JSON with values by path', async () => {
    expect(JSON.parse(await textOf('json'))[0]).toEqual({
      element: 1,
      status: 'Error',
      exitCode: 137,
      started: null,
      ended: null,
      ranSeconds: null,
      values: { 'inputs.x': '=cmd, "x"' },
    });
  });

  it('keeps every number as it is stored', async () => {
    const texts = ['-1e-06', '9007199254740993', '1.0', 'nan', '-inf'];
    const values = {
      path: 'inputs.x',
      codes: Int32Array.from(texts.keys()),
      texts,
      types: new Uint8Array(texts.length).fill(VALUE_TYPES.indexOf('number')),
      numbers: Float64Array.from(texts, Number),
    };
    const many = buildRunIndex([texts.map(() => [])]);
    const table = {
      ...shown,
      index: many,
      summaries: summariseElements(many, 0),
      order: Uint32Array.from(texts.keys()),
      values: new Map([['inputs.x', values]]),
    };
    const csv = tableText('csv', table).rows(0, texts.length).split('\r\n');
    expect(csv.slice(0, -1).map((line) => line.split(',')[1])).toEqual(texts);
    const json = tableText('json', table).rows(0, texts.length);
    for (const digits of ['-1e-06', '9007199254740993', '1.0', '"nan"', '"-inf"']) {
      expect(json).toContain(`"inputs.x": ${digits}}`);
    }
  });

  it('is written in pieces that say how far they are, and can be cancelled', async () => {
    const rowCount = 12_000;
    const table = { ...shown, order: new Uint32Array(rowCount) };
    const controller = new AbortController();
    const told: number[] = [];
    const writing = writeTable(tableText('json', table), rowCount, {
      onProgress: (rows) => {
        told.push(rows);
        if (rows === 10_000) controller.abort();
      },
      signal: controller.signal,
    });
    await expect(writing).rejects.toThrow('abort');
    expect(told).toEqual([5000, 10_000]);
    const whole = await writeTable(tableText('json', table), rowCount, idle);
    expect(JSON.parse(whole.join(''))).toHaveLength(rowCount);
  });
});
