// Long because the traps of FORMATS §15 are one numbered list, read beside it.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toBlosc } from '../../../electron/persistence/blosc-write.ts';
import { timeParser } from '../../../electron/persistence/timestamps.ts';
import {
  isArrayHandle,
  isDict,
  MissingArray,
  PyFloat,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { MemoryArray } from '../../../electron/sample/memory-array.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import { readEverything } from './read-everything.ts';
import { edit, rewrite } from './rewrite-document.ts';
import {
  ALL,
  iteration,
  opened,
  STORE_NAMES,
  smallWorkflow,
  task,
  written,
  writtenFolder,
} from './small-workflow.ts';

/** The traps of FORMATS §15 that concern reading GEN1; those of single parts are tested there. */

describe('T1: numbers keep their value', () => {
  const values = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    new PyFloat(1),
    1,
    2n ** 60n + 1n,
  ];

  test.each(STORE_NAMES)('in %s parameters', async (name) => {
    const store = await written({ values }, name);
    const all = [...(await store.getAllParameterData()).values()];
    expect(all).toEqual(values.map((value) => [true, value]));
  });

  test('in the metadata, with NaN beside the elements', async () => {
    const path = await writtenFolder(smallWorkflow(), 'json');
    rewrite(path, 'metadata.json', 'replaced_dir', Number.NaN);
    const store = await opened(path, 'json');
    expect((await store.loadMetadata()).get('replaced_dir')).toBeNaN();
    expect((await store.getTaskElements(0, 0, ALL)).length).toBe(2);
  });

  test('in Zarr attributes, which zarrita itself could not parse', async () => {
    const path = await writtenFolder(smallWorkflow(), 'zarr');
    rewrite(path, '.zattrs', 'loops', [Number.NaN, 2n ** 70n]);
    expect(await (await opened(path, 'zarr')).getLoops()).toEqual([Number.NaN, 2n ** 70n]);
  });
});

describe.each(STORE_NAMES)('T2: %s: global_idx is no key', (name) => {
  test('it may have gaps and repeats', async () => {
    const tasks = [
      {
        ...task(0, 3),
        iterations: [5, 10, 10].map((global_idx, i) => iteration(i, { global_idx })),
      },
    ];
    const elements = await (await written({ tasks }, name)).getTaskElements(0, 0, ALL);
    const found = elements.map(({ iterations: [first] }) => [first?.index, first?.global_idx]);
    expect(found).toEqual([
      [0, 5],
      [1, 10],
      [2, 10],
    ]);
  });
});

describe('T3: repeated iteration indices', () => {
  test.each(STORE_NAMES)('%s: are returned as stored', async (name) => {
    const [element] = task(0, 1).elements;
    if (element === undefined) throw new Error('no element');
    const tasks = [
      {
        insertId: 0,
        elements: [{ ...element, iterations_idx: [0, 1, 1, 2, 1] }],
        iterations: [0, 1, 2].map((i) => iteration(i, { loop_idx: { l: i } })),
      },
    ];
    const [found] = await (await written({ tasks }, name)).getTaskElements(0, 0, ALL, true);
    expect(found?.iterations_idx).toEqual([0, 1, 1, 2, 1]);
    expect(found?.iterations.map(({ index }) => index)).toEqual([0, 1, 1, 2, 1]);
  });
});

describe.each(STORE_NAMES)('T4: %s: tasks are found by insert ID', (name) => {
  const order = [10, 2, 11, 0, 1, 9, 3, 4, 5, 6, 7, 8];

  test('with twelve tasks in another order than they were added', async () => {
    const tasks = order.map((insertId) => task(insertId, insertId + 1));
    const store = await written({ tasks }, name);
    const counts = await store.getAllTasksMetadata();
    expect(counts.map(({ num_elements }) => num_elements)).toEqual(order.map((id) => id + 1));
    for (const [index, insertId] of order.entries()) {
      expect(await store.countTaskElements(index, insertId)).toBe(insertId + 1);
      expect((await store.getTaskElements(index, insertId, ALL)).length).toBe(insertId + 1);
      let count = 0;
      for await (const batch of store.taskElementBatches(index, insertId)) count += batch.length;
      expect(count).toBe(insertId + 1);
    }
  });
});

