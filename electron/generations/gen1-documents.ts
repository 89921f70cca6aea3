import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Identity, Recognition } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { fileException, isMissing } from '../files/file-errors.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { SubmissionRecord } from '../persistence/records.ts';
import { timeParser } from '../persistence/timestamps.ts';
import type { PyDict } from '../persistence/values.ts';
import { type Gen1Structure, gen1InsertIds, gen1Structure } from './gen1-structure.ts';
import { problemOf } from './problem-of.ts';
import { dictOf, textOf } from './py-access.ts';

export type ReadableWorkflow = Extract<Recognition, { kind: 'workflow' }>;

/** What an open workflow keeps of its documents. */
export interface WorkflowDocuments {
  readonly identity: Identity;
  readonly template: PyDict;
  readonly structure: Gen1Structure;
  readonly submissions: readonly SubmissionRecord[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the documents that describe a GEN1 workflow; no element and no parameter. Without template
 * and creation info there is nothing to show; everything else may be missing.
 *
 * @throws {AppException} `corrupt-data`, `permission-denied`
 */
export async function readGen1Documents(
  store: PersistentStore,
  found: ReadableWorkflow,
): Promise<WorkflowDocuments> {
  const problems: Problem[] = [];
  const template = await store.getTemplate();
  const creation = await store.getCreationInfo();
  const components = await orElse(store.getTemplateComponents(), new Map(), problems);
  const loops = await orElse(store.getLoops(), [], problems);
  const submissions = await orElse(store.getSubmissions(), [], problems);
  const insertIds = gen1InsertIds(template);
  const counts = new Map<number, number>();
  for (const [index, insertId] of insertIds.entries()) {
    const count = store.countTaskElements(index, insertId);
    counts.set(insertId, await orElse(count, 0, problems));
  }
  if (store.storeName === 'zarr') problems.push(...(await groupProblems(found.path, insertIds)));
  const structure = gen1Structure({ template, components, loops }, (id) => counts.get(id) ?? 0);
  return {
    identity: await identityOf(store, found, creation, template),
    template,
    structure,
    submissions,
    problems: [...problems, ...structure.problems],
  };
}

/** A part of the documents, or its substitute and a problem. */
async function orElse<T>(part: Promise<T>, substitute: T, problems: Problem[]): Promise<T> {
  try {
    return await part;
  } catch (error) {
    problems.push(problemOf(error));
    return substitute;
  }
}

async function identityOf(
  store: PersistentStore,
  found: ReadableWorkflow,
  creation: PyDict,
  template: PyDict,
): Promise<Identity> {
  const appInfo = dictOf(creation.get('app_info'));
  const created = textOf(creation.get('create_time'));
  const createdUs = created === undefined ? undefined : timeParser(await store.tsFmt())?.(created);
  const texts = {
    appName: textOf(appInfo.get('name')),
    appVersion: textOf(appInfo.get('version')),
    pythonVersion: textOf(appInfo.get('python_version')),
    storedId: textOf(creation.get('id')),
    templateName: textOf(template.get('name')),
  };
  return {
    // GEN1 does not store a name: it is that of the folder (FORMATS §2.1).
    name: basename(found.path),
    path: found.path,
    store: found.store,
    generation: found.generation,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(createdUs === undefined ? {} : { createdUs }),
  };
}

/** Task groups without a task in the template, and the reverse, left by a crash (FORMATS T24). */
async function groupProblems(path: string, insertIds: readonly number[]): Promise<Problem[]> {
  const folder = join(path, 'element_data');
  let names: string[] = [];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (!isMissing(error)) throw fileException(error, folder);
  }
  const wanted = new Set(insertIds.map((insertId) => `task_${insertId}`));
  const stray = names.filter((name) => /^task_\d+$/.test(name) && !wanted.has(name));
  const missing = [...wanted].filter((name) => !names.includes(name));
  return [
    ...stray.map((name) => ({
      message: `The data of ${name} belong to no task of the template.`,
      file: `element_data/${name}`,
    })),
    ...missing.map((name) => ({
      message: `The data of ${name} are missing, so its elements cannot be shown.`,
      file: `element_data/${name}`,
    })),
  ];
}
