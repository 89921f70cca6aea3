import { expect, test } from 'vitest';
import { toDict } from '../../../electron/sample/plain.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { SearchIndex } from '../../../electron/workers/search-index.ts';
import { SearchAnswerSchema } from '../../../shared/contract/search.ts';
import { studyFolder } from './study-folder.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

test('names are told once per task, values each; both in any case', () => {
  const index = new SearchIndex();
  for (const element of [0, 1, 2]) {
    const place = { taskInsertId: 4, element, iteration: 0, entry: 'inputs.texture' };
    index.add(
      place,
      toDict({ Component: element === 1 ? 'Goss' : 'Cube', weight: 0.25 + element }),
    );
  }
  const names = index.find('COMPONENT');
  expect(names.matches).toEqual([
    {
      kind: 'name',
      taskInsertId: 4,
      element: 0,
      iteration: 0,
      entry: 'inputs.texture',
      steps: ['Component'],
      text: 'Cube',
      count: 3,
    },
  ]);
  const values = index.find('goss');
  expect(values).toMatchObject({ total: 1, valueCount: 6, unreadCount: 0 });
  expect(values.matches[0]).toMatchObject({ kind: 'value', element: 1, steps: ['Component'] });
  expect(index.find('2.25').matches[0]).toMatchObject({ element: 2, steps: ['weight'] });
  expect(index.find(' ').total).toBe(0);
});

test('of many matches the first are sent, all are counted', () => {
  const index = new SearchIndex();
  const place = { taskInsertId: 0, element: 0, iteration: 0, entry: 'inputs.p1' };
  index.add(
    place,
    toDict(Object.fromEntries([...Array(1500).keys()].map((at) => [`k${at}`, 'v']))),
  );
  const found = index.find('v');
  expect(found.matches).toHaveLength(200);
  expect(found.total).toBe(1500);
});

test('searches 200 000 values in a fraction of a second', () => {
  const index = new SearchIndex();
  for (let element = 0; element < 200; element += 1) {
    const place = { taskInsertId: 0, element, iteration: 0, entry: 'outputs.state' };
    const values = [...Array(1000).keys()].map((at) => [`key_${at}`, `value ${element * at}`]);
    index.add(place, toDict(Object.fromEntries(values)));
  }
  const startUs = process.cpuUsage().user;
  const found = index.find('value 198801');
  expect((process.cpuUsage().user - startUs) / 1000).toBeLessThan(300);
  expect(found.total).toBe(1);
});

test('finds inputs and outputs of a workflow on disk', async () => {
  const study = await studyFolder('json', { elements: 20 });
  const session = await openSession(study.path);
  try {
    const found = SearchAnswerSchema.parse(
      await session.handlers['parameters.search']({ workflowId: 'w', text: 'mesh_size' }, context),
    );
    expect(found.matches[0]).toMatchObject({
      kind: 'name',
      entry: 'inputs.mesh_size',
      text: '0.125',
    });
    const load = await session.handlers['parameters.search'](
      { workflowId: 'w', text: '2.375' },
      context,
    );
    expect(load.matches).toContainEqual(
      expect.objectContaining({ kind: 'value', entry: 'inputs.load', element: 19 }),
    );
  } finally {
    await session.close();
    study.remove();
  }
});
