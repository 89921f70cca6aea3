import { describe, expect, test } from 'vitest';
import {
  iterationOf,
  plainField,
  runOf,
} from '../../../electron/persistence/flat/decode-record.ts';
import {
  ITERATION_ROW,
  iterationRow,
  RUN_JSON_KEYS,
  RUN_ROW,
  RUN_ROW_LENGTHS,
} from '../../../electron/persistence/flat/formats.ts';
import { integerGrid } from '../../../electron/persistence/flat/integer-grid.ts';
import { membersOfRow } from '../../../electron/persistence/flat/run-rows.ts';
import { dependencyLists } from '../../../electron/persistence/flat/submission-arrays.ts';
import { decodeParameter } from '../../../electron/persistence/parameter-value.ts';
import type { ArrayHandle, PyValue } from '../../../electron/persistence/values.ts';
import { toPy } from '../../../electron/sample/plain.ts';

const TABLES = new Map([
  ['parameter_paths', ['resources.any', 'inputs.p1', 'outputs.p2']],
  ['schema_parameters', ['inputs.p1', 'outputs.p2']],
  ['loops', ['L1']],
]);

describe('rows of runs by version (FORMATS §13.4, GEN4 §5.6)', () => {
  const row: PyValue = [
    5,
    4,
    0,
    [
      [0, 1],
      [2, [7, 8]],
    ],
    0,
    false,
    true,
    't1',
    null,
    null,
    null,
    0,
    new Map(),
    'n1',
    [0],
    80,
    5,
  ];
  const read = (length: number) =>
    runOf(membersOfRow(row.slice(0, length), RUN_ROW, TABLES), (text) => text.length);

  test('fields that a version does not write are absent, not null', () => {
    expect(read(RUN_ROW_LENGTHS.a51)).not.toHaveProperty('run_hostname');
    expect(read(RUN_ROW_LENGTHS.a147)).toMatchObject({ run_hostname: 'n1' });
    expect(read(RUN_ROW_LENGTHS.a147)).not.toHaveProperty('commands_idx');
    expect(read(RUN_ROW_LENGTHS.a164)).toMatchObject({ commands_idx: [0] });
    expect(read(RUN_ROW_LENGTHS.gen4)).toMatchObject({ port_number: 80, commands_file_ID: 5 });
  });

  test('data indices keep their order, groups are lists', () => {
    expect(Object.entries(read(13).data_idx)).toEqual([
      ['resources.any', 1],
      ['outputs.p2', [7, 8]],
    ]);
  });

  test('both forms have the same fields', () => {
    expect([...RUN_JSON_KEYS].sort()).toEqual(RUN_ROW.map(({ name }) => name).sort());
  });

  test.each([
    ['no list', 0, 'is no record'],
    ['a wrong iteration', [5, 'x', 0, []], 'is no integer'],
    ['a path beyond the table', [5, 4, 0, [[9, 1]]], 'which the attributes lack'],
    ['a time of another format', [5, 4, 0, [], 0, false, null, 7], 'is no time'],
  ])('%s is said to be wrong', (_, wrong, message) => {
    const decode = () => runOf(membersOfRow(toPy(wrong), RUN_ROW, TABLES), () => undefined);
    expect(decode).toThrow(message);
  });
});

describe('rows of iterations', () => {
  test('with and without whether the runs are initialised (a77)', () => {
    const late: PyValue = [7, 3, 1, [[0, [7]]], [[0, 8]], [1, 0], [[0, 1]]];
    const early = [7, 3, ...late.slice(3)];
    const read = (row: readonly PyValue[]) =>
      iterationOf(membersOfRow(row, iterationRow(row.length), TABLES));
    expect(read(late)).toEqual({
      id_: 7,
      element_ID: 3,
      EARs_initialised: true,
      EAR_IDs: new Map([[0, [7]]]),
      data_idx: { 'resources.any': 8 },
      schema_parameters: ['outputs.p2', 'inputs.p1'],
      loop_idx: { L1: 1 },
    });
    expect(read(early)).not.toHaveProperty('EARs_initialised');
    expect(read(early)).toMatchObject({ EAR_IDs: new Map([[0, [7]]]), loop_idx: { L1: 1 } });
  });

  test.each([
    [
      'one right beside one beyond',
      [
        [1, 0],
        [0, 4],
      ],
      { L1: 4 },
    ],
    ['all beyond, as many as loops', [[1, 3]], { L1: 3 }],
    [
      'all beyond, more than loops',
      [
        [1, 3],
        [2, 0],
      ],
      {},
    ],
  ])('loops that a51 to a102 wrote wrongly: %s (T20)', (_, pairs, expected) => {
    const field = ITERATION_ROW.find(({ name }) => name === 'loop_idx');
    if (field === undefined) throw new Error('no field');
    expect(plainField(toPy(pairs), field, TABLES)).toEqual(new Map(Object.entries(expected)));
  });
});

test('dependencies in one list of integers (GEN4 §10.4)', () => {
  const items = [2, 0, 0, 12, 1, 0, 9, 0, 0, 0, 2, 0, 0, 2, 1, 1];
  const places = [
    { jobscript: 0, block: 0, number: 0 },
    { jobscript: 1, block: 0, number: 1 },
  ];
  const lists = dependencyLists(integerGrid('js_deps', [items.length], items), places);
  expect(lists.get(0)).toEqual([]);
  expect(lists.get(1)).toEqual([
    [
      [0, 0],
      new Map<string, PyValue>([
        [
          'js_element_mapping',
          new Map([
            ['0', [0]],
            ['1', [1]],
          ]),
        ],
        ['is_array', false],
      ]),
    ],
  ]);
  const cut = integerGrid('js_deps', [7], items.slice(0, 7));
  expect(() => dependencyLists(cut, places)).toThrow('is beyond the end of its list');
});

test('a masked array whose parts are not listed takes the next unlisted arrays (a270, GEN4 §9.2)', async () => {
  const handle = (number: number): ArrayHandle => ({
    kind: 'array',
    dtype: `<i${number}`,
    shape: [2],
    chunks: [2],
    read: async () => ({ shape: [2], data: Int32Array.of(1, 2) }),
  });
  const value = await decodeParameter(
    toPy({
      data: { a: 0, m: 5, n: 5 },
      type_lookup: {
        arrays: [[['a'], 1]],
        masked_arrays: [
          [['m'], [0, 1]],
          [['n'], [0, 1]],
        ],
      },
    }),
    { path: (number) => `arr_${number}`, open: async (number) => handle(number) },
  );
  expect(value).toEqual(
    new Map<string, unknown>([
      ['a', expect.objectContaining({ dtype: '<i1' })],
      [
        'm',
        {
          kind: 'masked-array',
          data: expect.objectContaining({ dtype: '<i0' }),
          mask: expect.objectContaining({ dtype: '<i2' }),
        },
      ],
      [
        'n',
        {
          kind: 'masked-array',
          data: expect.objectContaining({ dtype: '<i3' }),
          mask: expect.objectContaining({ dtype: '<i4' }),
        },
      ],
    ]),
  );
});