describe.each(STORE_NAMES)('T5: %s: actions are found by their index', (name) => {
  test('excluded ones are not there', async () => {
    const run = [...iteration(0).actions.values()][0] ?? [];
    const actions = new Map([
      [1, run],
      [4, run],
    ]);
    const tasks = [{ ...task(0, 1), iterations: [iteration(0, { actions })] }];
    const [element] = await (await written({ tasks }, name)).getTaskElements(0, 0, ALL);
    expect([...(element?.iterations[0]?.actions.keys() ?? [])]).toEqual([1, 4]);
  });
});

describe('T6: a loop whose name was not saved', () => {
  /** The pair `[0, 3]` stands in the rows, and no name in the table. */
  async function unsaved(loops: readonly string[]): Promise<string> {
    const tasks = [{ ...task(0, 1), iterations: [iteration(0, { loop_idx: { outer: 3 } })] }];
    const templateLoops = loops.map((name) => ({ name, task_insert_IDs: [0], num_iterations: 2 }));
    const path = await writtenFolder(smallWorkflow({ tasks, templateLoops }), 'zarr');
    rewrite(join(path, 'element_data', 'task_0', 'element_iters'), '.zattrs', 'loops', []);
    return path;
  }
  const loopIdx = async (path: string): Promise<unknown> => {
    const [element] = await (await opened(path, 'zarr')).getTaskElements(0, 0, ALL);
    return element?.iterations[0]?.loop_idx;
  };

  test('is the only one of the template over the task', async () => {
    expect(await loopIdx(await unsaved(['outer']))).toEqual({ outer: 3 });
  });

  test('is left out where it could be several, or none', async () => {
    expect(await loopIdx(await unsaved(['outer', 'inner']))).toEqual({});
    expect(await loopIdx(await unsaved([]))).toEqual({});
  });
});

describe('T7: gaps in the parameter indices', () => {
  test('are left out, the others are read', async () => {
    const path = await writtenFolder(smallWorkflow({ values: [1, 2, undefined, 4] }), 'json');
    for (const [file, key] of [
      ['parameters.json', ''],
      ['metadata.json', 'parameter_sources'],
    ] as const) {
      edit(path, file, (document) => {
        const inner = key === '' ? document : document.get(key);
        if (!isDict(inner)) throw new Error('no map');
        const kept = new Map(inner);
        kept.delete('1');
        kept.set('12', inner.get('0') ?? null);
        if (key === '') {
          document.clear();
          for (const [index, value] of kept) document.set(index, value);
        } else document.set(key, kept);
      });
    }
    const store = await opened(path, 'json');
    expect([...(await store.parameterIndices())]).toEqual([0, 2, 3, 12]);
    expect([...(await store.getAllParameterData())]).toEqual([
      [0, [true, 1]],
      [2, [false, null]],
      [3, [true, 4]],
      [12, [true, 1]],
    ]);
    expect(await store.checkParametersExist([1, 11, 12])).toEqual([false, false, true]);
    await expect(store.getParameterData(1)).rejects.toMatchObject({ pythonName: 'KeyError' });
    expect([...(await store.areParametersSet(Uint32Array.of(1, 2, 3, 12)))]).toEqual([0, 0, 1, 1]);
    expect((await store.getParameterSources(Uint32Array.of(1, 12))).map(isDict)).toEqual([
      false,
      true,
    ]);
  });
});

