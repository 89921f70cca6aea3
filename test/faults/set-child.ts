import { HeldArray } from '../../electron/persistence/held-array.ts';
import { ZarrPersistentStore } from '../../electron/persistence/zarr-persistent-store.ts';

/** Sets every second parameter: `set-child.js PATH FIRST COUNT`. */
const [, , path = '', first = '0', count = '0'] = process.argv;
const store = await ZarrPersistentStore.open({ path, isInBatch: true }, { isSynced: false });
await store.cachedLoad(async () => {
  for (let index = Number(first); index < Number(count); index += 2) {
    const data = Int32Array.of(index, index + 1, index + 2);
    await store.setParameter(index, new Map([['array', new HeldArray('<i4', [3], data)]]));
  }
});
