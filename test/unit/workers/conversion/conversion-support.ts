import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import type { TreeContext } from '../../../../electron/files/tree/tree-context.ts';
import {
  type Conversion,
  type ConvertReport,
  convertWorkflow,
} from '../../../../electron/workers/conversion/convert-workflow.ts';
import { openSession } from '../../../../electron/workers/open-session.ts';
import { prove, testContext } from '../../files/tree/tree-support.ts';

export interface Wishes {
  readonly leaveOut?: readonly string[];
  readonly allowChanges?: boolean;
  readonly context?: TreeContext;
}

/** Converts in this thread, noted in `data` beside the target. */
export async function convert(
  conversion: Conversion,
  source: string,
  target: string,
  { leaveOut = [], allowChanges = false, context = testContext() }: Wishes = {},
): Promise<ConvertReport> {
  const request = {
    id: newOperationId(),
    conversion,
    source: await prove(source),
    target,
    leaveOut,
    allowChanges,
    isFlushed: false,
    expectedFiles: 0,
    dataFolder: join(target, '..', 'data'),
  };
  return convertWorkflow(request, context);
}

/** Contents of all files by key; empty folders by their key with `/`. Links are passed over. */
export function contentsOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const contents = new Map<string, string>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const key = path.slice(folder.length + 1);
    if (entry.isFile()) contents.set(key, readFileSync(path, 'latin1'));
    else if (entry.isDirectory() && readdirSync(path).length === 0) contents.set(`${key}/`, '');
  }
  return new Map([...contents].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const CALL = { signal: new AbortController().signal, reportProgress: () => undefined };

/** All that is said of a workflow before a single value is looked at. */
export async function described(path: string): Promise<unknown> {
  const session = await openSession(path);
  const input = { workflowId: '' };
  const { identity, ...structure } = await session.handlers['workflow.readStructure'](input, CALL);
  const counts = await session.handlers['workflow.readCounts'](input, CALL);
  const { submissions } = await session.handlers['submissions.list'](input, CALL);
  await session.close();
  const { name: _name, storedName: _stored, path: _path, store: _store, ...same } = identity;
  return { same, structure, counts: { ...counts, asOfMs: 0 }, submissions };
}

/** Nothing beside what is named: no partial files, no notes. */
export function expectOnly(folder: string, names: readonly string[]): void {
  expect(readdirSync(folder).sort()).toEqual([...names].sort());
}
