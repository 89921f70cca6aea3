import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NO_DIRECTORY } from '../../electron/persistence/flat/formats.ts';
import { openFlatStore } from '../../electron/persistence/flat/open-flat-store.ts';
import type { FlatWorkflow } from '../../electron/persistence/flat-writing/flat-workflow.ts';

/** Everything that a store of GEN2 or later holds, as records that can be written again. */
export async function readFlat(path: string, storeName: 'json' | 'zarr'): Promise<FlatWorkflow> {
  const store = await openFlatStore(path, storeName);
  const ids = [...store.parameterIds()];
  const sources = await store.getParameterSources(ids);
  const parameters = await store.getParameters(ids);
  const directories = await store.getDirsArr();
  return {
    name: store.getName() ?? '',
    creationInfo: store.getCreationInfo(),
    tsFmt: store.getTsFmt(),
    tsNameFmt: store.getTsNameFmt() ?? '',
    template: store.getTemplate(),
    templateComponents: store.getTemplateComponents(),
    numAddedTasks: store.getNumAddedTasks(),
    tasks: await store.getTasks(),
    elements: await store.getElements(),
    iterations: await store.getElementIterations(),
    runs: await store.getEARs(),
    runDirectories: directories.map((row) =>
      String(row) === String(NO_DIRECTORY) ? undefined : row,
    ),
    loops: store.getLoops(),
    submissions: await store.getSubmissions(),
    files: filesOf(path),
    parameters: parameters.map(({ is_set, value, file }, at) => ({
      source: sources[at] ?? new Map(),
      ...(file !== null ? { file } : is_set ? { value } : {}),
    })),
  };
}

/** Files beside the store. */
function filesOf(path: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    const key = relative(path, join(entry.parentPath, entry.name));
    if (!entry.isFile() || !/^(artifacts|execute)[\\/]/.test(key)) continue;
    files.set(key.replaceAll('\\', '/'), readFileSync(join(path, key), 'utf8'));
  }
  return files;
}
