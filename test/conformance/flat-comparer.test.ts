import { describe, expect, test } from 'vitest';
import { readTruth } from '../../electron/conformance/compare-workflow.ts';
import {
  compareFlatWorkflow,
  FLAT_SECTIONS,
  type FlatSection,
  OPTIONAL_SECTIONS,
} from '../../electron/conformance/flat/compare-flat.ts';
import { isDict, isList, type PyDict, type PyValue } from '../../electron/persistence/values.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../unit/shared-workflows.ts';
import { leavesOf, type Path, section, withChange } from './mutate.ts';

/** Workflows that together have something in every section. */
const WORKFLOWS = [
  'gen3-a180-zarr-files',
  'gen2-a60-json-loop1',
  'gen4-jobscript-zarr-run-dirs',
  'gen3-a180-zip-arrays.zip',
];
const SECTIONS: readonly FlatSection[] = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS];

/** What a call was asked; and what is only compared as far as our model has it. */
const NOT_COMPARED =
  /^check_parameters_exist\.ids|snapshot_(start|end)\.(root_path|use_strings)$|\.dir_diff$/;

const truthOf = (name: string): PyDict =>
  readTruth(`${sharedWorkflowPath(name.replace(/\.zip$/, ''))}.truth.json`);

async function differences(
  name: string,
  truth: PyDict,
  sections?: readonly FlatSection[],
): Promise<readonly string[]> {
  return (await compareFlatWorkflow(sharedWorkflowPath(name), truth, sections)).differences;
}

/** First, middle and last, and some between. */
function sample(paths: readonly Path[]): Path[] {
  const wanted = [0, 0.21, 0.5, 0.83, 1].map((part) => Math.round(part * (paths.length - 1)));
  return [...new Set(wanted)].flatMap((at) => paths.slice(at, at + 1));
}

/** T9: of a parameter that is not set hpcflow may say either. */
function isEither(truth: PyDict, key: string, [id]: Path): boolean {
  if (key !== 'get_parameter_set_statuses') return false;
  const parameters = truth.get('get_parameters');
  const parameter = isDict(parameters) ? parameters.get(String(id)) : undefined;
  return isDict(parameter) && parameter.get('is_set') === false;
}

/** Whether a value, at a path, is only an error of hpcflow. */
function isRaised(value: PyValue, path: Path): boolean {
  let at: PyValue | undefined = value;
  for (const step of path) {
    if (isDict(at) && at.has('raises')) return true;
    at = isDict(at) ? at.get(String(step)) : isList(at) ? at[Number(step)] : undefined;
  }
  return false;
}

describe.skipIf(!hasSharedWorkflows)('the comparison of later generations', () => {
  describe.each(WORKFLOWS)('of %s', (name) => {
    test('finds nothing in the truth itself', async () => {
      expect(await differences(name, truthOf(name))).toEqual([]);
    });

    test('finds one changed value in every section', async () => {
      const truth = truthOf(name);
      for (const key of SECTIONS) {
        const value = section(truth, key);
        const leaves = leavesOf(value).filter(
          (path) =>
            !NOT_COMPARED.test([key, ...path].join('.')) &&
            !isRaised(value, path) &&
            !isEither(truth, key, path),
        );
        for (const path of truth.has(key) ? sample(leaves) : []) {
          const changed = new Map(truth).set(key, withChange(value, path));
          const found = await differences(name, changed, [key]);
          expect(found, `${key}.${path.join('.')} was changed`).not.toEqual([]);
        }
      }
    }, 120_000);

    test('finds missing sections', async () => {
      for (const key of FLAT_SECTIONS) {
        const truth = new Map(truthOf(name));
        truth.delete(key);
        expect(await differences(name, truth, [key])).toEqual([
          `${key}: missing in the truth file`,
        ]);
      }
    });

    test('finds a section that is not known', async () => {
      const more = new Map(truthOf(name)).set('get_environments', []);
      expect(await differences(name, more, [])).toEqual([
        'get_environments: a section that is not known',
      ]);
    });
  });
});
