import { describe, expect, it } from 'vitest';
import {
  complexText,
  float16Text,
  float32Text,
  float64Text,
  roundToFloat16,
} from '../../../../renderer/visuals/number-text.ts';

describe('float64Text', () => {
  it.each([
    [1, '1.0'],
    [-1.5, '-1.5'],
    [0, '0.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.25e22, '1.25e+22'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [123456.789, '123456.789'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [Number.NaN, 'nan'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('%d is %s', (value, text) => {
    expect(float64Text(value)).toBe(text);
  });
});

it('drops the digits that a widened float32 or float16 never had', () => {
  expect(float32Text(Math.fround(0.1))).toBe('0.1');
  expect(float32Text(Math.fround(-3.14159274))).toBe('-3.1415927');
  expect(float32Text(16777216)).toBe('16777216.0');
  expect(float32Text(Math.fround(1e-10))).toBe('1e-10');
  expect(float16Text(0.0999755859375)).toBe('0.1');
  expect(float16Text(65504)).toBe('65500.0');
  expect(float16Text(2 ** -24)).toBe('6e-08');
});

it('rounds to the nearest float16', () => {
  expect(roundToFloat16(0.1)).toBe(0.0999755859375);
  expect(roundToFloat16(1)).toBe(1);
  expect(roundToFloat16(2 ** -24)).toBe(2 ** -24);
});

it('writes complex numbers as Python does', () => {
  expect(complexText(1, -2)).toBe('(1-2j)');
  expect(complexText(0, 1.5)).toBe('1.5j');
  expect(complexText(-0, 1)).toBe('(-0+1j)');
  expect(complexText(Number.NaN, 0)).toBe('(nan+0j)');
  expect(complexText(Math.fround(0.1), Math.fround(0.2), float32Text)).toBe('(0.1+0.2j)');
});
