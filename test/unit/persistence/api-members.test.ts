import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import { PersistentStore } from '../../../electron/persistence/persistent-store.ts';
import * as storeClasses from '../../../electron/persistence/store-classes.ts';
import { ZarrPersistentStore } from '../../../electron/persistence/zarr-persistent-store.ts';
import { opened, smallWorkflow, writtenFolder } from './small-workflow.ts';

/**
 * Every reading member of hpcflow's store API, with our name. Each must be named by a test of
 * store-suite.ts or stores.test.ts, which says what it does.
 */
const READING_MEMBERS = {
  path_has_store: 'pathHasStore',
  exists: 'exists',
  features: 'features',
  store_name: 'storeName',
  store_path: 'storePath',
  workflow_path: 'workflowPath',
  workflow: 'workflow',
  ts_fmt: 'tsFmt',
  has_pending: 'hasPending',
  cached_load: 'cachedLoad',
  get_creation_info: 'getCreationInfo',
  get_template: 'getTemplate',
  get_template_components: 'getTemplateComponents',
  get_all_tasks_metadata: 'getAllTasksMetadata',
  get_num_added_tasks: 'getNumAddedTasks',
  get_task_elements: 'getTaskElements',
  get_task_elements_islice: 'getTaskElementsIslice',
  get_task_idx_from_insert_ID: 'getTaskIdxFromInsertID',
  get_loops: 'getLoops',
  get_submissions: 'getSubmissions',
  get_parameter_data: 'getParameterData',
  get_all_parameter_data: 'getAllParameterData',
  get_parameter_source: 'getParameterSource',
  is_parameter_set: 'isParameterSet',
  check_parameters_exist: 'checkParametersExist',
  is_modified_on_disk: 'isModifiedOnDisk',
  load: 'load',
  load_metadata: 'loadMetadata',
  load_submissions: 'loadSubmissions',
  load_parameter_data: 'loadParameterData',
} as const;

/** Of the JSON store alone. */
const JSON_ONLY = ['getTaskIdxFromInsertID', 'load', 'loadSubmissions', 'loadParameterData'];

/** Ours, in bulk. */
const BULK_MEMBERS = [
  'taskElementBatches',
  'countTaskElements',
  'areParametersSet',
  'parameterIndices',
  'getParameterSources',
];

const FUNCTIONS = {
  store_cls_from_path: 'storeClsFromPath',
  store_cls_from_str: 'storeClsFromStr',
};

/** Members that support others and are no part of the API (TypeScript's `protected`). */
const PROTECTED = [
  'pending',
  'documentFile',
  'submissionsFile',
  'rootMember',
  'storedSubmissions',
  'taskRows',
  'templateTasks',
  'timeParser',
];

function membersOf(store: PersistentStore, storeClass: object): string[] {
  const names = new Set([
    ...Object.getOwnPropertyNames(store),
    ...Object.getOwnPropertyNames(storeClass),
  ]);
  for (let at: unknown = Object.getPrototypeOf(store); at !== Object.prototype; ) {
    if (typeof at !== 'object' || at === null) break;
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    at = Object.getPrototypeOf(at);
  }
  const ours = ['constructor', 'length', 'name', 'prototype', 'open', ...PROTECTED];
  return [...names].filter((name) => !ours.includes(name)).sort();
}

const api = [...Object.values(READING_MEMBERS), ...BULK_MEMBERS];

describe('the API of the stores', () => {
  test.each([
    ['json', JSONPersistentStore, api],
    ['zarr', ZarrPersistentStore, api.filter((name) => !JSON_ONLY.includes(name))],
  ] as const)('%s has these members and no other', async (name, storeClass, expected) => {
    const store = await opened(await writtenFolder(smallWorkflow(), name), name);
    expect(store).toBeInstanceOf(PersistentStore);
    expect(membersOf(store, storeClass)).toEqual([...expected].sort());
  });

  test('the functions beside them', () => {
    expect(Object.keys(storeClasses).sort()).toEqual(Object.values(FUNCTIONS).sort());
  });

  const tests = ['store-suite.ts', 'stores.test.ts']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('\n');
  const titles = [...tests.matchAll(/test(?:\.each\([\s\S]*?\]\))?\(\s*['`"]([^\n]*)['`"],/g)].map(
    ([, title = '']) => title,
  );

  test.each([...api, ...Object.values(FUNCTIONS)])(
    '%s has a test of its own behaviour',
    (member) => {
      const named = titles.filter((title) => new RegExp(`\\b${member}\\b`).test(title));
      expect(named, `no test names ${member}`).not.toEqual([]);
      expect(tests).toMatch(new RegExp(`(?:\\.|\\b)${member}\\b\\(?`));
    },
  );

  test.each(Object.entries({ ...READING_MEMBERS, ...FUNCTIONS }))(
    'docs/persistence.md tells of %s',
    (hpcflowName, member) => {
      const text = readFileSync(new URL('../../../docs/persistence.md', import.meta.url), 'utf8');
      expect(text).toContain(`\`${hpcflowName}\``);
      expect(text).toContain(`\`${member}\``);
    },
  );
});
