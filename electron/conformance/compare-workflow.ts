import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppException } from '../../shared/contract/errors.ts';
import { parseJsonBytes } from '../persistence/json-text.ts';
import { openPersistentStore } from '../persistence/open-persistent-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import { isDict, type PyDict, type PyValue } from '../persistence/values.ts';
import { compareApiLoops, compareApiSubmissions } from './compare-api.ts';
import { compareApiTasks } from './compare-api-tasks.ts';
import { compareSlices, compareTaskElements, compareTasksMetadata } from './compare-elements.ts';
import {
  compareAllParameterData,
  compareExistence,
  compareParameterData,
  compareSetFlags,
  compareSources,
} from './compare-parameters.ts';
import { compareValues } from './compare-values.ts';
import { dict, encodeSubmission } from './encode-records.ts';
import { withPlainTimes } from './encode-value.ts';
import { Findings } from './findings.ts';
import { Structure } from './structure.ts';

/** Sections that say something about the truth file or the workflow folder, not about a result. */
const ABOUT = ['about', 'workflow_name'];

/** Sections of a truth file of generation 1, each with its comparison. */
export const SECTIONS = [
  'hpcflow_version',
  'store_format',
  'template_name',
  'ts_fmt',
  'features',
  'get_creation_info',
  'get_num_added_tasks',
  'get_template',
  'get_template_components',
  'get_all_tasks_metadata',
  'get_loops',
  'get_submissions',
  'get_task_elements',
  'get_task_elements_slices',
  'get_all_parameter_data',
  'get_parameter_data',
  'get_parameter_source',
  'is_parameter_set',
  'check_parameters_exist',
  'api_tasks',
  'api_loops',
  'api_submissions',
] as const;

export type Section = (typeof SECTIONS)[number];

/** Reads a truth file without loss; times are written in one way, whatever their precision. */
export function readTruth(path: string): PyDict {
  const truth = parseJsonBytes(readFileSync(path), { file: basename(path) });
  const plain = withPlainTimes(truth);
  if (isDict(plain)) return plain;
  throw new AppException({
    code: 'corrupt-data',
    message: `${join(dirname(path), basename(path))} holds no map of sections.`,
    file: path,
  });
}

/**
 * Compares what our store returns for a workflow of generation 1 with what hpcflow returned, section
 * by section and exactly.
 *
 * @param folder - Absolute path of the workflow.
 * @param sections - Sections to compare; all of them unless told otherwise.
 * @throws AppException when the workflow cannot be opened at all
 */
export async function compareWorkflow(
  folder: string,
  truth: PyDict,
  sections: readonly Section[] = SECTIONS,
): Promise<Findings> {
  const findings = new Findings();
  const store = await openPersistentStore({ path: folder, isInBatch: false });
  const compare = await comparisons(store, truth, findings);
  for (const section of sections) {
    const expected = truth.get(section);
    if (expected === undefined) {
      findings.differs(section, 'missing in the truth file');
      continue;
    }
    try {
      await compare[section](expected);
    } catch (error) {
      if (!(error instanceof AppException)) throw error;
      findings.differs(section, error.message);
    }
  }
  for (const key of truth.keys()) {
    const isKnown = ABOUT.includes(key) || SECTIONS.some((section) => section === key);
    if (!isKnown) findings.differs(key, 'a section that is not known');
  }
  return findings;
}

type Comparisons = Readonly<Record<Section, (expected: PyValue) => Promise<void>>>;

async function comparisons(
  store: PersistentStore,
  truth: PyDict,
  findings: Findings,
): Promise<Comparisons> {
  const structure = await Structure.of(store);
  const elements = { store, structure, findings };
  const indices = [...(await store.parameterIndices())];
  const parameters = { store, structure, findings, indices };
  const plain =
    (section: Section, actual: () => Promise<PyValue>) =>
    async (expected: PyValue): Promise<void> =>
      compareValues(expected, await actual(), section, findings);
  const version = async (): Promise<PyValue> => {
    const info = (await store.getCreationInfo()).get('app_info');
    const name = isDict(info) ? info.get('name') : undefined;
    // Applications made with hpcflow record their own version.
    const isHpcflow = typeof name === 'string' && name.toLowerCase() === 'hpcflow';
    const recorded = isDict(info) && isHpcflow ? info.get('version') : truth.get('hpcflow_version');
    return recorded ?? null;
  };
  return {
    hpcflow_version: plain('hpcflow_version', version),
    store_format: plain('store_format', async () => store.storeName),
    template_name: plain(
      'template_name',
      async () => (await store.getTemplate()).get('name') ?? null,
    ),
    ts_fmt: plain('ts_fmt', () => store.tsFmt()),
    features: plain('features', async () => dict({ ...store.features })),
    get_creation_info: plain('get_creation_info', () => store.getCreationInfo()),
    get_num_added_tasks: plain('get_num_added_tasks', () => store.getNumAddedTasks()),
    get_template: plain('get_template', () => store.getTemplate()),
    get_template_components: plain('get_template_components', () => store.getTemplateComponents()),
    get_all_tasks_metadata: (expected) => compareTasksMetadata(expected, elements),
    get_loops: plain('get_loops', () => store.getLoops()),
    get_submissions: plain('get_submissions', async () =>
      (await store.getSubmissions()).map(encodeSubmission),
    ),
    get_task_elements: (expected) => compareTaskElements(expected, elements),
    get_task_elements_slices: (expected) => compareSlices(expected, elements),
    get_all_parameter_data: (expected) => compareAllParameterData(expected, parameters),
    get_parameter_data: (expected) =>
      compareParameterData(expected, truth.get('get_all_parameter_data') ?? null, parameters),
    get_parameter_source: (expected) => compareSources(expected, parameters),
    is_parameter_set: (expected) => compareSetFlags(expected, parameters),
    check_parameters_exist: (expected) => compareExistence(expected, parameters),
    api_tasks: async (expected) =>
      compareApiTasks(expected, await store.getSubmissions(), elements),
    api_loops: (expected) => compareApiLoops(expected, store, structure.insertIds, findings),
    api_submissions: async (expected) =>
      compareApiSubmissions(expected, store, await store.getSubmissions(), findings),
  };
}
