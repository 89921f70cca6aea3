import { describe, expect, it } from 'vitest';
import { ansiSpans, withoutAnsi } from '../../../../renderer/ui/ansi-spans.ts';
import { isCulpritLine, lastTraceback } from '../../../../renderer/ui/python-traceback.ts';

describe('ANSI codes', () => {
  it('become parts with a colour and a weight', () => {
    expect(ansiSpans('\u001b[1;31mError:\u001b[0m <b>no</b>')).toMatchObject([
      { text: 'Error:', colour: 'red', isBold: true },
      { text: ' <b>no</b>', colour: undefined, isBold: false },
    ]);
    expect(ansiSpans('\u001b[92mok')).toMatchObject([{ text: 'ok', colour: 'bright-green' }]);
    expect(ansiSpans('plain')).toMatchObject([{ text: 'plain', isBold: false }]);
    expect(ansiSpans('')).toEqual([]);
  });

  it('of other kinds are left out', () => {
    expect(withoutAnsi('\u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u001b[2K\u001b[1Gdone')).toBe(
      'link done',
    );
  });
});

describe('Python tracebacks', () => {
  const TEXT = `INFO starting
Traceback (most recent call last):
  File "/opt/hpcflow/hpcflow/cli.py", line 10, in main
    run()
    ^^^^^
  File "/home/me/study/make.py", line 42, in make_texture
    return odf[index]
           ~~~^^^^^^^
  File "/usr/lib/python3/dist-packages/numpy/core.py", line 7, in take
    raise IndexError(text)
IndexError: index 9 is out of bounds
for axis 0
srun: error: cn-0214

later output`.split('\n');

  it('have the frame nearest to the error that is nobody else’s', () => {
    const found = lastTraceback(TEXT);
    expect(found?.error).toBe('IndexError: index 9 is out of bounds\nfor axis 0');
    expect(found?.frames).toHaveLength(3);
    expect(found?.culprit).toEqual({
      file: '/home/me/study/make.py',
      line: 42,
      place: 'make_texture',
      code: 'return odf[index]',
      isLibrary: false,
    });
    expect([found?.start, found?.stop]).toEqual([1, 12]);
  });

  it('name the last frame where all are of libraries, and the last of several', () => {
    const chained = [
      ...TEXT.slice(1, 12),
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "<frozen importlib>", line 1, in load',
      'ModuleNotFoundError: No module named x',
    ];
    expect(lastTraceback(chained)).toMatchObject({
      error: 'ModuleNotFoundError: No module named x',
      culprit: { file: '<frozen importlib>', code: '' },
    });
  });

  it('that are none or cut off', () => {
    expect(lastTraceback(['a', 'b'])).toBeUndefined();
    expect(lastTraceback(['Traceback (most recent call last):'])).toBeUndefined();
    expect(lastTraceback(TEXT.slice(0, 5))).toBeUndefined();
  });
});

it('lines that likely tell what went wrong', () => {
  for (const line of [
    'slurmstepd: error: Detected 1 oom_kill event',
    'js_3.sh: line 6: 4 Killed',
  ]) {
    expect(isCulpritLine(line)).toBe(true);
  }
  for (const line of ['0 errors', 'no errors found', 'errors: 0', 'increment 3', 'mirror: fine']) {
    expect(isCulpritLine(line)).toBe(false);
  }
});
