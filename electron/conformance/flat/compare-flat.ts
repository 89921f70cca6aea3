import { AppException } from '../../../shared/contract/errors.ts';
import { isDict, type PyDict, type PyValue } from '../../persistence/values.ts';
import { compareValues } from '../compare-values.ts';
import { dict } from '../encode-records.ts';
import { Findings } from '../findings.ts';
import { compareFlatLoops, compareFlatSubmissions } from './compare-flat-api.ts';
import {
  compareExistence,
  compareFlatParameters,
  compareFlatSources,
  compareStatuses,
} from './compare-flat-parameters.ts';
import {
  compareElements,
  compareIterations,
  compareLoops,
  compareRuns,
  compareSubmissions,
} from './compare-flat-records.ts';
import { compareFlatTasks } from './compare-flat-tasks.ts';
import { encodeTask } from './encode-flat.ts';
import { type FlatContext, flatContext } from './flat-context.ts';

/** Sections that say something about the truth file, not about a result. */
const ABOUT = ['about', 'hpcflow_branch', 'api_tasks_raises'];

/** Sections of a truth file of GEN2 and later, each with its comparison. */
export const FLAT_SECTIONS = [
  'hpcflow_version',
  'store_format',
  'workflow_name',
  'template_name',
  'ts_fmt',
  'num_tasks',
  'num_loops',
  'num_submissions',
  'num_elements',
  'num_element_iterations',
  'num_EARs',
  'num_added_tasks',
  'features',
  'creation_info',
  'get_template',
  'get_template_components',
  'get_tasks',
  'get_loops',
  'get_submissions',
  'get_elements',
  'get_element_iterations',
  'get_EARs',
  'check_parameters_exist',
  'api_tasks',
  'api_loops',
  'api_submissions',
] as const;

/** Sections that not every version has, or that are left out where they would be very large. */
export const OPTIONAL_SECTIONS = [
  'ts_name_fmt',
  'id',
  'get_parameters',
  'get_parameter_sources',
  'get_parameter_set_statuses',
  'get_dirs_arr',
  'run_directories',
] as const;

export type FlatSection = (typeof FLAT_SECTIONS)[number] | (typeof OPTIONAL_SECTIONS)[number];

/**
 * Compares what our store and our model say of a workflow of GEN2 or later with what hpcflow
 * returned, section by section and exactly.
 *
 * @param path - Absolute path of the workflow.
 * @param sections - Sections to compare; all of them unless told otherwise.
 * @throws AppException when the workflow cannot be opened at all
 */
export async function compareFlatWorkflow(
  path: string,
  truth: PyDict,
  sections: readonly FlatSection[] = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS],
): Promise<Findings> {
  const findings = new Findings();
  const context = await flatContext(path, truth, findings);
  for (const section of sections) {
    const expected = truth.get(section);
    if (expected === undefined) {
      const isOptional = OPTIONAL_SECTIONS.some((optional) => optional === section);
      if (!isOptional) findings.differs(section, 'missing in the truth file');
      continue;
    }
    try {
      await COMPARISONS[section](expected, context, section);
    } catch (error) {
      if (!(error instanceof AppException)) throw error;
      findings.differs(section, error.message);
    }
  }
  const known: readonly string[] = [...ABOUT, ...FLAT_SECTIONS, ...OPTIONAL_SECTIONS];
  for (const key of truth.keys()) {
    if (!known.includes(key)) findings.differs(key, 'a section that is not known');
  }
  await context.reader.close();
  return findings;
}

type Comparison = (
  expected: PyValue,
  context: FlatContext,
  section: FlatSection,
) => Promise<void> | void;

function plain(actual: (context: FlatContext) => PyValue | Promise<PyValue>): Comparison {
  return async (expected, context, section) =>
    compareValues(expected, await actual(context), section, context.findings);
}

const COMPARISONS: Readonly<Record<FlatSection, Comparison>> = {
  hpcflow_version: plain(({ store, truth }) => {
    const info = store.getCreationInfo().get('app_info');
    const name = isDict(info) ? info.get('name') : undefined;
    const isHpcflow = typeof name === 'string' && name.toLowerCase() === 'hpcflow';
    // Applications made with hpcflow record their own version.
    const version = isDict(info) && isHpcflow ? info.get('version') : truth.get('hpcflow_version');
    return version ?? null;
  }),
  store_format: plain(({ store }) => store.storeName),
  workflow_name: plain(({ reader }) => reader.identity.storedName ?? reader.identity.name),
  template_name: plain(({ reader }) => reader.identity.templateName ?? null),
  ts_fmt: plain(({ store }) => store.getTsFmt()),
  ts_name_fmt: plain(({ store }) => store.getTsNameFmt() ?? null),
  id: plain(({ store }) => store.getCreationInfo().get('id') ?? null),
  num_tasks: plain(({ reader }) => reader.tasks.length),
  num_loops: plain(({ reader }) => reader.loops.length),
  num_submissions: plain(({ reader }) => reader.submissionCount),
  num_elements: plain(({ store }) => store.elementCount),
  num_element_iterations: plain(({ store }) => store.iterationCount),
  num_EARs: plain(({ store }) => store.runCount),
  num_added_tasks: plain(({ store }) => store.getNumAddedTasks()),
  features: plain(({ store }) => dict({ ...store.features })),
  creation_info: plain(({ store }) => store.getCreationInfo()),
  get_template: plain(({ store }) => store.getTemplate()),
  get_template_components: plain(({ store }) => store.getTemplateComponents()),
  get_tasks: plain(async ({ store, taken }) =>
    (await store.getTasks()).map((task, position) => {
      return encodeTask({ ...task, element_IDs: taken[position] ?? [] });
    }),
  ),
  get_loops: compareLoops,
  get_submissions: compareSubmissions,
  get_elements: compareElements,
  get_element_iterations: compareIterations,
  get_EARs: compareRuns,
  get_parameters: compareFlatParameters,
  get_parameter_sources: compareFlatSources,
  get_parameter_set_statuses: compareStatuses,
  check_parameters_exist: compareExistence,
  get_dirs_arr: plain(({ store }) => store.getDirsArr()),
  run_directories: async (expected, { reader, lookup, findings }) => {
    const directories = new Map<number, string | null>();
    for (const [row, id] of lookup.index.runs.id.entries()) {
      directories.set(id, (await reader.runFacts(row, lookup)).directory ?? null);
    }
    const actual = [...directories.keys()]
      .sort((a, b) => a - b)
      .map((id) => directories.get(id) ?? null);
    compareValues(expected, actual, 'run_directories', findings);
  },
  api_tasks: compareFlatTasks,
  api_loops: compareFlatLoops,
  api_submissions: compareFlatSubmissions,
};