describe('T8: array groups that are gone', () => {
  test('are told as missing, the rest of the value and the others are there', async () => {
    const array = new MemoryArray('<f8', [2], (i) => i);
    const value = new Map<string, PyValue>([
      ['a', array],
      ['b', 'here'],
    ]);
    const path = await writtenFolder(smallWorkflow({ values: [value, value] }), 'zarr');
    rmSync(join(path, 'parameter_data/arrays/param_0'), { recursive: true });
    const store = await opened(path, 'zarr');
    const [isSet, found] = await store.getParameterData(0);
    expect(isSet).toBe(true);
    expect(found).toEqual(
      new Map<string, PyValue>([
        ['a', new MissingArray('parameter_data/arrays/param_0/arr_0')],
        ['b', 'here'],
      ]),
    );
    const [, other] = await store.getParameterData(1);
    const handle = isDict(other) ? other.get('a') : undefined;
    expect(isArrayHandle(handle) && (await handle.read()).data).toEqual(Float64Array.of(0, 1));
  });
});

describe.each(STORE_NAMES)('T9: %s: set to None is not unset', (name) => {
  test('in data and flags', async () => {
    const store = await written({ values: [null, undefined, 0, false, ''] }, name);
    const all = [...(await store.getAllParameterData()).values()];
    expect(all).toEqual([
      [true, null],
      [false, null],
      [true, 0],
      [true, false],
      [true, ''],
    ]);
    expect([...(await store.areParametersSet(Uint32Array.of(0, 1, 2, 3, 4)))]).toEqual([
      1, 0, 1, 1, 1,
    ]);
    expect(await store.isParameterSet(0)).toBe(true);
    expect(await store.isParameterSet(1)).toBe(false);
  });
});

describe('T10: map keys that were numbers', () => {
  test('are texts in JSON; tuples are found behind them', async () => {
    const path = await writtenFolder(smallWorkflow({ values: [new Map([['1', [5]]])] }), 'json');
    edit(path, 'parameters.json', (document) => {
      const lookup = new Map<string, PyValue>([
        ['tuples', [[1]]],
        ['sets', []],
      ]);
      document.set(
        '0',
        new Map<string, PyValue>([
          ['data', new Map([['1', [5]]])],
          ['type_lookup', lookup],
        ]),
      );
    });
    const [, value] = await (await opened(path, 'json')).getParameterData(0);
    expect(value).toEqual(new Map([['1', new PyTuple([5])]]));
  });

  test('are shown as texts in Zarr, where hpcflow cannot read the chunk', async () => {
    const path = await writtenFolder(smallWorkflow({ values: ['x'] }), 'zarr');
    // {"data": {7: "a"}, "type_lookup": {}}, then dtype and shape
    const chunk = Buffer.from(
      '9382a46461746181 07a161 ab747970655f6c6f6f6b757080 a27c4f 9101'.replaceAll(' ', ''),
      'hex',
    );
    writeFileSync(join(path, 'parameter_data/base/0'), await toBlosc(chunk, 1));
    const store = await opened(path, 'zarr');
    expect(await store.getParameterData(0)).toEqual([true, new Map([['7', 'a']])]);
    expect(await store.isParameterSet(0)).toBe(true);
  });
});

describe.each(STORE_NAMES)('T11: %s: type lookups without some of their keys', (name) => {
  test('are read', async () => {
    const path = await writtenFolder(smallWorkflow({ values: [new PyTuple([1])] }), name);
    if (name === 'json') {
      edit(path, 'parameters.json', (document) => {
        const lookup = new Map<string, PyValue>([['tuples', [[]]]]);
        document.set(
          '0',
          new Map<string, PyValue>([
            ['data', [1]],
            ['type_lookup', lookup],
          ]),
        );
      });
    }
    expect(await (await opened(path, name)).getParameterData(0)).toEqual([true, new PyTuple([1])]);
  });
});

describe.each(STORE_NAMES)('T13: %s: the order of a data index', (name) => {
  test('is that of the file, not of the alphabet', async () => {
    const data_idx = { 'inputs.z': 0, 'outputs.b': 1, 'inputs.a': 2, 'resources.any': 3 };
    const tasks = [{ ...task(0, 1), iterations: [iteration(0, { data_idx })] }];
    const [element] = await (await written({ tasks }, name)).getTaskElements(0, 0, ALL);
    expect(Object.keys(element?.iterations[0]?.data_idx ?? {})).toEqual(Object.keys(data_idx));
  });
});

