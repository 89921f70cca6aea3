import { describe, expect, test } from 'vitest';
import { Retrier, SkippedFile, WATCHED } from '../../../../electron/files/tree/retry.ts';
import { systemError, TestControl } from './tree-support.ts';

/** Fails so many times, then gives how often it was tried. */
function failing(code: string, times: number): () => number {
  let tries = 0;
  return () => {
    tries += 1;
    if (tries <= times) throw systemError(code);
    return tries;
  };
}

describe('what another program holds', () => {
  test('is waited for, and told of once that takes a moment', () => {
    const control = new TestControl();
    const retrier = new Retrier(WATCHED, control);
    expect(retrier.run(failing('EBUSY', 4), { path: 'a/b', canSkip: true })).toBe(5);
    expect(control.waitedFor).toEqual([
      { path: 'a/b', attempt: 4, attempts: 10, waitMs: 500, canSkip: true },
      { path: 'a/b', attempt: 5, attempts: 10, waitMs: 1000, canSkip: true },
    ]);
    expect(control.sleptMs).toBe(1620);
  });

  test('is given up in the end', () => {
    const control = new TestControl();
    const retrier = new Retrier(WATCHED, control);
    expect(() => retrier.run(failing('EBUSY', 99))).toThrow('EBUSY');
    expect(control.waitedFor.at(-1)).toMatchObject({ attempt: 10, attempts: 10, canSkip: false });
  });

  test('is left out when a person says so, where that is possible', () => {
    const control = new TestControl();
    control.isSkipping = true;
    const retrier = new Retrier(WATCHED, control);
    const skippable = { path: 'a', canSkip: true };
    expect(() => retrier.run(failing('EBUSY', 9), skippable)).toThrow(SkippedFile);
    expect(retrier.run(failing('EBUSY', 2), { path: 'a', canSkip: false })).toBe(3);
  });

  test.runIf(process.platform !== 'win32')('is no matter of permissions for long', () => {
    const control = new TestControl();
    expect(() => new Retrier(WATCHED, control).run(failing('EACCES', 99))).toThrow('EACCES');
    expect(control.waitedFor).toEqual([]);
    expect(control.sleptMs).toBe(120);
  });
});
