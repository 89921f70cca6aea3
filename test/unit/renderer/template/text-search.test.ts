import { describe, expect, it } from 'vitest';
import {
  findInLines,
  firstFromLine,
  MAX_MATCHES,
  matchesOfLine,
  stepMatch,
} from '../../../../renderer/features/template/text-search.ts';

const lines = ['name: t1', 'tasks:', '- schema: T1', '  note: "İt1"', ''];

describe('findInLines', () => {
  it('finds every place, not minding case, by its column', () => {
    expect(findInLines(lines, 't1').matches).toEqual([
      { line: 0, start: 6, stop: 8 },
      { line: 2, start: 10, stop: 12 },
      // A letter whose lower case is longer does not shift the place.
      { line: 3, start: 10, stop: 12 },
    ]);
  });

  it('takes what is typed as it is, not as a pattern', () => {
    expect(findInLines(['a.c abc'], 'a.c').total).toBe(1);
    expect(findInLines(['a(c'], '(').total).toBe(1);
    expect(findInLines(['{}[]'], '[').total).toBe(1);
    expect(findInLines(lines, '').total).toBe(0);
  });

  it('counts all but keeps only so many', () => {
    const long = Array.from({ length: 20 }, () => 'e'.repeat(1000));
    const found = findInLines(long, 'e');
    expect(found.total).toBe(20_000);
    expect(found.matches).toHaveLength(MAX_MATCHES);
  });
});

it('steps round in both directions', () => {
  expect(stepMatch(3, undefined, 1)).toBe(0);
  expect(stepMatch(3, undefined, -1)).toBe(2);
  expect(stepMatch(3, 2, 1)).toBe(0);
  expect(stepMatch(3, 0, -1)).toBe(2);
  expect(stepMatch(0, undefined, 1)).toBeUndefined();
});

it('goes on from the line one is at', () => {
  const { matches } = findInLines(lines, 't1');
  expect(firstFromLine(matches, 1)).toBe(1);
  expect(firstFromLine(matches, 4)).toBe(0);
  expect(firstFromLine([], 0)).toBeUndefined();
});

it('gives the matches of a line with their numbers', () => {
  const { matches } = findInLines(['aa', '', 'a'], 'a');
  expect(matchesOfLine(matches, 0).map(({ number }) => number)).toEqual([0, 1]);
  expect(matchesOfLine(matches, 1)).toEqual([]);
  expect(matchesOfLine(matches, 2).map(({ number }) => number)).toEqual([2]);
});
