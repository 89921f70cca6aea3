import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../../electron/persistence/json-text.ts';
import { formatJson } from '../../../electron/persistence/json-write.ts';
import { isDict, type PyValue } from '../../../electron/persistence/values.ts';

/** Changes a document of a workflow on disk, as another process would. */
export function edit(
  folder: string,
  file: string,
  change: (document: Map<string, PyValue>) => void,
): void {
  const path = join(folder, file);
  const document = parseJson(readFileSync(path, 'utf8'), { file });
  if (!isDict(document)) throw new Error(`${file} is no map`);
  const copy = new Map(document);
  change(copy);
  writeFileSync(path, formatJson(copy, { indent: 4 }));
}

/** Sets one member of a document on disk. */
export function rewrite(folder: string, file: string, key: string, value: PyValue): void {
  edit(folder, file, (document) => document.set(key, value));
}
