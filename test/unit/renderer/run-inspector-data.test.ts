import { describe, expect, it } from 'vitest';
import {
  groupData,
  typeWords,
  unsetWords,
} from '../../../renderer/features/run-inspector/data-groups.ts';
import type { DataEntry } from '../../../shared/contract/documents.ts';

const entry = (path: string, more: Partial<DataEntry> = {}): DataEntry => ({
  path,
  isSet: true,
  ...more,
});

describe('data of a run in groups', () => {
  it('puts every entry under one heading, in order, without empty headings', () => {
    const groups = groupData(
      ['resources.any', 'outputs.p2', 'inputs.p2', 'inputs.p1.a', 'input_files.f', 'repeats.r'].map(
        (path) => entry(path),
      ),
    );
    expect(groups.map(({ title, entries }) => [title, entries.map(({ label }) => label)])).toEqual([
      ['Inputs', ['p1.a', 'p2']],
      ['Outputs', ['p2']],
      ['Input files', ['f']],
      ['Resources', ['any']],
      ['Other data', ['repeats.r']],
    ]);
  });

  it('says "never set" only of an output of a run that has ended', () => {
    const run = { action: 0, attempt: 0, attempts: 1, id: 0, status: 'complete' } as const;
    const ended = { ...run, endUs: 5 };
    expect(unsetWords(entry('outputs.p2'), ended)).toBe('never set');
    expect(unsetWords(entry('outputs.p2'), run)).toBe('not set yet');
    expect(unsetWords(entry('inputs.p1'), ended)).toBe('not set');
    expect(unsetWords(entry('output_files.f'), ended)).toBe('not stored');
    expect(unsetWords(entry('outputs.p2'), undefined)).toBe('not set yet');
  });

  it('names the type in words', () => {
    const array = { dtype: '<f8', dtypeName: 'float64', shape: [64, 4], chunks: [], sizeBytes: 0 };
    const words = (summary: DataEntry['summary']) => typeWords(entry('inputs.a', { summary }));
    expect(words({ kind: 'array', text: '', isCut: false, array })).toBe('float64, 64 × 4');
    expect(
      words({ kind: 'masked-array', text: '', isCut: false, array: { ...array, shape: [] } }),
    ).toBe('masked float64, scalar');
    expect(words({ kind: 'list', text: '[1]', isCut: false, length: 1 })).toBe('list, 1 item');
    expect(words({ kind: 'float', text: '1.0', isCut: false })).toBe('float');
    expect(words({ kind: 'str', text: "'a…", isCut: true, length: 900 })).toBe(
      'str, 900 characters',
    );
    expect(words(undefined)).toBe('');
  });
});
