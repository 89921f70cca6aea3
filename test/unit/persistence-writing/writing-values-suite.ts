import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import { PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { toDict, toPy } from '../../../electron/sample/plain.ts';
import { created } from './created-workflow.ts';
import {
  ALL,
  addSmallTask,
  opened,
  QUICK,
  type StoreName,
  source,
  submission,
} from './new-workflow.ts';

async function iterationsOf(store: PersistentStore, element = 0) {
  const elements = await store.getTaskElements(0, 0, ALL, true);
  return elements[element]?.iterations ?? [];
}

/** What every store must do when it writes parameters, submissions and times of runs. */
export function writingValuesSuite(name: StoreName): void {
  const reopened = async (path: string): Promise<PersistentStore> =>
    (await opened(path, name)).store;

  describe(`${name}, values`, () => {
    test('addParameterData, addUnsetParameterData: indices follow each other', async () => {
      const { store, path } = await created(name);
      expect(await store.addParameterData(new PyFloat(1), source())).toBe(0);
      expect(await store.addUnsetParameterData(source({ a: 1 }))).toBe(1);
      // Made at once, they do not take the same index.
      const both = [store.addParameterData(2, source()), store.addParameterData(3, source())];
      expect(await Promise.all(both)).toEqual([2, 3]);
      const other = await reopened(path);
      expect([...(await other.getAllParameterData()).values()]).toEqual([
        [true, new PyFloat(1)],
        [false, null],
        [true, 2],
        [true, 3],
      ]);
      expect([...(await other.getParameterSource(1)).keys()]).toEqual([
        'a',
        'element_set_idx',
        'task_insert_ID',
        'type',
      ]);
    });

    test('addManyParameters is the same as one after the other', async () => {
      const [{ store }, one] = [await created(name), await created(name)];
      const values: (PyValue | undefined)[] = [1, undefined, null, 'x', toPy({ a: [1] })];
      const added = values.map((value, i) =>
        value === undefined ? { source: source({ i }) } : { value, source: source({ i }) },
      );
      expect(await store.addManyParameters(added)).toEqual([0, 1, 2, 3, 4]);
      for (const { value, source: from } of added) {
        if (value === undefined) await one.store.addUnsetParameterData(from);
        else await one.store.addParameterData(value, from);
      }
      expect(await store.getAllParameterData()).toEqual(await one.store.getAllParameterData());
      for (const i of values.keys()) {
        expect(await store.getParameterSource(i)).toEqual(await one.store.getParameterSource(i));
      }
    });

    test('setParameter sets once', async () => {
      const { store, path, context } = await created(name);
      await store.addUnsetParameterData(source());
      await store.addUnsetParameterData(source());
      await store.setParameter(0, null);
      expect(await (await reopened(path)).getParameterData(0)).toEqual([true, null]);
      await expect(store.setParameter(0, 1)).rejects.toThrow(
        'Parameter at index 0 is already set!',
      );
      await expect(store.setParameter(7, 1)).rejects.toMatchObject({
        pythonName: name === 'json' ? 'KeyError' : 'BoundsCheckError',
      });
      context.isInBatch = true;
      await store.setParameter(1, 'now');
      expect(await store.getParameterData(1)).toEqual([true, 'now']);
      // Zarr writes at once, also in a batch, and leaves nothing pending (FORMATS §9.4).
      expect(store.hasPending).toBe(name === 'json');
      expect(await (await reopened(path)).isParameterSet(1)).toBe(name === 'zarr');
    });

    test('addSubmission, appendSubmissionAttempt and what is set of jobscripts: setJobscriptVersionInfo, setJobscriptSubmitTime, setJobscriptJobID', async () => {
      const { store, path, context } = await created(name);
      await store.addSubmission(submission());
      context.isInBatch = true;
      await store.setJobscriptVersionInfo(0, 0, toPy({ shell_name: 'bash' }));
      await store.setJobscriptSubmitTime(0, 0, 1_683_000_000_000_123);
      await store.setJobscriptJobID(0, 0, '99');
      await store.appendSubmissionAttempt(0, [0]);
      await store.appendSubmissionAttempt(0, [1]);
      const [before] = await (await reopened(path)).getSubmissions();
      expect(before?.jobscripts[0]?.submit_time).toBe(null);
      await store.commitPending();
      const [after] = await (await reopened(path)).getSubmissions();
      expect(after?.jobscripts[0]?.submit_time).toBe(1_683_000_000_000_123);
      expect(after?.jobscripts[0]?.fields.get('scheduler_job_ID')).toBe('99');
      expect(after?.jobscripts[0]?.fields.get('version_info')).toEqual(
        toDict({ shell_name: 'bash' }),
      );
      expect(after?.fields.get('submission_attempts')).toEqual([[0], [1]]);
    });

    test('setEARSubmissionIndices: by the index of the action, seen while pending', async () => {
      const { store, path, context } = await created(name);
      await addSmallTask(store);
      context.isInBatch = true;
      await store.addSubmission(submission());
      await store.setEARSubmissionIndices(0, [[0, 1, 1, 0]]);
      const submissions = async (from: PersistentStore) =>
        (await from.getTaskElements(0, 0, ALL)).map(
          ({ iterations }) => iterations[0]?.actions.get(1)?.[0]?.metadata.submission_idx,
        );
      expect(await submissions(store)).toEqual([null, 0]);
      await store.commitPending();
      expect(await submissions(await reopened(path))).toEqual([null, 0]);
    });

    test('setEARStart, setEAREnd: the time is now, and shows once it is committed', async () => {
      let now = 1_683_000_000_123_456;
      const { store, path, context } = await created(name, { ...QUICK, now: () => now });
      await addSmallTask(store);
      await store.setEARStart(0, 1, 1, 0);
      context.isInBatch = true;
      now += 5_000_000;
      await store.setEAREnd(0, 1, 1, 0);
      const times = async (from: PersistentStore) => {
        const metadata = (await iterationsOf(from, 1))[0]?.actions.get(1)?.[0]?.metadata;
        return [metadata?.start_time, metadata?.end_time];
      };
      expect(await times(store)).toEqual([1_683_000_000_123_456, null]);
      await store.commitPending();
      expect(await times(await reopened(path))).toEqual([1_683_000_000_123_456, now]);
    });
  });
}

/** What only a JSON store must do: it numbers parameters itself. */
export function writingNumbersSuite(): void {
  const name = 'json';
  test('a new parameter never takes the number of one there (T7)', async () => {
    const { store, path } = await created(name);
    for (const value of [1, 2, 3]) await store.addParameterData(value, source());
    // As a crash or a person may leave it: three of them, and none with the number 1.
    for (const file of ['parameters.json', 'metadata.json']) {
      const text = readFileSync(join(path, file), 'utf8');
      writeFileSync(join(path, file), text.replace('"1":', '"7":'));
    }
    const other = (await opened(path, name)).store;
    expect(await other.addParameterData(4, source())).toBe(8);
    expect([...(await (await opened(path, name)).store.getAllParameterData())]).toEqual(
      [0, 2, 7, 8].map((index, at) => [index, [true, [1, 3, 2, 4][at]]]),
    );
  });
}
