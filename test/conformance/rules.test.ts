import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareWorkflow, type Section } from '../../electron/conformance/compare-workflow.ts';
import { encodeCounts, encodeElement } from '../../electron/conformance/encode-records.ts';
import type { Findings, RuleName } from '../../electron/conformance/findings.ts';
import { toBlosc } from '../../electron/persistence/blosc-write.ts';
import { PySet, PyTuple, type PyValue } from '../../electron/persistence/values.ts';
import { MemoryArray } from '../../electron/sample/memory-array.ts';
import { type Plain, toPy } from '../../electron/sample/plain.ts';
import { edit, rewrite } from '../unit/persistence/rewrite-document.ts';
import {
  ALL,
  iteration,
  opened,
  type SmallWorkflow,
  type StoreName,
  smallWorkflow,
  task,
  writtenFolder,
} from '../unit/persistence/small-workflow.ts';

/** What one section of a truth says, compared with a folder. */
async function compared(path: string, section: Section, says: Plain): Promise<Findings> {
  return compareWorkflow(path, new Map([[section, toPy(says)]]), [section]);
}

async function expectRule(
  path: string,
  section: Section,
  says: Plain,
  rules: Partial<Record<RuleName, number>>,
): Promise<void> {
  const { differences, rules: followed } = await compared(path, section, says);
  expect(differences.filter((line) => !line.includes('not known'))).toEqual([]);
  expect(Object.fromEntries(followed)).toEqual(rules);
}

async function expectDifference(path: string, section: Section, says: Plain): Promise<void> {
  expect((await compared(path, section, says)).differences).not.toEqual([]);
}

const folder = (options: SmallWorkflow, store: StoreName): Promise<string> =>
  writtenFolder(smallWorkflow(options), store);
const raises = (text: string): Plain => ({ raises: text });

describe('rule T4: more than ten tasks', () => {
  const tasks = Array.from({ length: 12 }, (_, id) => task(id, id + 1));
  const inTextOrder = [0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9];
  const counts = (id: number): Plain => ({
    num_elements: id + 1,
    num_element_iterations: id + 1,
    num_EARs: id + 1,
  });

  test('counts in the text order of group names', async () => {
    const path = await folder({ tasks }, 'zarr');
    await expectRule(path, 'get_all_tasks_metadata', inTextOrder.map(counts), { T4: 1 });
    await expectDifference(
      path,
      'get_all_tasks_metadata',
      tasks.map((_, id) => counts(id)),
    );
    const json = await folder({ tasks }, 'json');
    await expectRule(
      json,
      'get_all_tasks_metadata',
      tasks.map((_, id) => counts(id)),
      {},
    );
    await expectDifference(json, 'get_all_tasks_metadata', inTextOrder.map(counts));
  });

  test('elements cut off, and iterations taken for pending ones', async () => {
    // Task 3 is believed to have the 12 elements of task 11, task 10 the 8 of task 8 …
    const path = await folder({ tasks }, 'zarr');
    const store = await opened(path, 'zarr');
    const says: PyValue[] = [];
    for (const [index, id] of inTextOrder.entries()) {
      const elements = await store.getTaskElements(index, index, { ...ALL, stop: id + 1 });
      says.push(elements.map((element) => encodeElement(element, 'datetime64')));
    }
    // Tasks 4 … 11 hold more elements than hpcflow takes from them.
    await expectRule(path, 'get_task_elements', says, { T4: 8 });
    const slice = { task_idx: 9, selection: [1, 10, 2] };
    const odd = await store.getTaskElements(9, 9, { start: 1, stop: 8, step: 2 });
    const result = odd.map((element) => encodeElement(element, 'datetime64'));
    await expectRule(path, 'get_task_elements_slices', [{ ...slice, result }], { T4: 1 });
    await expectDifference(path, 'get_task_elements_slices', [
      { ...slice, result: result.slice(1) },
    ]);
  });
});

describe('rule T6: a loop that was not saved', () => {
  const looped: SmallWorkflow = {
    tasks: [{ ...task(0, 1), iterations: [iteration(0, { loop_idx: { outer: 0 } })] }],
    templateLoops: [{ name: 'outer', task_insert_IDs: [0], num_iterations: 2 }],
  };
  const error = [raises('IndexError: list index out of range')];

  test('explains an IndexError, where a pair is beyond the table', async () => {
    const path = await folder(looped, 'zarr');
    await expectDifference(path, 'get_task_elements', error);
    rewrite(join(path, 'element_data/task_0/element_iters'), '.zattrs', 'loops', []);
    await expectRule(path, 'get_task_elements', error, { T6: 1 });
    await expectDifference(path, 'get_task_elements', [raises('KeyError: 0')]);
    await expectDifference(await folder(looped, 'json'), 'get_task_elements', error);
  });
});

