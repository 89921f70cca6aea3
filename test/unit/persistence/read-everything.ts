import type { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import type { ElementRecord } from '../../../electron/persistence/records.ts';
import {
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  type PyValue,
} from '../../../electron/persistence/values.ts';

async function readArrays(value: PyValue): Promise<void> {
  if (isArrayHandle(value)) await value.read();
  else if (isMaskedArrayHandle(value)) await Promise.all([value.data.read(), value.mask.read()]);
  else if (isList(value)) await Promise.all(value.map(readArrays));
  else if (isDict(value)) await Promise.all([...value.values()].map(readArrays));
}

/** All that a store can be asked for; arrays are read too. */
export async function readEverything(store: PersistentStore) {
  return store.cachedLoad(async () => {
    const template = await store.getTemplate();
    const tasks = template.get('tasks');
    const elements: ElementRecord[][] = [];
    for (const [index, entry] of (isList(tasks) ? tasks : []).entries()) {
      const insertId = isDict(entry) ? entry.get('insert_ID') : undefined;
      const found: ElementRecord[] = [];
      for await (const batch of store.taskElementBatches(index, Number(insertId)))
        found.push(...batch);
      elements.push(found);
    }
    const parameters = await store.getAllParameterData();
    for (const [, value] of parameters.values()) await readArrays(value);
    const indices = await store.parameterIndices();
    await store.loadMetadata();
    await store.isModifiedOnDisk();
    await store.exists();
    return {
      template,
      elements,
      parameters,
      creationInfo: await store.getCreationInfo(),
      components: await store.getTemplateComponents(),
      counts: await store.getAllTasksMetadata(),
      loops: await store.getLoops(),
      submissions: await store.getSubmissions(),
      sources: await store.getParameterSources(indices),
      flags: await store.areParametersSet(indices),
    };
  });
}
