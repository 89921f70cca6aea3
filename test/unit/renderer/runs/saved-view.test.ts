import { expect, it } from 'vitest';
import { fromSaved, toSaved } from '../../../../renderer/features/runs/saved-view.ts';
import { SavedViewSchema } from '../../../../shared/contract/saved-views.ts';

const view = {
  columns: ['inputs.x'],
  sort: { key: 'inputs.x', isDescending: true },
  groupBy: 'inputs.y',
  filters: [{ path: 'inputs.x', operator: '≥' as const, value: '2' }],
  search: 'goss',
};

it('comes back as it was kept', () => {
  const saved = SavedViewSchema.parse(toSaved('mine', 3, view, ['failed', 'aborted']));
  expect(fromSaved(saved)).toEqual({ view, statuses: ['failed', 'aborted'] });
});

it('leaves out what this version does not know', () => {
  const saved = toSaved('mine', 3, view, []);
  const later = {
    ...saved,
    statuses: ['error', 'evaporated'],
    filters: [...saved.filters, { path: 'inputs.x', operator: 'sounds like', value: 'Goss' }],
  };
  expect(fromSaved(later).statuses).toEqual(['error']);
  expect(fromSaved(later).view.filters).toHaveLength(1);
});
