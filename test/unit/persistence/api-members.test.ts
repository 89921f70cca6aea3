import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as directories from '../../../electron/persistence/directories.ts';
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

/** Every writing member, likewise. Each must be named by a test of persistence-writing/. */
const WRITING_MEMBERS = {
  write_empty_workflow: 'writeEmptyWorkflow',
  add_template_components: 'addTemplateComponents',
  add_empty_task: 'addEmptyTask',
  add_element_set: 'addElementSet',
  add_elements: 'addElements',
  add_element_iterations: 'addElementIterations',
  add_EARs: 'addEARs',
  add_loop: 'addLoop',
  update_loop_num_added_iters: 'updateLoopNumAddedIters',
  add_parameter_data: 'addParameterData',
  add_unset_parameter_data: 'addUnsetParameterData',
  set_parameter: 'setParameter',
  add_submission: 'addSubmission',
  append_submission_attempt: 'appendSubmissionAttempt',
  set_jobscript_version_info: 'setJobscriptVersionInfo',
  set_jobscript_submit_time: 'setJobscriptSubmitTime',
  set_jobscript_job_ID: 'setJobscriptJobID',
  set_EAR_submission_indices: 'setEARSubmissionIndices',
  set_EAR_start: 'setEARStart',
  set_EAR_end: 'setEAREnd',
  save: 'save',
  commit_pending: 'commitPending',
  reject_pending: 'rejectPending',
  clear_pending: 'clearPending',
  copy: 'copy',
  delete: 'delete',
  delete_no_confirm: 'deleteNoConfirm',
  remove_replaced_dir: 'removeReplacedDir',
  reinstate_replaced_dir: 'reinstateReplacedDir',
} as const;

/** Of the JSON store alone. */
const JSON_ONLY = ['getTaskIdxFromInsertID', 'load', 'loadSubmissions', 'loadParameterData'];

/** Ours, in bulk. */
const BULK_MEMBERS = [
  'taskElementBatches',
  'countTaskElements',
  'taskIterations',
  'areParametersSet',
  'parameterIndices',
  'getParameterSources',
  'addManyParameters',
  'rootKeys',
];

const FUNCTIONS = {
  store_cls_from_path: 'storeClsFromPath',
  store_cls_from_str: 'storeClsFromStr',
};

const DIRECTORY_FUNCTIONS = {
  dropbox_retry_fail: 'dropboxRetryFail',
  remove_dir: 'removeDir',
  rename_dir: 'renameDir',
  temporary_workflow_rename: 'temporaryWorkflowRename',
};

/** Tests of the writing members. */
const WRITING_TESTS = [
  'writing-suite.ts',
  'writing-values-suite.ts',
  'directories.test.ts',
  'replaced-folder.test.ts',
].map((file) => `../persistence-writing/${file}`);

/** Members that support others and are no part of the API (TypeScript's `protected`). */
const PROTECTED = [
  'pending',
  'options',
  'planCommit',
  'forgetPending',
  'addParameters',
  'setPending',
  'undoWritten',
  'prepareRows',
  'serially',
  'saveNow',
  'replacedDir',
  'removeReplaced',
  'tasksWithPending',
  'committedRows',
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

const api = [...Object.values(READING_MEMBERS), ...Object.values(WRITING_MEMBERS), ...BULK_MEMBERS];

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
    const functions = Object.entries(directories).filter(([, item]) => typeof item === 'function');
    expect(functions.map(([name]) => name).sort()).toEqual(
      Object.values(DIRECTORY_FUNCTIONS).sort(),
    );
  });

  const tests = ['store-suite.ts', 'stores.test.ts', ...WRITING_TESTS]
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('\n');
  const titles = [...tests.matchAll(/test(?:\.each\([\s\S]*?\]\))?\(\s*['`"]([^\n]*)['`"],/g)].map(
    ([, title = '']) => title,
  );

  test.each([...api, ...Object.values(FUNCTIONS), ...Object.values(DIRECTORY_FUNCTIONS)])(
    '%s has a test of its own behaviour',
    (member) => {
      const named = titles.filter((title) => new RegExp(`\\b${member}\\b`).test(title));
      expect(named, `no test names ${member}`).not.toEqual([]);
      expect(tests).toMatch(new RegExp(`(?:\\.|\\b)${member}\\b\\(?`));
    },
  );

  test.each(
    Object.entries({
      ...READING_MEMBERS,
      ...WRITING_MEMBERS,
      ...FUNCTIONS,
      ...DIRECTORY_FUNCTIONS,
    }),
  )('docs/persistence.md tells of %s', (hpcflowName, member) => {
    const text = readFileSync(new URL('../../../docs/persistence.md', import.meta.url), 'utf8');
    expect(text).toContain(`\`${hpcflowName}\``);
    expect(text).toContain(`\`${member}\``);
  });
});
