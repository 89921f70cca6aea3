import { expect, test, vi } from 'vitest';
import { SharedTask } from '../../../electron/workers/shared-task.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';

function context(signal = new AbortController().signal) {
  return { signal, reportProgress: vi.fn<CallContext['reportProgress']>() };
}

/** Work whose end the test decides. */
function work() {
  const runs: { resolve: (value: number) => void; reject: (e: Error) => void; own: CallContext }[] =
    [];
  const task = new SharedTask<number>(
    (own) => new Promise((resolve, reject) => runs.push({ resolve, reject, own })),
  );
  return { task, runs };
}

test('callers share one run, its progress and its result', async () => {
  const { task, runs } = work();
  const [first, second] = [context(), context()];
  const answers = [task.get(first), task.get(second)];
  runs[0]?.own.reportProgress({ phase: 'x', done: 1 });
  runs[0]?.resolve(7);
  expect(await Promise.all(answers)).toEqual([7, 7]);
  expect(await task.get(context())).toBe(7);
  expect(runs).toHaveLength(1);
  expect(first.reportProgress).toHaveBeenCalledWith({ phase: 'x', done: 1 });
  expect(second.reportProgress).toHaveBeenCalledOnce();
});

test('one who cancels leaves; the others get the result', async () => {
  const { task, runs } = work();
  const controller = new AbortController();
  const report = (): void => undefined;
  // The same function twice: two callers all the same.
  const leaving = task.get({ signal: controller.signal, reportProgress: report });
  const staying = task.get({ signal: new AbortController().signal, reportProgress: report });
  controller.abort();
  await expect(leaving).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(runs[0]?.own.signal.aborted).toBe(false);
  runs[0]?.resolve(1);
  expect(await staying).toBe(1);
});

test('when all have left the work is stopped, and done anew for the next', async () => {
  const { task, runs } = work();
  const controller = new AbortController();
  const leaving = task.get(context(controller.signal));
  controller.abort();
  await expect(leaving).rejects.toMatchObject({ error: { code: 'cancelled' } });
  expect(runs[0]?.own.signal.aborted).toBe(true);
  const next = task.get(context());
  runs[0]?.resolve(1);
  runs[1]?.resolve(2);
  expect(await next).toBe(2);
  expect(await task.get(context())).toBe(2);
});

test('work that failed is done anew', async () => {
  const { task, runs } = work();
  const failing = task.get(context());
  runs[0]?.reject(new Error('no'));
  await expect(failing).rejects.toThrow('no');
  const next = task.get(context());
  runs[1]?.resolve(3);
  expect(await next).toBe(3);
});

test('an aborted caller starts nothing', async () => {
  const { task, runs } = work();
  const controller = new AbortController();
  controller.abort();
  await expect(task.get(context(controller.signal))).rejects.toThrow('cancelled');
  expect(runs).toHaveLength(0);
});
