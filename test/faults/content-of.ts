import { encodeValue } from '../../electron/conformance/encode-value.ts';
import { openPersistentStore } from '../../electron/persistence/open-persistent-store.ts';
import { readRecords } from '../../electron/persistence/read-records.ts';

/** All that a workflow holds, items of arrays included. */
export async function contentOf(path: string) {
  const store = await openPersistentStore({ path, isInBatch: false });
  const records = await readRecords(store);
  const parameters = [];
  for (const { source, value } of records.parameters) {
    parameters.push({ source, value: value === undefined ? null : await encodeValue(value) });
  }
  // Tasks by insert ID: one may be inserted in front of others.
  const documents = records.template.get('tasks') as readonly ReadonlyMap<string, unknown>[];
  const byId = records.tasks.map((task, i) => [task.insertId, { ...task, document: documents[i] }]);
  const template = new Map([...records.template].filter(([key]) => key !== 'tasks'));
  return {
    records,
    content: { ...records, template, parameters, tasks: Object.fromEntries(byId) },
  };
}
