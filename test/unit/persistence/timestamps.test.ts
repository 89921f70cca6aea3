import { describe, expect, test } from 'vitest';
import { timeParser } from '../../../electron/persistence/timestamps.ts';

const us = (iso: string, micros = 0): number => Date.parse(iso) * 1000 + micros;
const parse = (format: string, text: string): number | undefined => timeParser(format)?.(text);

describe('timestamps', () => {
  const usual = timeParser('%Y-%m-%d %H:%M:%S.%f');

  test.each([
    ['2023-06-22 13:14:51.443160', us('2023-06-22T13:14:51Z', 443160)],
    ['2023-06-22 00:00:00.000000', us('2023-06-22T00:00:00Z')],
    ['2024-02-29 23:59:59.999999', us('2024-02-29T23:59:59Z', 999999)],
    ['1969-12-31 23:59:59.000001', us('1969-12-31T23:59:59Z', 1)],
    ['0001-01-01 00:00:00.000000', us('0001-01-01T00:00:00Z')],
    ['2023-6-2 1:2:3.5', us('2023-06-02T01:02:03Z', 500000)],
    ['2023-02-29 00:00:00.000000', undefined],
    ['2023-02-30 12:00:00.000000', undefined],
    ['2023-13-01 00:00:00.000000', undefined],
    ['2023-01-01 24:00:00.000000', undefined],
    ['2023-01-01 00:60:00.000000', undefined],
    ['2023-01-01 0x:00:00.000000', undefined],
    ['2023-01-01T00:00:00.000000', undefined],
    ['2023-06-22 13:14:51', undefined],
    ['2023-06-22 13:14:51.443160 ', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(usual?.(text)).toBe(expected);
  });

  test('does not mix up days', () => {
    const days = ['2023-06-22', '2023-06-23', '2023-06-22'].map((day) =>
      usual?.(`${day} 00:00:01.000000`),
    );
    expect(days).toEqual([
      us('2023-06-22T00:00:01Z'),
      us('2023-06-23T00:00:01Z'),
      us('2023-06-22T00:00:01Z'),
    ]);
  });

  test.each([
    ['%d/%m/%y %I:%M %p', '05/11/23 12:07 AM', us('2023-11-05T00:07:00Z')],
    ['%d/%m/%y %I:%M %p', '05/11/69 12:07 pm', us('1969-11-05T12:07:00Z')],
    ['%b %d %Y, %H.%M.%S', 'Feb 28 2023, 01.02.03', us('2023-02-28T01:02:03Z')],
    ['%A %B %d %Y %H', 'Monday May 1 2023 7', us('2023-05-01T07:00:00Z')],
    ['%Y%j', '2023032', us('2023-02-01T00:00:00Z')],
    ['%c', 'Mon May  1 10:00:00 2023', us('2023-05-01T10:00:00Z')],
    ['%x %X', '05/01/23 10:00:00', us('2023-05-01T10:00:00Z')],
    ['(%Y)[%m]{%d}*%%+?^$|\\.', '(2023)[05]{01}*%+?^$|\\.', us('2023-05-01T00:00:00Z')],
    ['%Y-%m-%dT%H:%M:%S', '2023-05-01T10:00:00', us('2023-05-01T10:00:00Z')],
    ['%H:%M', '10:30', us('1900-01-01T10:30:00Z')],
    ['%Y-%m-%d', '2023-05-01 10:00', undefined],
  ])('in the format %s: %s', (format, text, expected) => {
    expect(parse(format, text)).toBe(expected);
  });

  test('a format that cannot be read back is told', () => {
    for (const format of ['%Q', '%Y %Y', '%']) expect(timeParser(format)?.('x')).toBeUndefined();
    expect(timeParser('%Q')).toBeUndefined();
    expect(timeParser('%Y %Y')).toBeUndefined();
  });
});
