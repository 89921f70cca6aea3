import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Scanned, type Shape, scanJson } from '../../../electron/persistence/json-scan.ts';
import { parseJson, textOf } from '../../../electron/persistence/json-text.ts';
import { formatJson } from '../../../electron/persistence/json-write.ts';
import { NumberedRows } from '../../../electron/persistence/numbered-rows.ts';
import { isDict, isList, type PyValue } from '../../../electron/persistence/values.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';

const SHAPE: Shape = {
  kind: 'object',
  members: {
    numbers: { kind: 'numbered' },
    ordered: { kind: 'numbered' },
    tasks: {
      kind: 'list',
      item: { kind: 'object', members: { rows: { kind: 'items' } } },
    },
  },
};

const scan = (text: string, shape: Shape = SHAPE): Scanned =>
  scanJson(Buffer.from(text), shape, { file: 'f.json' });

const DOCUMENT = new Map<string, PyValue>([
  ['text', 'a "quoted" \\ {[ text'],
  [
    'numbers',
    new Map<string, PyValue>([
      ['10', null],
      ['9', 'x'],
      ['0', []],
    ]),
  ],
  // As hpcflow writes them: one look at every line is enough where they are laid out as Python does.
  [
    'ordered',
    new Map<string, PyValue>([
      ['0', null],
      ['1', new Map([['a', [1, 'x']]])],
      ['2', new Map()],
      ['3', []],
      ['4', [new Map([['0', '}']])]],
      ['5', 'text,'],
      ['6', 1.5],
      ['7', 'last,'],
    ]),
  ],
  [
    'tasks',
    [
      new Map<string, PyValue>([
        ['rows', [1, 'x,]', [2, new Map([['a', '}']])], null]],
        ['other', 5],
      ]),
      new Map<string, PyValue>([['rows', []]]),
    ],
  ],
  ['last', true],
]);

/** All that was noted must be the text of the value it is noted for. */
function check(text: string, node: Scanned, value: PyValue): void {
  const bytes = Buffer.from(text);
  const at = (start: number, end: number): PyValue =>
    parseJson(textOf(bytes, start, end), { file: 'f.json' });
  expect(at(node.start, node.end)).toEqual(value);
  if (isDict(value)) {
    for (const [key, member] of node.members ?? []) check(text, member, value.get(key) ?? null);
    for (const [row, number] of (node.spans?.numbers ?? []).entries()) {
      const { starts, ends } = node.spans ?? { starts: [], ends: [] };
      expect(at(starts[row] ?? 0, ends[row] ?? 0)).toEqual(value.get(String(number)));
    }
  }
  if (isList(value)) {
    for (const [i, item] of (node.items ?? []).entries()) check(text, item, value[i] ?? null);
    if (node.spans !== undefined) {
      const { starts, ends } = node.spans;
      expect([...starts.keys()].map((i) => at(starts[i] ?? 0, ends[i] ?? 0))).toEqual(value);
    }
  }
}

describe('the scanner', () => {
  test.each([
    ['indented by four', formatJson(DOCUMENT, { indent: 4 })],
    ['indented by one', formatJson(DOCUMENT, { indent: 1 })],
    ['on lines without indentation', formatJson(DOCUMENT, { indent: 2 }).replaceAll(/\n +/g, '\n')],
    ['indented by tabs', formatJson(DOCUMENT, { indent: 2 }).replaceAll('  ', '\t')],
    [
      'with a container that closes further in',
      formatJson(DOCUMENT, { indent: 4 }).replaceAll(/\n {8}([}\]])/g, '\n                $1'),
    ],
    ['on one line', formatJson(DOCUMENT)],
    ['without blanks', formatJson(DOCUMENT).replaceAll(', ', ',').replaceAll(': ', ':')],
    ['with blanks around', `\n  ${formatJson(DOCUMENT, { indent: 7 })}  \r\n`],
  ])('finds every value, %s', (_, text) => {
    const value = parseJson(text, { file: 'f.json' });
    const root = scan(text);
    check(text, root, value);
    expect([...(root.members?.keys() ?? [])]).toEqual(isDict(value) && [...value.keys()]);
    expect(root.members?.get('numbers')?.spans?.numbers).toEqual(Uint32Array.of(10, 9, 0));
    expect(root.members?.get('ordered')?.spans?.numbers).toEqual(
      Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
    );
  });

  test('T23: every part of a document that was cut off is refused', () => {
    const text = formatJson(DOCUMENT, { indent: 4 });
    for (let length = 0; length < text.length; length += 1) {
      expect(() => scan(text.slice(0, length)), `${length} bytes`).toThrow(AppException);
    }
    expect(() => scan(text)).not.toThrow();
    expect(() => scan(`${text}}`)).toThrow(AppException);
  });

  test.each([
    '{"numbers": {"a": 1}}',
    '{"numbers": {"01": 1}}',
    '{"numbers": {"-1": 1}}',
    '{1: 2}',
  ])('refuses the keys of %s', (text) => {
    expect(() => scan(text)).toThrow(/key/);
  });
});

describe('rows by number', () => {
  test('are found whatever their order, and only where there are any', () => {
    const text = '{"3": "c", "0": "a", "7": null}';
    const { spans } = scan(text, { kind: 'numbered' });
    if (spans === undefined) throw new Error('nothing noted');
    const rows = new NumberedRows(spans);
    expect([...rows.numbers()]).toEqual([0, 3, 7]);
    expect([0, 1, 3, 7, -1, 0.5].map((number) => rows.has(number))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
    const span = rows.span(3);
    expect(span && text.slice(span.start, span.end)).toBe('"c"');
  });
});

describe.skipIf(!hasSharedWorkflows)('the scanner, on every real JSON store', () => {
  const names = sharedWorkflowNames('gen1-').filter((name) => name.includes('-json-'));
  test.each(names)(
    '%s',
    (name) => {
      const shape: Shape = {
        kind: 'object',
        members: {
          parameter_sources: { kind: 'numbered' },
          tasks: {
            kind: 'list',
            item: {
              kind: 'object',
              members: { elements: { kind: 'items' }, element_iterations: { kind: 'items' } },
            },
          },
        },
      };
      const text = readFileSync(join(sharedWorkflowPath(name), 'metadata.json'), 'utf8');
      check(text, scan(text, shape), parseJson(text, { file: 'f.json' }));
    },
    30_000,
  );
});
