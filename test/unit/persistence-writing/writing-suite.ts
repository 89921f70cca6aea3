import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import { toDict } from '../../../electron/sample/plain.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { created } from './created-workflow.ts';
import {
  ALL,
  addSmallTask,
  CREATION_INFO,
  element,
  elementSet,
  emptyWorkflow,
  iteration,
  opened,
  QUICK,
  run,
  STORES,
  type StoreName,
  source,
  task,
} from './new-workflow.ts';

async function iterationsOf(store: PersistentStore, element = 0) {
  const elements = await store.getTaskElements(0, 0, ALL, true);
  return elements[element]?.iterations ?? [];
}

/** What every store must do when it writes. */
export function writingSuite(name: StoreName): void {
  /** What another store object reads from the disk. */
  const reopened = async (path: string): Promise<PersistentStore> =>
    (await opened(path, name)).store;

  describe(name, () => {
    test('writeEmptyWorkflow makes a workflow that can be opened', async () => {
      const { store, path } = await created(name);
      expect(await store.getCreationInfo()).toEqual(toDict(CREATION_INFO));
      expect(await store.getNumAddedTasks()).toBe(0);
      expect(await store.getLoops()).toEqual([]);
      expect(await store.getSubmissions()).toEqual([]);
      expect(await store.getAllTasksMetadata()).toEqual([]);
      expect(await store.checkParametersExist([0])).toEqual([false]);
      await expect(
        STORES[name].writeEmptyWorkflow(emptyWorkflow(path), QUICK),
      ).rejects.toMatchObject({ error: { code: 'refused' } });
    });

    test('writeEmptyWorkflow treats missing parents as hpcflow does', async () => {
      const path = join(temporaryFolder(), 'a', 'b');
      const made = STORES[name].writeEmptyWorkflow(emptyWorkflow(path), QUICK);
      if (name === 'zarr') await made;
      else await expect(made).rejects.toMatchObject({ error: { code: 'not-found' } });
      expect(existsSync(path)).toBe(name === 'zarr');
      expect(existsSync(dirname(path))).toBe(name === 'zarr');
    });

    test('writeEmptyWorkflow does not write into another file or store', async () => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'there'));
      const made = STORES[name].writeEmptyWorkflow(emptyWorkflow(join(folder, 'there')), QUICK);
      if (name === 'zarr') await made;
      else await expect(made).rejects.toMatchObject({ pythonName: 'FileExistsError' });
    });

    test('addTemplateComponents: the first addition replaces, later ones do not', async () => {
      const { store, path, context } = await created(name);
      await store.addTemplateComponents(toDict({ parameters: { a: { v: 1 } }, none: {} }));
      context.isInBatch = true;
      await store.addTemplateComponents(toDict({ parameters: { a: { v: 2 }, b: { v: 3 } } }));
      await store.addTemplateComponents(toDict({ parameters: { b: { v: 4 }, c: { v: 5 } } }));
      const expected = { a: { v: 2 }, b: { v: 3 }, c: { v: 5 } };
      const components = await store.getTemplateComponents();
      expect(components.get('parameters')).toEqual(toDict(expected));
      expect((await (await reopened(path)).getTemplateComponents()).get('parameters')).toEqual(
        toDict({ a: { v: 1 } }),
      );
      await store.commitPending();
      expect((await (await reopened(path)).getTemplateComponents()).get('parameters')).toEqual(
        toDict(expected),
      );
    });

    test('addEmptyTask, addElementSet: tasks in template order, sets in theirs', async () => {
      const { store, path, context } = await created(name);
      await store.addEmptyTask(0, task(0));
      context.isInBatch = true;
      await store.addEmptyTask(0, task(1));
      expect(await store.getNumAddedTasks()).toBe(2);
      // Task 0 is the second one from now on.
      await store.addElementSet(1, elementSet(0, 0));
      await expect(store.addElementSet(2, elementSet(0, 0))).rejects.toMatchObject({
        pythonName: 'IndexError',
      });
      await store.commitPending();
      const template = await (await reopened(path)).getTemplate();
      expect(template.get('tasks')).toEqual([
        task(1),
        new Map([...task(0), ['element_sets', [elementSet(0, 0)]]]),
      ]);
      expect(await (await reopened(path)).getNumAddedTasks()).toBe(2);
    });

    test('addElements, addEARs: seen while pending, and by others after the commit', async () => {
      const { store, path, context } = await created(name);
      context.isInBatch = true;
      await addSmallTask(store);
      const pending = await store.getTaskElements(0, 0, ALL, true);
      expect(pending.map(({ iterations_idx }) => iterations_idx)).toEqual([[0], [1]]);
      expect(pending[1]?.iterations[0]?.EARs_initialised).toBe(true);
      expect(pending[1]?.iterations[0]?.actions.get(1)?.[0]?.index).toBe(1);
      await expect(
        reopened(path).then((other) => other.getTaskElements(0, 0, ALL)),
      ).rejects.toMatchObject({ pythonName: 'IndexError' });
      await store.commitPending();
      expect(await (await reopened(path)).getTaskElements(0, 0, ALL, true)).toEqual(pending);
      expect(await (await reopened(path)).getAllTasksMetadata()).toEqual([
        { num_elements: 2, num_element_iterations: 2, num_EARs: 2 },
      ]);
    });

    test('addElements without a batch: each call is committed', async () => {
      const { store, path } = await created(name);
      await addSmallTask(store);
      await store.addElements(0, 0, [element([2])], [iteration(7)]);
      const found = await (await reopened(path)).getTaskElements(0, 0, {
        start: 2,
        stop: 3,
        step: 1,
      });
      expect(found.map(({ iterations }) => iterations[0]?.global_idx)).toEqual([7]);
      expect(store.hasPending).toBe(false);
    });

    test('addElementIterations: more iterations of elements, committed or not', async () => {
      const { store, path, context } = await created(name);
      await addSmallTask(store);
      context.isInBatch = true;
      await store.addElementIterations(0, 0, [iteration(5)], new Map([[1, [2]]]));
      await store.addElements(0, 0, [element([3])], [iteration(6)]);
      await store.addElementIterations(0, 0, [iteration(8)], new Map([[2, [4]]]));
      const expected = [[0], [1, 2], [3, 4]];
      const indices = async (from: PersistentStore) =>
        (await from.getTaskElements(0, 0, ALL, true)).map((one) => one.iterations_idx);
      expect(await indices(store)).toEqual(expected);
      // Reading again changes nothing (hpcflow's Zarr store: T3).
      expect(await indices(store)).toEqual(expected);
      await store.commitPending();
      expect(await indices(await reopened(path))).toEqual(expected);
    });

    test('taskIterations: all of a task, those of no element and pending ones included', async () => {
      const { store, context } = await created(name);
      await addSmallTask(store);
      context.isInBatch = true;
      await store.addElementIterations(0, 0, [iteration(5)], new Map());
      const found = await store.taskIterations(0, 0);
      expect(found.map(({ index, global_idx }) => [index, global_idx])).toEqual([
        [0, 0],
        [1, 1],
        [2, 5],
      ]);
    });

    test('addLoop, updateLoopNumAddedIters: the iterations there are the first', async () => {
      const { store, path, context } = await created(name);
      await addSmallTask(store);
      const loop = (loopName: string) =>
        toDict({ name: loopName, task_insert_IDs: [0], num_iterations: 2 });
      await store.addLoop([0], loop('L1'), toDict({}));
      context.isInBatch = true;
      await store.addElementIterations(0, 0, [iteration(9, { L1: 1 })], new Map([[0, [2]]]));
      await store.updateLoopNumAddedIters(0, 2);
      await store.addLoop([0], loop('L2'), toDict({ p: { input_task: 0, output_tasks: [0] } }));
      const expected = [
        { L1: 0, L2: 0 },
        { L1: 1, L2: 0 },
      ];
      expect((await iterationsOf(store)).map(({ loop_idx }) => loop_idx)).toEqual(expected);
      await expect(store.addLoop([0], loop('L2'), toDict({}))).rejects.toMatchObject({
        pythonName: 'ValueError',
      });
      await store.commitPending();
      const other = await reopened(path);
      expect((await iterationsOf(other)).map(({ loop_idx }) => loop_idx)).toEqual(expected);
      expect((await other.getTemplate()).get('loops')).toEqual([loop('L1'), loop('L2')]);
      expect(await other.getLoops()).toEqual([
        toDict({ num_added_iterations: 2, iterable_parameters: {} }),
        toDict({
          num_added_iterations: 1,
          iterable_parameters: { p: { input_task: 0, output_tasks: [0] } },
        }),
      ]);
    });

    test('save commits outside of a batch, and does nothing in one', async () => {
      const { store, path, context } = await created(name);
      context.isInBatch = true;
      await store.addEmptyTask(0, task(0));
      await store.save();
      expect(await (await reopened(path)).getNumAddedTasks()).toBe(0);
      expect(store.hasPending).toBe(true);
      context.isInBatch = false;
      await store.save();
      expect(await (await reopened(path)).getNumAddedTasks()).toBe(1);
      expect(store.hasPending).toBe(false);
    });

    test('commitPending names what is not there, writes nothing then, and keeps all pending', async () => {
      const { store, path, context } = await created(name);
      await addSmallTask(store);
      context.isInBatch = true;
      await store.addEmptyTask(1, task(1));
      await store.setEARStart(9, 0, 0, 0);
      await expect(store.commitPending()).rejects.toMatchObject({
        pythonName: name === 'json' ? 'TypeError' : 'AttributeError',
      });
      expect(store.hasPending).toBe(true);
      expect(await (await reopened(path)).getNumAddedTasks()).toBe(1);
    });

    test('rejectPending, clearPending: nothing is left of what was pending', async () => {
      const { store, path, context } = await created(name);
      await store.addParameterData(1, source());
      context.isInBatch = true;
      await addSmallTask(store);
      expect(await store.addParameterData([1], source())).toBe(1);
      await store.rejectPending();
      expect(store.hasPending).toBe(false);
      expect(await store.getNumAddedTasks()).toBe(0);
      expect(await (await reopened(path)).checkParametersExist([0, 1])).toEqual([true, false]);
      expect(await store.addParameterData(2, source())).toBe(1);
      await store.addEmptyTask(0, task(0));
      store.clearPending();
      expect(store.hasPending).toBe(false);
      expect(await store.getNumAddedTasks()).toBe(0);
    });

    test('cachedLoad: later reads in the scope see what was committed in it', async () => {
      const { store, path } = await created(name);
      await store.cachedLoad(async () => {
        await addSmallTask(store);
        expect(await store.getNumAddedTasks()).toBe(1);
        expect((await store.getTaskElements(0, 0, ALL)).length).toBe(2);
        // Another store's commit is not seen.
        await (await reopened(path)).addLoop(
          [0],
          toDict({ name: 'L', task_insert_IDs: [0] }),
          toDict({}),
        );
        expect(await store.getLoops()).toEqual([]);
        expect(await store.isModifiedOnDisk()).toBe(true);
      });
      expect((await store.getLoops()).length).toBe(1);
    });

    test('copy: the same in another place, which must be free', async () => {
      const { store, path } = await created(name);
      await addSmallTask(store);
      const target = `${path}_copy`;
      await store.copy(target);
      const other = await opened(target, name);
      expect(await other.store.getTaskElements(0, 0, ALL)).toEqual(
        await store.getTaskElements(0, 0, ALL),
      );
      await expect(store.copy(target)).rejects.toMatchObject({ pythonName: 'FileExistsError' });
    });

    test('delete: only y deletes', async () => {
      let answer = '';
      const questions: string[] = [];
      const confirm = async (question: string): Promise<string> => {
        questions.push(question);
        return answer;
      };
      const { store, path } = await created(name, { ...QUICK, confirm });
      for (const no of ['', 'n', 'yes', 'yy', 'Yes', ' no ']) {
        answer = no;
        await store.delete();
        expect(existsSync(path), `after “${no}”`).toBe(true);
      }
      answer = ' Y\n';
      await store.delete();
      expect(existsSync(path)).toBe(false);
      expect(questions[0]).toContain(path);
    });

    test('deleteNoConfirm: the folder is gone, what is beside it stays', async () => {
      const { store, path } = await created(name);
      mkdirSync(`${path}.other`);
      await store.deleteNoConfirm();
      expect(existsSync(path)).toBe(false);
      expect(existsSync(`${path}.other`)).toBe(true);
      expect(await store.exists()).toBe(false);
    });

    test('runs of an iteration may be added with rows beyond those there are', async () => {
      const { store, path } = await created(name);
      await addSmallTask(store);
      await store.addElements(0, 0, [element([2])], [iteration(3)]);
      await store.addEARs(
        0,
        0,
        2,
        new Map([
          [0, [run(2)]],
          [4, [run(3)]],
        ]),
        new Map(),
      );
      const found = await (await reopened(path)).getTaskElements(0, 0, ALL);
      expect([...(found[2]?.iterations[0]?.actions.keys() ?? [])]).toEqual([0, 4]);
      expect((await (await reopened(path)).getAllTasksMetadata())[0]?.num_EARs).toBe(4);
    });
  });
}
