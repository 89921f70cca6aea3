import { expect, test } from 'vitest';
import { lastErrorLine, normalisedLine } from '../../../../electron/workers/reasons/error-line.ts';

test('the last line that tells the cause, past what wrappers add', () => {
  expect(
    lastErrorLine("Traceback (most recent call last):\n  x\n  ^^^\nKeyError: 'phase'\n\n"),
  ).toBe("KeyError: 'phase'");
  const killed = [
    'increment 132 of 400',
    'slurmstepd: error: Detected 1 oom_kill event in StepId=4815162.37.',
    'srun: error: cn-0214: task 0: Out Of Memory',
    'js_3.sh: line 61: 48213 Killed   DAMASK_grid',
  ].join('\n');
  expect(lastErrorLine(killed)).toMatch(/oom_kill event/);
  expect(lastErrorLine('js_3.sh: line 61: 48213 Killed   DAMASK_grid\n')).toMatch(/Killed/);
  expect(lastErrorLine('\u001b[31mfatal\u001b[0m\n')).toBe('fatal');
  expect(lastErrorLine('\n \n')).toBeUndefined();
});

test.each([
  ['error in element 12 after 3.5e-3 s', 'error in element 117 after 12 s'],
  ['cannot open /home/a/run/e_1/geom.vti', 'cannot open /scratch/b/run/e_22/geom.vti'],
  ['2026-11-22T15:09:52.43 segfault at 0x7ffdeadbeef', '2026-11-23 01:00:00 segfault at 0x10'],
  [
    'job 1d9e2a34-0000-4000-8000-0123456789ab lost',
    'job aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb lost',
  ],
])('one cause: %s', (one, other) => {
  expect(normalisedLine(one)).toBe(normalisedLine(other));
});

test.each([
  ["KeyError: 'phase'", "KeyError: 'grid'"],
  ['FileNotFoundError: geom', 'PermissionError: geom'],
])('two causes: %s', (one, other) => {
  expect(normalisedLine(one)).not.toBe(normalisedLine(other));
});
