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
const RULES = { T4: 6, T11: 8 };
/** Errors of hpcflow counted apart. */
const RAISES = {
  'AttributeError for the status of a submission': 54,
  'NotImplementedError as hpcflow': 53,
  'TypeError for the status of a submitted run': 44,
  'ValueError as hpcflow': 2,
};

describe.skipIf(!hasSharedWorkflows)('our stores say what hpcflow says', () => {
  const lines: string[] = [];
  let result: ConformanceResult | undefined;

  beforeAll(async () => {
    result = await runConformance(SHARED_WORKFLOWS, (line) => lines.push(line));
  }, 300_000);

  test.each(sharedWorkflowNames('gen1-'))('of %s', (name) => {
    const found = result?.workflows.find((workflow) => workflow.name === name);
    expect(found).toMatchObject({ name, status: 'passed' });
  });

  test('every other workflow is skipped, with the reason', () => {
    const others = result?.workflows.filter(({ name }) => !name.startsWith('gen1-')) ?? [];
    expect(others.length).toBe(
      sharedWorkflowNames('gen').length - sharedWorkflowNames('gen1-').length,
    );
    for (const workflow of others) {
      expect(workflow).toMatchObject({
        status: 'skipped',
        reason: expect.stringMatching(
          /^(generation GEN[0-9]|a zipped workflow) is not readable yet$/,
        ),
      });
    }
  });

  test('rules and errors are followed as often as last time', () => {
    expect(Object.fromEntries(result?.rules ?? [])).toEqual(RULES);
    expect(Object.fromEntries(result?.raises ?? [])).toEqual(RAISES);
  });

  test('one line per workflow, the counts last', () => {
    const names = result?.workflows.map(({ name }) => name) ?? [];
    for (const [i, name] of names.entries()) {
      expect(lines[i]).toMatch(new RegExp(`^(pass|skip)  ${name.replaceAll('.', '\\.')}\\b`));
    }
    const skipped = names.filter((name) => !name.startsWith('gen1-')).length;
    expect(lines.at(-1)).toBe(`${names.length - skipped} passed, 0 failed, ${skipped} skipped`);
    expect(lines.length).toBe(names.length + 3);
  });
});
