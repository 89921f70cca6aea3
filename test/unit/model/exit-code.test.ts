import { expect, test } from 'vitest';
import { exitCodeWords } from '../../../shared/model/exit-code.ts';

test.each([
  [137, /killed, likely out of memory/, /128 \+ signal 9/],
  [124, /likely timed out/, /timeout/],
  [139, /likely a memory access error/, /signal 11/],
  [127, /likely command not found/, /shells/],
  [126, /likely not executable/, /shells/],
  [130, /interrupted/, /signal 2/],
  [143, /terminated/, /signal 15/],
  [-9, /killed, likely out of memory/, /Python/],
  [-1073741819, /memory access/, /0xC0000005/],
])('exit code %i', (code, short, detail) => {
  const words = exitCodeWords(code);
  expect(words?.short).toMatch(short);
  expect(words?.detail).toMatch(detail);
});

test('no words for a code of no convention', () => {
  expect(exitCodeWords(42)).toBeUndefined();
  expect(exitCodeWords(255)).toBeUndefined();
});
