import { beforeAll, describe, expect, test } from 'vitest';
import {
  type ConformanceResult,
  runConformance,
} from '../../electron/conformance/run-conformance.ts';
import {
  hasSharedWorkflows,
  SHARED_WORKFLOWS,
  sharedWorkflowNames,
} from '../unit/shared-workflows.ts';

/** How often each rule is followed over the real workflows. A change is looked at, then written. */
const RULES = { T4: 12, T9: 4929, T11: 20, T20: 84, 'zip files': 24 };
/** Errors of hpcflow counted apart. */
const RAISES = {
  'AttributeError for the status of a submission': 54,
  'AttributeError of snapshots': 84,
  'AttributeError of the object API': 3238,
  'NotImplementedError as hpcflow': 53,
  'TypeError of the object API': 51,
  'TypeError for the status of a submitted run': 44,
  'ValueError as hpcflow': 2,
  'errors of the object API for inserted tasks': 34,
};

describe.skipIf(!hasSharedWorkflows)('our stores say what hpcflow says', () => {
  const lines: string[] = [];
  let result: ConformanceResult | undefined;

  beforeAll(async () => {
    result = await runConformance(SHARED_WORKFLOWS, (line) => lines.push(line));
  }, 300_000);

  test.each(sharedWorkflowNames('gen'))('of %s', (file) => {
    const name = file.replace(/\.zip$/, '');
    const found = result?.workflows.find((workflow) => workflow.name === name);
    expect(found).toMatchObject({ name, status: 'passed' });
  });

  test('rules and errors are followed as often as last time', () => {
    expect(Object.fromEntries(result?.rules ?? [])).toEqual(RULES);
    expect(Object.fromEntries(result?.raises ?? [])).toEqual(RAISES);
  });

  test('one line per workflow, the counts last', () => {
    const names = result?.workflows.map(({ name }) => name) ?? [];
    for (const [i, name] of names.entries()) {
      expect(lines[i]).toMatch(new RegExp(`^pass  ${name.replaceAll('.', '\\.')}\\b`));
    }
    expect(lines.at(-1)).toBe(`${names.length} passed, 0 failed, 0 skipped`);
    expect(lines.length).toBe(names.length + 3);
  });
});
