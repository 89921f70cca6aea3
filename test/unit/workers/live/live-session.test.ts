import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { lookAt } from '../../../../electron/files/file-state.ts';
import { writeGen1 } from '../../../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../../../electron/sample/parameter-study.ts';
import { openSession } from '../../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import { countOf, type RunStatus } from '../../../../shared/model/status.ts';
import {
  runningStudy,
  withEnded,
  withoutArrays,
  writtenStudy,
} from '../../../support/running-study.ts';
import { opened } from '../../persistence-writing/new-workflow.ts';
import { temporaryFolder } from '../../sample/temporary-folder.ts';
import { treeOf } from '../study-folder.ts';

// Files and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflow = { workflowId: 'w' };

/** The run of element 2, as hpcflow names it: task insert ID, iteration, action, run. */
const RUN = [0, 2, 0, 0] as const;

/** A session that counts its calls to the file system at each check. */
async function open(path: string) {
  let looks = 0;
  const session = await openSession(path, undefined, (at) => {
    looks += 1;
    return lookAt(at);
  });
  onTestFinished(() => session.close());
  const check = async (isForced = false) => {
    looks = 0;
    const found = await session.handlers['workflow.checkFiles']({ ...workflow, isForced }, context);
    expect(looks).toBeLessThan(20);
    return found;
  };
  return { session, check, looks: () => looks };
}

async function count({ handlers }: WorkflowSession, status: RunStatus): Promise<number> {
  return countOf((await handlers['workflow.readCounts'](workflow, context)).all, status);
}

/** Checks until nothing new is found: what was written a moment ago is read twice. */
async function settle(check: () => Promise<{ readonly revision: number }>): Promise<number> {
  let before = -1;
  for (;;) {
    const { revision } = await check();
    if (revision === before) return revision;
    before = revision;
  }
}

describe.each(['json', 'zarr'] as const)('a running workflow of GEN1, %s', (store) => {
  test('is read anew with every start, end and value that its jobs write', async () => {
    const path = join(temporaryFolder(), 'study');
    await writeGen1(path, parameterStudy({ elements: 4, hasRun: false }), store);
    const { session, check } = await open(path);
    expect(await count(session, 'running')).toBe(0);
    const unread = await settle(check);

    const { store: writer } = await opened(path, store);
    await writer.setEARStart(...RUN);
    expect((await check()).revision).toBeGreaterThan(unread);
    expect(await count(session, 'running')).toBe(1);
    const started = await settle(check);

    const { data } = await session.handlers['runs.read'](
      { ...workflow, taskInsertId: 0, element: 2, iteration: 0, action: 0, attempt: 0 },
      context,
    );
    const output = data.find(({ path: name }) => name === 'outputs.state')?.parameter ?? -1;
    await writer.setParameter(output, 'a state');
    expect((await check()).revision).toBeGreaterThan(started);
    const value = await session.handlers['parameters.readText'](
      { ...workflow, parameter: output, path: [], as: 'json' },
      context,
    );
    expect(value.text).toContain('a state');

    await writer.setEAREnd(...RUN);
    await check();
    expect(await count(session, 'complete')).toBe(1);
    expect(await check()).toMatchObject({ state: 'as-read' });
  });
});

describe.each([
  ['gen3', 'zarr', 'in-place'],
  ['gen3', 'zarr', 'replaced'],
  ['gen3', 'json', 'in-place'],
  ['gen4', 'zarr', 'in-place'],
  ['gen4', 'zarr', 'replaced'],
  ['gen4', 'json', 'in-place'],
] as const)('a running workflow of %s, %s, files %s', (layout, store, manner) => {
  test('is read anew when runs end, and nothing is written into it', async () => {
    const study = store === 'json' ? withoutArrays(runningStudy()) : runningStudy();
    const { path, become } = await writtenStudy(temporaryFolder(), study, layout, store);
    const { session, check } = await open(path);
    const running = await count(session, 'running');
    const failed = await count(session, 'error');
    expect(running).toBeGreaterThan(0);
    const before = await settle(check);

    expect(
      await become(
        withEnded(study, () => 3),
        manner,
      ),
    ).toBeGreaterThan(0);
    const written = treeOf(path);
    let polls = 0;
    for (let revision = before; revision === before; polls += 1)
      revision = (await check()).revision;
    expect(polls).toBeLessThan(4);
    expect(await count(session, 'running')).toBe(0);
    expect(await count(session, 'error')).toBe(failed + running);
    await settle(check);
    expect(treeOf(path)).toEqual(written);
  });
});