describe.each(STORE_NAMES)('T14, T15: %s: times and success as recorded', (name) => {
  const at = (text: string): number => timeParser('%Y-%m-%d %H:%M:%S.%f')?.(text) ?? Number.NaN;

  test('a submit time after the runs, runs without an attempt, success null', async () => {
    const times = {
      start_time: at('2023-05-01 10:00:00.000001'),
      end_time: at('2023-05-01 10:00:01.5'),
    };
    const run = {
      index: 0,
      metadata: { submission_idx: 0, success: null, ...times },
      data_idx: {},
    };
    const tasks = [
      { ...task(0, 1), iterations: [iteration(0, { actions: new Map([[0, [run]]]) })] },
    ];
    const jobscript = {
      task_insert_IDs: [0],
      task_elements: { '0': [0] },
      submit_time: '2023-05-01 11:00:00.000000',
    };
    const submissions = [
      { submission_attempts: [], JS_parallelism: false, jobscripts: [jobscript] },
    ];
    const store = await written({ tasks, submissions }, name);
    const [element] = await store.getTaskElements(0, 0, ALL);
    expect(element?.iterations[0]?.actions.get(0)).toEqual([run]);
    const [submission] = await store.getSubmissions();
    expect(submission?.jobscripts[0]?.submit_time).toBe(at('2023-05-01 11:00:00.000000'));
    expect(submission?.fields.get('submission_attempts')).toEqual([]);
  });

  test('another time format', async () => {
    const tsFmt = '%d.%m.%Y %H-%M-%S';
    const jobscript = { task_elements: {}, submit_time: '01.05.2023 11-00-00' };
    const submissions = [{ submission_attempts: [], jobscripts: [jobscript] }];
    const path = await writtenFolder(smallWorkflow({ tsFmt, submissions }), name);
    if (name === 'json') {
      const text = readFileSync(join(path, 'metadata.json'), 'utf8');
      const changed = text.replace('"start_time": null', '"start_time": "01.05.2023 10-00-00"');
      writeFileSync(join(path, 'metadata.json'), changed);
    }
    const store = await opened(path, name);
    const [submission] = await store.getSubmissions();
    expect(submission?.jobscripts[0]?.submit_time).toBe(at('2023-05-01 11:00:00.000000'));
    if (name === 'zarr') return;
    const [element] = await store.getTaskElements(0, 0, ALL);
    const [run] = element?.iterations[0]?.actions.get(0) ?? [];
    expect(run?.metadata.start_time).toBe(at('2023-05-01 10:00:00.000000'));
  });
});

describe.each(STORE_NAMES)('T16: %s: replaced_dir', (name) => {
  test('is data like other, its folder is not looked for', async () => {
    const path = await writtenFolder(smallWorkflow(), name);
    rewrite(path, name === 'json' ? 'metadata.json' : '.zattrs', 'replaced_dir', '../../elsewhere');
    const store = await opened(path, name);
    expect((await store.loadMetadata()).get('replaced_dir')).toBe('../../elsewhere');
    expect((await store.getTaskElements(0, 0, ALL)).length).toBe(2);
  });
});

describe.each(STORE_NAMES)('T17: %s: numbers count within their task', (name) => {
  test('two tasks have the same ones', async () => {
    const store = await written({ tasks: [task(0, 2), task(1, 2)] }, name);
    const [first, second] = await Promise.all([0, 1].map((i) => store.getTaskElements(i, i, ALL)));
    expect(second).toEqual(first);
  });
});

