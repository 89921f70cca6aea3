import { basename } from 'node:path';
import type { Identity, Loop, Recognition, Task } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { FlatStore } from '../persistence/flat/flat-store.ts';
import type { FlatTask } from '../persistence/flat/records.ts';
import { DEFAULT_TS_FMT, timeParser } from '../persistence/timestamps.ts';
import type { PyDict } from '../persistence/values.ts';
import { type FlatSubmission, flatSubmissions } from './flat-submissions.ts';
import { gen1InsertIds, gen1Structure } from './gen1-structure.ts';
import { problemOf } from './problem-of.ts';
import { dictOf, textOf } from './py-access.ts';

/** What an open workflow of GEN2 or later keeps of its documents. */
export interface FlatDocuments {
  readonly identity: Identity;
  readonly template: PyDict;
  readonly tasks: readonly Task[];
  readonly loops: readonly Loop[];
  /** Elements of the tasks, in template order. */
  readonly taskElements: readonly FlatTask[];
  readonly submissions: readonly FlatSubmission[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the documents that describe a workflow; no element and no parameter. Without template and
 * creation info there is nothing to show; everything else may be missing.
 *
 * @throws {AppException} `corrupt-data`, `permission-denied`
 */
export async function readFlatDocuments(
  store: FlatStore,
  found: Extract<Recognition, { kind: 'workflow' }>,
): Promise<FlatDocuments> {
  const problems: Problem[] = [...store.problems];
  const template = store.getTemplate();
  const creation = store.getCreationInfo();
  const stored = await orElse(() => store.getTasks(), [], problems);
  const insertIds = gen1InsertIds(template);
  // The template has the order; a task that the records lack has no elements.
  const taskElements = insertIds.map((id, index) => {
    const own = stored.find((task) => task.id_ === id);
    if (own === undefined) {
      problems.push({ message: `The elements of task ${id} are missing.`, place: 'tasks' });
    }
    return { id_: id, index, element_IDs: own?.element_IDs ?? [] };
  });
  const structure = gen1Structure(
    {
      template,
      components: await orElse(() => store.getTemplateComponents(), new Map(), problems),
      loops: await orElse(() => store.getLoops(), [], problems),
    },
    (id) => taskElements.find((task) => task.id_ === id)?.element_IDs.length ?? 0,
  );
  const submissions = await orElse(() => store.getSubmissions('without-elements'), [], problems);
  const parse = timeParser(store.getTsFmt()) ?? ((): undefined => undefined);
  const parsePart = timeParser(DEFAULT_TS_FMT) ?? parse;
  return {
    identity: identityOf(store, found, creation, template),
    template,
    tasks: structure.tasks,
    loops: structure.loops,
    taskElements,
    submissions: flatSubmissions(submissions, parse, (text) => parsePart(text) ?? parse(text)),
    problems: [...problems, ...structure.problems],
  };
}

/** A part of the documents, or its substitute and a problem. */
async function orElse<T>(
  part: () => T | Promise<T>,
  substitute: T,
  problems: Problem[],
): Promise<T> {
  try {
    return await part();
  } catch (error) {
    problems.push(problemOf(error));
    return substitute;
  }
}

function identityOf(
  store: FlatStore,
  found: Extract<Recognition, { kind: 'workflow' }>,
  creation: PyDict,
  template: PyDict,
): Identity {
  const appInfo = dictOf(creation.get('app_info'));
  const created = textOf(creation.get('create_time'));
  const createdUs = created === undefined ? undefined : timeParser(store.getTsFmt())?.(created);
  const texts = {
    appName: textOf(appInfo.get('name')),
    appVersion: textOf(appInfo.get('version')),
    pythonVersion: textOf(appInfo.get('python_version')),
    storedId: textOf(creation.get('id')),
    templateName: textOf(template.get('name')),
  };
  // People tell copies apart by what they are called now; what is stored is what it was called when it
  // was made (FORMATS §13.3: before a138 only the path).
  const name = basename(found.path).replace(/\.zip$/i, '');
  const storedName = store.getName();
  return {
    name,
    ...(storedName === undefined || storedName === name ? {} : { storedName }),
    path: found.path,
    store: found.store,
    generation: found.generation,
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...(createdUs === undefined ? {} : { createdUs }),
  };
}
