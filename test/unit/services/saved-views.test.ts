import { expect, it } from 'vitest';
import { SavedViews } from '../../../electron/services/saved-views.ts';
import { tempFolder } from './temp-folder.ts';

const arrangement = {
  tables: [{ task: 3, columns: ['inputs.x'], sort: { key: 'element', isDescending: false } }],
  map: { rows: 'even' as const, mode: 'duration', column: 'inputs.x' },
};

it('keeps how a workflow was arranged beside its saved views, of each workflow by itself', async () => {
  const folder = await tempFolder();
  const open = (): SavedViews => new SavedViews(folder, () => undefined);
  const view = { name: 'v', statuses: [], filters: [], search: '', ...arrangement.tables[0] };
  const saved = { ...view, task: 3, sort: { key: 'element', isDescending: false } };
  await open().keepArrangement('/a', arrangement);
  await open().save('/a', [saved]);
  await open().save('/a', []);
  expect(await open().arrangementOf('/a')).toEqual(arrangement);
  expect(await open().of('/a')).toEqual([]);
  expect(await open().arrangementOf('/b')).toBeUndefined();
});