describe.each(STORE_NAMES)('T22: %s: jobscripts', (name) => {
  test('keys of dependencies stay texts, cells without a run stay -1', async () => {
    const jobscript = {
      task_elements: { '0': [0, 1] },
      EAR_idx: [[0, -1]],
      dependencies: { '10': { js_element_mapping: { '1': [0] }, is_array: false } },
      submit_time: null,
    };
    const store = await written(
      { submissions: [{ submission_attempts: [], jobscripts: [jobscript] }] },
      name,
    );
    const [submission] = await store.getSubmissions();
    const fields = submission?.jobscripts[0]?.fields;
    expect(fields?.get('EAR_idx')).toEqual([[0, -1]]);
    const dependencies = fields?.get('dependencies');
    expect(isDict(dependencies) && [...dependencies.keys()]).toEqual(['10']);
  });
});

describe('T23: files that are being rewritten', () => {
  /** Cuts a document off, as a writer does that has just begun to write it anew. */
  async function torn(): Promise<{ path: string; file: string; whole: string }> {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 50)] }), 'json');
    const file = join(path, 'metadata.json');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, whole.slice(0, whole.length / 2));
    return { path, file, whole };
  }

  test('are read again until they are whole', async () => {
    const { path, file, whole } = await torn();
    setTimeout(() => writeFileSync(file, whole), 60);
    expect((await (await opened(path, 'json')).getTaskElements(0, 0, ALL)).length).toBe(50);
  });

  test('that never become whole are changed-on-disk, torn data is not shown', async () => {
    const { path, file, whole } = await torn();
    let length = whole.length / 2;
    const timer = setInterval(() => {
      length += 1;
      writeFileSync(file, whole.slice(0, length));
    }, 5);
    const store = await opened(path, 'json');
    const error: unknown = await store.getTemplate().catch((thrown: unknown) => thrown);
    clearInterval(timer);
    expect(error).toMatchObject({ error: { code: 'changed-on-disk', file: 'metadata.json' } });
  });

  test('that stay as they are are corrupt, named with the place', async () => {
    const { path } = await torn();
    await expect((await opened(path, 'json')).getTemplate()).rejects.toMatchObject({
      error: { code: 'corrupt-data', file: 'metadata.json' },
    });
    writeFileSync(join(path, 'parameters.json'), '');
    await expect((await opened(path, 'json')).getParameterData(0)).rejects.toThrow(
      'parameters.json is empty',
    );
  });

  test('a new state is seen by the next call, and replaced files too', async () => {
    const path = await writtenFolder(smallWorkflow({ values: [1, undefined] }), 'zarr');
    const store = await opened(path, 'zarr');
    expect(await store.isParameterSet(1)).toBe(false);
    const chunk = join(path, 'parameter_data/base');
    writeFileSync(join(chunk, `1.${'0'.repeat(32)}.partial`), 'half');
    expect(await store.isParameterSet(1)).toBe(false);
    writeFileSync(join(chunk, 'new'), readFileSync(join(chunk, '0')));
    renameSync(join(chunk, 'new'), join(chunk, '1'));
    expect(await store.getParameterData(1)).toEqual([true, 1]);
  });
});

