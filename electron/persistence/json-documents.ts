import { AppException } from '../../shared/contract/errors.ts';
import type { JsonDocument } from './json-file.ts';
import { formatJson } from './json-write.ts';
import { isMutableDict, isMutableList, MutableTree } from './mutable-tree.ts';
import { corrupt } from './store-errors.ts';
import type { PyValue } from './values.ts';

export const METADATA = 'metadata.json';
export const SUBMISSIONS = 'submissions.json';
export const PARAMETERS = 'parameters.json';

/** The documents of a JSON store in one state. */
export interface Documents {
  readonly metadata: JsonDocument;
  readonly submissions: JsonDocument;
  readonly parameters: JsonDocument;
}

/** What `is_modified_on_disk` compares: all but the tasks, whose run times change (FORMATS §9.7). */
export function structureOf(document: JsonDocument): string {
  const members: [string, PyValue][] = [];
  for (const [key, span] of document.root.members ?? []) {
    if (key !== 'tasks') members.push([key, document.value(span, key)]);
  }
  return formatJson(new Map(members), { sortKeys: true });
}

export function treeOf(document: JsonDocument): MutableTree {
  const root = document.value(document.root, '');
  if (isMutableDict(root)) return new MutableTree(document.file, root);
  throw corrupt(document.file, undefined, 'holds no map');
}

export function listOf(document: JsonDocument): PyValue[] {
  const root = document.value(document.root, '');
  if (isMutableList(root)) return root;
  throw corrupt(document.file, undefined, 'holds no list');
}

export function tornRead(): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${METADATA} was rewritten while it was read.`,
    action: 'The workflow is probably running. Try again in a moment.',
    file: METADATA,
  });
}
