import { expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../../shared/model/address.ts';
import {
  elementsIn,
  formatRanges,
  parseRanges,
  rangesOf,
} from '../../../shared/model/element-ranges.ts';

test('chosen elements are ranges, whatever their order', () => {
  const ranges = rangesOf([7, 2, 1, 3, 9]);
  expect(formatRanges(ranges)).toBe('1-3,7,9');
  expect(parseRanges('1-3,7,9')).toEqual(ranges);
  expect(parseRanges('9,1-3,2-7')).toEqual([
    { first: 1, last: 7 },
    { first: 9, last: 9 },
  ]);
  expect(elementsIn(ranges, 8)).toEqual([1, 2, 3, 7]);
});

test('what is no range is none', () => {
  for (const text of ['', 'a', '3-1', '1,,2', '1-', '1234567890']) {
    expect(parseRanges(text), text).toBeUndefined();
  }
});

test('an address keeps the chosen elements; a bad list is left out', () => {
  const address = parseAddress('compare?task=2&elements=4,5,9&otherElement=5');
  expect(address).toEqual({ view: 'compare', task: 2, elements: '4-5,9', otherElement: 5 });
  expect(formatAddress({ view: 'compare', task: 2, elements: '4-5,9' })).toBe(
    'compare?task=2&elements=4-5,9',
  );
  expect(parseAddress('runs?task=2&elements=x')).toEqual({ view: 'runs', task: 2 });
});