describe('T24: traces of crashes', () => {
  test.each(STORE_NAMES)('%s: parameters without a source', async (name) => {
    const path = await writtenFolder(smallWorkflow({ values: [1, 2] }), name);
    if (name === 'json') rewrite(path, 'metadata.json', 'parameter_sources', new Map());
    else rewrite(path, 'parameter_data/sources/.zarray', 'shape', [0]);
    const store = await opened(path, name);
    expect([...(await store.getAllParameterData()).keys()]).toEqual([0, 1]);
    expect(await store.getParameterSources(Uint32Array.of(0))).toEqual([undefined]);
    await expect(store.getParameterSource(0)).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('run times that are shorter than the runs, or not there', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 3)] }), 'zarr');
    const times = join(path, 'element_data/task_0/EAR_times');
    for (const change of [
      () => rewrite(times, '.zarray', 'shape', [1, 2]),
      () => rmSync(times, { recursive: true }),
    ]) {
      change();
      const elements = await (await opened(path, 'zarr')).getTaskElements(0, 0, ALL);
      const runs = elements.map(({ iterations: [first] }) => first?.actions.get(0)?.[0]?.metadata);
      expect(runs.map((metadata) => metadata?.start_time)).toEqual([null, null, null]);
    }
  });

  test('task groups without a task, and tasks without a group', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 2), task(1, 3)] }), 'zarr');
    renameSync(join(path, 'element_data/task_1'), join(path, 'element_data/task_7'));
    const store = await opened(path, 'zarr');
    expect(await store.getAllTasksMetadata()).toEqual([
      { num_elements: 2, num_element_iterations: 2, num_EARs: 2 },
      { num_elements: 0, num_element_iterations: 0, num_EARs: 0 },
    ]);
    expect(await store.countTaskElements(1, 1)).toBe(0);
    expect((await readEverything(store)).elements.map(({ length }) => length)).toEqual([2, 0]);
  });

  test('an iteration that is not there', async () => {
    const tasks = [{ ...task(0, 2), iterations: [iteration(0)] }];
    for (const name of STORE_NAMES) {
      const store = await written({ tasks }, name);
      await expect(store.getTaskElements(0, 0, ALL)).rejects.toMatchObject({
        error: { code: 'corrupt-data' },
      });
      const problems: Problem[] = [];
      for await (const batch of store.taskElementBatches(0, 0, (problem) =>
        problems.push(problem),
      )) {
        expect(batch.map(({ iterations }) => iterations.length)).toEqual([1, 0]);
      }
      expect(problems.length).toBe(1);
    }
  });
});

describe('broken rows', () => {
  test('JSON: one element is told with its field, the others are read', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 3)] }), 'json');
    const file = join(path, 'metadata.json');
    const text = readFileSync(file, 'utf8');
    const second = text.lastIndexOf('"global_idx": 2');
    for (const [broken, message] of [
      ['"global_idx": [}', 'tasks.0.element_iterations.1'],
      [
        '"global_idx": "two"',
        'metadata.json at tasks.0.element_iterations.1.global_idx is no integer',
      ],
    ] as const) {
      writeFileSync(
        file,
        `${text.slice(0, second)}${broken}${text.slice(second + '"global_idx": 2'.length)}`,
      );
      const store = await opened(path, 'json');
      const problems: Problem[] = [];
      const counts: number[] = [];
      for await (const batch of store.taskElementBatches(0, 0, (problem) =>
        problems.push(problem),
      )) {
        counts.push(...batch.map(({ iterations }) => iterations.length));
      }
      expect(counts).toEqual([1, 0, 1]);
      expect(problems.map((problem) => problem.message)).toEqual([
        expect.stringContaining(message),
      ]);
    }
  });

  test('Zarr: a broken chunk is one problem, the elements are still counted', async () => {
    const path = await writtenFolder(smallWorkflow({ tasks: [task(0, 3)] }), 'zarr');
    writeFileSync(join(path, 'element_data/task_0/element_iters/0'), 'broken');
    const store = await opened(path, 'zarr');
    const problems: Problem[] = [];
    for await (const batch of store.taskElementBatches(0, 0, (problem) => problems.push(problem))) {
      expect(batch.length).toBe(3);
    }
    expect(problems).toEqual([
      expect.objectContaining({ file: 'element_data/task_0/element_iters/0' }),
    ]);
    await expect(store.getTaskElements(0, 0, ALL)).rejects.toThrow('element_iters/0');
  });

  test('documents that lack a member, or have another kind of it', async () => {
    for (const name of STORE_NAMES) {
      const file = name === 'json' ? 'metadata.json' : '.zattrs';
      const path = await writtenFolder(smallWorkflow(), name);
      rewrite(path, file, 'template', []);
      await expect((await opened(path, name)).getTemplate()).rejects.toThrow(
        `${file} at template is no map`,
      );
      edit(path, file, (document) => document.delete('template'));
      await expect((await opened(path, name)).getTemplate()).rejects.toThrow(
        `${file} lacks “template”`,
      );
    }
    const empty = join(await writtenFolder(smallWorkflow(), 'json'), '..', 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, '.zgroup'), '{}');
    await expect((await opened(empty, 'zarr')).getTemplate()).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });
});