describe('a document that is half-written', () => {
  test('is never shown, and is read when it is whole', async () => {
    const path = join(temporaryFolder(), 'study');
    await writeGen1(path, parameterStudy({ elements: 4, hasRun: false }), 'json');
    const { session, check } = await open(path);
    expect(await count(session, 'pending')).toBe(4);
    const before = await settle(check);

    const { store: writer } = await opened(path, 'json');
    await writer.setEARStart(...RUN);
    const file = join(path, 'metadata.json');
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    expect(await check()).toMatchObject({
      state: 'being-written',
      revision: before,
      error: { code: 'corrupt-data', file: 'metadata.json' },
    });
    expect(await count(session, 'pending')).toBe(4);

    writeFileSync(file, whole);
    expect(await check()).toMatchObject({ state: 'as-read', revision: before + 1 });
    expect(await count(session, 'running')).toBe(1);
  });

  test('is read once more when it is whole a moment later', async () => {
    const path = join(temporaryFolder(), 'study');
    await writeGen1(path, parameterStudy({ elements: 4, hasRun: false }), 'json');
    const { session, check } = await open(path);
    await count(session, 'pending');
    const file = join(path, 'metadata.json');
    const whole = readFileSync(file);
    writeFileSync(file, '');
    setTimeout(() => writeFileSync(file, whole), 30);
    expect(await check()).toMatchObject({ state: 'as-read' });
    expect(await count(session, 'pending')).toBe(4);
  });
});

test('a chunk that is half-written is no data and no damage until it has stayed so', async () => {
  const study = runningStudy();
  const { path, become } = await writtenStudy(temporaryFolder(), study, 'gen4', 'zarr');
  const { session, check } = await open(path);
  const running = await count(session, 'running');
  const before = await settle(check);
  const ended = withEnded(study, () => 0);
  const id = study.runs.find(({ id_ }) => ended.runs[id_] !== study.runs[id_])?.id_ ?? -1;
  const chunk = join(path, 'metadata', 'runs', `${Math.floor(id / 1000)}`, `${id % 1000}`);
  await become(ended, 'in-place');
  const whole = readFileSync(chunk);
  writeFileSync(chunk, whole.subarray(0, whole.length - 7));
  for (const _ of [1, 2]) {
    expect(await check(true)).toMatchObject({ state: 'being-written', revision: before });
    const counts = await session.handlers['workflow.readCounts'](workflow, context);
    expect(counts.problems).toEqual([]);
    expect(countOf(counts.all, 'running')).toBe(running);
  }
  const damaged = await check(true);
  expect(damaged).toMatchObject({ state: 'as-read', revision: before + 1 });
  const counts = await session.handlers['workflow.readCounts'](workflow, context);
  expect(counts.problems).toHaveLength(1);
  writeFileSync(chunk, whole);
  await check(true);
  const after = await session.handlers['workflow.readCounts'](workflow, context);
  expect(after.problems).toEqual([]);
  expect(countOf(after.all, 'running')).toBe(0);
});

test('a folder that is gone is told, and read again when it is back', async () => {
  const path = join(temporaryFolder(), 'study');
  await writeGen1(path, parameterStudy({ elements: 4, failedPart: 0 }), 'zarr');
  const { session, check } = await open(path);
  expect(await count(session, 'complete')).toBe(4);
  const before = await settle(check);
  renameSync(path, `${path}-elsewhere`);
  expect(await check()).toMatchObject({ state: 'gone', revision: before });
  expect(await count(session, 'complete')).toBe(4);
  await writeGen1(path, parameterStudy({ elements: 7, failedPart: 0 }), 'json');
  expect(await check()).toMatchObject({ state: 'as-read', revision: before + 1 });
  expect(await count(session, 'complete')).toBe(7);
  rmSync(path, { recursive: true });
  expect(await check()).toMatchObject({ state: 'gone' });
});

test('who asks for it has everything read anew though nothing was written', async () => {
  const path = join(temporaryFolder(), 'study');
  await writeGen1(path, parameterStudy({ elements: 4, failedPart: 0 }), 'json');
  const { session, check } = await open(path);
  await count(session, 'complete');
  const before = await settle(check);
  const both = await Promise.all([check(), check(true)]);
  expect(both.map(({ revision }) => revision)).toEqual([before, before + 1]);
});

test('a value that is half-written is said to be being written, and is shown when it is whole', async () => {
  const study = runningStudy();
  const { path, become } = await writtenStudy(temporaryFolder(), study, 'gen4', 'zarr');
  const { session, check } = await open(path);
  await count(session, 'running');
  await settle(check);
  const chunk = join(path, 'parameters', 'base', '1');
  const whole = readFileSync(chunk);
  const read = () =>
    session.handlers['parameters.readText'](
      { ...workflow, parameter: 1, path: [], as: 'json' },
      context,
    );
  const { text } = await read();
  await become(
    withEnded(study, () => 0),
    'in-place',
  );
  await check(true);
  await check();
  writeFileSync(chunk, whole.subarray(0, whole.length - 3));
  await expect(read()).rejects.toMatchObject({
    error: { code: 'changed-on-disk', message: expect.stringContaining('is being written') },
  });
  setTimeout(() => writeFileSync(chunk, whole), 30);
  expect((await read()).text).toBe(text);
});
