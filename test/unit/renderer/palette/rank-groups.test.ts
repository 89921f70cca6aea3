import { Circle } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import type { PaletteGroup } from '../../../../renderer/features/palette/palette-entry.ts';
import { MOST_OF_A_GROUP, rankGroups } from '../../../../renderer/features/palette/rank-groups.ts';

const group = (
  name: string,
  labels: readonly string[],
  more: Partial<PaletteGroup> = {},
): PaletteGroup => ({
  name,
  entries: labels.map((label) => ({ id: label, label, icon: Circle, onChoose: () => undefined })),
  ...more,
});
const TASKS = group('Tasks', ['generate_volume_element', 'simulate_VE_loading_damask', 'simulate']);
const VIEWS = group('Views', ['Overview', 'Runs', 'Submissions'], { isOffered: true });

const shown = (text: string, groups: readonly PaletteGroup[]) =>
  rankGroups(text, groups).map(({ name, items }) => [name, items.map(({ entry }) => entry.label)]);

describe('ranking of what can be gone to', () => {
  it('offers only what is for offer before anything is typed', () => {
    expect(shown('  ', [TASKS, VIEWS])).toEqual([['Views', ['Overview', 'Runs', 'Submissions']]]);
  });

  it('finds by letters with others between, and marks them', () => {
    const [found] = rankGroups('simdam', [TASKS]);
    const [first] = found?.items ?? [];
    expect(first?.entry.label).toBe('simulate_VE_loading_damask');
    expect(first?.marks.map((at) => first.entry.label[at]).join('')).toBe('simdam');
  });

  it('puts the exact name first, and its group before the others', () => {
    expect(shown('simulate', [VIEWS, TASKS])[0]?.[1]).toEqual([
      'simulate',
      'simulate_VE_loading_damask',
    ]);
    expect(shown('runs', [TASKS, VIEWS])[0]).toEqual(['Views', ['Runs']]);
  });

  it('finds by words in any order, and by other words', () => {
    expect(shown('damask simulate', [TASKS])).toEqual([['Tasks', ['simulate_VE_loading_damask']]]);
    const trash = group('Commands', ['Move to trash']);
    const entries = trash.entries.map((entry) => ({ ...entry, words: 'remove' }));
    expect(shown('remove', [{ ...trash, entries }])).toEqual([['Commands', ['Move to trash']]]);
  });

  it('puts a number that is in the label before others, and keeps the order of equals', () => {
    const labels = [0, 1, 2].flatMap((js) =>
      [0, 1].map((at) => `jobscript ${js} of submission ${at}`),
    );
    const jobscripts = group('Submissions', labels);
    expect(shown('jobscript 2', [jobscripts])[0]?.[1]).toEqual(labels.slice(4));
    expect(shown('jobscript', [jobscripts])[0]?.[1]).toEqual(labels);
  });

  it('leaves out what does not match, and what is too many', () => {
    expect(shown('zzz', [TASKS, VIEWS])).toEqual([]);
    const many = group(
      'Tasks',
      Array.from({ length: 40 }, (_, at) => `task_${at}`),
    );
    expect(rankGroups('task', [many])[0]?.items).toHaveLength(MOST_OF_A_GROUP);
  });

  it('keeps the order of what was found elsewhere', () => {
    const found = group('Elements', ['element 9', 'element 1'], { isFound: true });
    expect(shown('goss', [found])).toEqual([['Elements', ['element 9', 'element 1']]]);
  });
});
