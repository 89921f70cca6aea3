import { expect, it } from 'vitest';
import { arrange, arrangementOf } from '../../../../renderer/features/runs/kept-arrangement.ts';
import { mapViewOf } from '../../../../renderer/features/runs/map-view.ts';
import { setTables, tablesOf } from '../../../../renderer/features/runs/table-view.ts';
import { ArrangementSchema } from '../../../../shared/contract/saved-views.ts';

const table = { columns: ['inputs.x'], sort: { key: 'inputs.x', isDescending: true } };

it('comes back without what hides runs', () => {
  const filters = [{ path: 'inputs.x', operator: '≥' as const, value: '2' }];
  setTables('before', new Map([[3, { ...table, groupBy: 'inputs.y', filters, search: 'goss' }]]));
  arrange('after', ArrangementSchema.parse(arrangementOf('before')));
  expect(tablesOf('after').get(3)).toEqual({
    ...table,
    groupBy: 'inputs.y',
    filters: [],
    search: '',
  });
});

it('colours by status where this version does not know the mode', () => {
  arrange('later', { tables: [], map: { rows: 'even', mode: 'smell' } });
  expect(mapViewOf('later')).toEqual({ rows: 'even', mode: 'status' });
});
