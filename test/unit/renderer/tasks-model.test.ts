import { describe, expect, it } from 'vitest';
import { addressOfLine, lineAt, selectedLine } from '../../../renderer/features/runs/lines.ts';
import { layOutRows } from '../../../renderer/features/runs/row-layout.ts';
import { statusOfLine } from '../../../renderer/features/runs/status-of-line.ts';
import { statusSegments } from '../../../renderer/features/runs/status-segments.ts';
import { stripGroups, stripScope } from '../../../renderer/features/runs/strip-groups.ts';
import { subRowCount } from '../../../renderer/features/runs/sub-rows.ts';
import { timeStyle, timeWords } from '../../../renderer/features/runs/time-words.ts';
import { elementLabel, plainText } from '../../../renderer/queries/elements.ts';
import { orderElements } from '../../../shared/model/element-order.ts';
import { summariseElements } from '../../../shared/model/element-summaries.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const ok = { status: 'complete' } as const;
const bad = { status: 'likely-failed' } as const;
const index = buildRunIndex(
  [
    [[{ runs: [ok] }]],
    [
      [
        { loopIdx: { L: 0 }, runs: [ok, bad] },
        {
          loopIdx: { L: 1 },
          runs: [
            { ...ok, action: 1 },
            { ...bad, action: 1, attempt: 1 },
          ],
        },
      ],
      [{ loopIdx: { L: 0 }, runs: [ok, ok] }],
    ],
  ],
  ['L'],
);
const summaries = summariseElements(index, 1);
const order = orderElements(summaries, { sort: { key: 'element', isDescending: false } });
const rowsWith = (...expanded: number[]) => ({
  index,
  summaries,
  isExpanded: (element: number) => expanded.includes(element),
  layout: layOutRows(
    order,
    new Map(expanded.map((at) => [at, subRowCount(index, summaries.firstRow + at)])),
  ),
});

describe('lines and addresses', () => {
  it('leads from every line to its address and back', () => {
    const rows = rowsWith(0);
    expect(rows.layout.count).toBe(8);
    for (let row = 0; row < rows.layout.count; row += 1) {
      const line = lineAt(rows, row);
      if (line === undefined || line.kind === 'group') throw new Error(`no line at ${row}`);
      expect(selectedLine(rows, addressOfLine(index, 7, line))).toBe(row);
    }
    const run = lineAt(rows, 6);
    expect(
      run === undefined || run.kind === 'group' ? undefined : addressOfLine(index, 7, run),
    ).toEqual({
      view: 'runs',
      task: 7,
      element: 0,
      iteration: 1,
      action: 1,
      attempt: 1,
    });
  });

  it('selects the element while it is closed, and nothing beyond the table', () => {
    const address = { view: 'runs', element: 0, iteration: 1, action: 1 } as const;
    expect(selectedLine(rowsWith(), address)).toBe(0);
    expect(selectedLine(rowsWith(0), address)).toBe(6);
    expect(selectedLine(rowsWith(0), { ...address, iteration: 5 })).toBe(0);
    expect(selectedLine(rowsWith(), { view: 'runs', element: 5 })).toBeUndefined();
    expect(selectedLine(rowsWith(), { view: 'runs' })).toBeUndefined();
  });

  it('tells the most urgent status of a line with its number', () => {
    const element = { kind: 'element', element: 0, row: 1 } as const;
    expect(statusOfLine({ index, loop: undefined }, element)).toEqual({
      status: 'mixed',
      worst: 'likely-failed',
      count: 2,
    });
    expect(statusOfLine({ index, loop: { loop: 'L', iteration: 0 } }, element)?.count).toBe(1);
  });
});

describe('run strip', () => {
  it('shows all iterations where there is room, else the final one', () => {
    expect(stripScope(3, 4)).toBe('all');
    expect(stripScope(3, 9)).toBe('final');
    expect(stripScope(1, 0)).toBe('all');
    expect(stripGroups(index, 1, 2, 'all', undefined)).toEqual([
      { ordinal: 0, cells: ['complete', 'likely-failed'] },
      { ordinal: 1, cells: [undefined, 'likely-failed'] },
    ]);
    expect(stripGroups(index, 1, 2, 'final', undefined).map(({ ordinal }) => ordinal)).toEqual([1]);
  });

  it('shows only the iteration that is looked at', () => {
    const filter = { loop: 'L', iteration: 0 };
    expect(stripGroups(index, 1, 2, 'all', filter).map(({ ordinal }) => ordinal)).toEqual([0]);
  });
});

describe('status filters', () => {
  it('offers what there is, failures first and together', () => {
    expect(statusSegments(summaries, [])).toEqual([
      { filter: 'failed', glyph: 'likely-failed', count: 1 },
      { filter: 'complete', glyph: 'complete', count: 2 },
    ]);
  });

  it('keeps the filter that is on, also when nothing is left of it', () => {
    expect(statusSegments(summaries, ['aborted'])[0]).toEqual({
      filter: 'aborted',
      glyph: 'aborted',
      count: 0,
    });
    const likely = statusSegments(summaries, ['likely-failed']);
    expect(likely.map(({ filter }) => filter)).toEqual(['likely-failed', 'complete']);
  });
});

describe('times of a table', () => {
  const start = Date.UTC(2023, 5, 22, 11, 0, 0) * 1000;

  it('leaves out the day where all are of one', () => {
    const style = timeStyle(Float64Array.of(start, Number.NaN), Float64Array.of(start + 6e7));
    expect(style.day).toMatch(/^2[123] Jun 2023$/);
    expect(timeWords(start + 5e6, style)).toMatch(/^\d\d:\d0:05$/);
  });

  it('names the day where they differ', () => {
    const style = timeStyle(Float64Array.of(start, start + 3 * 864e8));
    expect(style.day).toBeUndefined();
    expect(timeWords(start, style)).toMatch(/^2[123] Jun \d\d:\d\d$/);
    expect(timeStyle(new Float64Array())).toEqual({});
  });
});

describe('name of an element', () => {
  const column = (label: string) => ({
    path: `inputs.${label}`,
    data: `inputs.${label}`,
    steps: [],
    label,
    isNumeric: false,
    isShown: true,
  });
  const text = (value: string) => ({ kind: 'str', text: value, isCut: false }) as const;

  it('is its varying inputs by name and value', () => {
    const columns = [column('texture'), column('load'), column('gone')];
    const load = { kind: 'float', text: '0.12', isCut: false } as const;
    expect(elementLabel(columns, [text("'Goss'"), load, null])).toBe('texture=Goss · load=0.12');
    const long = elementLabel(columns, [text(`'${'x'.repeat(50)}'`), null, null]) ?? '';
    expect(long).toHaveLength('texture='.length + 32);
    expect(long.endsWith('x…')).toBe(true);
    expect(elementLabel([], [])).toBeUndefined();
  });

  it('takes off only the quotes Python put there', () => {
    expect(plainText(text("'a'"))).toBe('a');
    expect(plainText(text('"it\'s"'))).toBe("it's");
    expect(plainText(text("''"))).toBe("''");
    expect(plainText({ ...text("'abc…"), isCut: true })).toBe("'abc…");
    expect(plainText({ kind: 'list', text: "['a']", isCut: false })).toBe("['a']");
  });
});
