import { describe, expect, it } from 'vitest';
import {
  formatPlace,
  parsePlace,
  placesTo,
} from '../../../../renderer/features/parameters/value-place.ts';

const entries = [{ path: 'outputs.p2' }, { path: 'inputs.p1' }, { path: 'inputs.p1[0]' }];

describe('a place in the address', () => {
  it.each([
    { entry: 'outputs.p2', path: [] },
    { entry: 'outputs.p2', path: ['orientations', 0, 'data'] },
    { entry: 'outputs.p2', path: ['a"b', 'c][d', '\u00e9\n'] },
    { entry: 'inputs.p1[0]', path: [3] },
  ])('comes back as it was: %o', (place) => {
    expect(parsePlace(formatPlace(place), entries)).toEqual(place);
  });

  it('takes an entry of the data index before a step into one', () => {
    expect(parsePlace('inputs.p1[0]', entries)).toEqual({ entry: 'inputs.p1[0]', path: [] });
    expect(parsePlace('inputs.p1[1]', entries)).toEqual({ entry: 'inputs.p1', path: [1] });
  });

  it.each(['outputs.p3', 'outputs.p2[', 'outputs.p2[1', 'outputs.p2[true]', 'outputs.p2["a"]x'])(
    'is none when it names nothing there: %s',
    (text) => {
      expect(parsePlace(text, entries)).toBeUndefined();
    },
  );
});

it('lists the nodes above a node', () => {
  expect(placesTo({ entry: 'outputs.p2', path: ['a', 1] }).map(formatPlace)).toEqual([
    'outputs.p2',
    'outputs.p2["a"]',
    'outputs.p2["a"][1]',
  ]);
});