describe('rule T7: gaps in the parameter indices', () => {
  test('explain a KeyError for all parameters at once', async () => {
    const path = await folder({ values: [1, 2, 3] }, 'json');
    await expectDifference(path, 'get_all_parameter_data', raises("KeyError: '1'"));
    edit(path, 'parameters.json', (document) => document.delete('1'));
    await expectRule(path, 'get_all_parameter_data', raises("KeyError: '1'"), { T7: 1 });
    const single = {
      0: { is_set: true, value: 1 },
      1: raises("KeyError: '1'"),
      2: { is_set: true, value: 3 },
    };
    await expectRule(path, 'get_parameter_data', single, {});
  });

  test('no parameters at all explain a ValueError', async () => {
    const error = raises('ValueError: max() arg is an empty sequence');
    await expectRule(await folder({ values: [] }, 'json'), 'get_all_parameter_data', error, {
      T7: 1,
    });
    await expectDifference(await folder({ values: [] }, 'zarr'), 'get_all_parameter_data', error);
  });
});

describe('rule T8: arrays that are gone', () => {
  test('explain an AttributeError, and None in their place', async () => {
    const values = [new Map<string, PyValue>([['a', new MemoryArray('<f8', [2], (i) => i)]]), 1];
    const path = await folder({ values }, 'zarr');
    const error = raises("AttributeError: 'NoneType' object has no attribute 'get'");
    const one = { 1: { is_set: true, value: 1 } };
    await expectDifference(path, 'get_parameter_data', { 0: error, ...one });
    rmSync(join(path, 'parameter_data/arrays/param_0/arr_0'), { recursive: true });
    await expectRule(path, 'get_parameter_data', { 0: error, ...one }, { T8: 1 });
    await expectRule(
      path,
      'get_parameter_data',
      { 0: { is_set: true, value: { a: null } }, ...one },
      { T8: 1 },
    );
    await expectRule(path, 'get_all_parameter_data', error, { T8: 1 });
    await expectDifference(path, 'get_parameter_data', { 0: one[1], 1: error });
  });
});

describe('rule T10: map keys that were numbers', () => {
  test('explain a ValueError of a Zarr chunk', async () => {
    const path = await folder({ values: ['x', 'y'] }, 'zarr');
    const error = raises('ValueError: int is not allowed for map key when strict_map_key=True');
    const other = { is_set: true, value: 'y' };
    await expectDifference(path, 'get_parameter_data', { 0: error, 1: other });
    const chunk = Buffer.from('9382a4646174618107a161ab747970655f6c6f6f6b757080a27c4f9101', 'hex');
    writeFileSync(join(path, 'parameter_data/base/0'), await toBlosc(chunk, 1));
    await expectRule(path, 'get_parameter_data', { 0: error, 1: other }, { T10: 1 });
    await expectRule(path, 'is_parameter_set', { 0: error, 1: true }, { T10: 1 });
  });

  test('explain a KeyError of a JSON value with a tuple behind them', async () => {
    const path = await folder({ values: ['x'] }, 'json');
    const error = { 0: raises('KeyError: 1') };
    await expectDifference(path, 'get_parameter_data', error);
    edit(path, 'parameters.json', (document) =>
      document.set('0', toPy({ data: { 1: [5] }, type_lookup: { tuples: [[1]], sets: [] } })),
    );
    await expectRule(path, 'get_parameter_data', error, { T10: 1 });
  });
});

describe('rule T11: tuples that directly hold sets', () => {
  const error = { 0: raises("TypeError: 'tuple' object does not support item assignment") };

  test.each(['json', 'zarr'] as const)('explain a TypeError, in %s', async (store) => {
    const path = await folder({ values: [new PyTuple([new PySet([1])])] }, store);
    await expectRule(path, 'get_parameter_data', error, { T11: 1 });
    const deeper = await folder({ values: [new PyTuple([[new PySet([1])]])] }, store);
    await expectDifference(deeper, 'get_parameter_data', error);
  });
});

describe('rule T24: traces of a crash', () => {
  test('groups without a task, and a task without its group', async () => {
    const path = await folder({ tasks: [task(0, 1), task(1, 2)] }, 'zarr');
    const counts = (n: number): PyValue =>
      encodeCounts({ num_elements: n, num_element_iterations: n, num_EARs: n });
    await expectRule(path, 'get_all_tasks_metadata', [counts(1), counts(2)], {});
    renameSync(join(path, 'element_data/task_1'), join(path, 'element_data/task_5'));
    await expectRule(path, 'get_all_tasks_metadata', [counts(1), counts(2)], { T24: 1 });
    const element = await (await opened(path, 'zarr')).getTaskElements(0, 0, ALL);
    const error = raises("AttributeError: 'NoneType' object has no attribute 'get'");
    const says = [element.map((item) => encodeElement(item, 'datetime64')), error];
    await expectRule(path, 'get_task_elements', says, { T24: 1 });
    await expectDifference(path, 'get_task_elements', [error, error]);
  });
});
