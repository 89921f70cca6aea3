import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatJson } from '../../../electron/persistence/json-write.ts';
import { isDict, type PyDict } from '../../../electron/persistence/values.ts';
import { buildLaterStudy } from '../../../electron/sample/later-workflow.ts';
import { SAMPLE_STUDY } from '../../../electron/sample/sample-study.ts';
import { createSampleWorkflow } from '../../../electron/sample/sample-workflow.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import { countOf, RUN_STATUSES } from '../../../shared/model/status.ts';
import { NO_CONTEXT } from '../../bench/no-context.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Hash of the names and contents of everything in a folder. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    const file = join(folder, name);
    hash.update(name);
    if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

const workflow = { workflowId: 'sample' };

describe('the sample workflow', () => {
  test('is the same every time, and made once', async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const path = await createSampleWorkflow(first);
    const madeMs = statSync(path).mtimeMs;
    expect(await createSampleWorkflow(first)).toBe(path);
    expect(statSync(path).mtimeMs).toBe(madeMs);
    expect(hashOf(first)).toBe(hashOf(await createSampleWorkflow(second).then(() => second)));
  }, 30_000);

  test('names its components by their content', () => {
    const { templateComponents } = buildLaterStudy(SAMPLE_STUDY, 'sample');
    const components = [...templateComponents.values()].filter(isDict).flatMap((type) => [...type]);
    expect(components.length).toBeGreaterThan(10);
    for (const [hash, component] of components) {
      const text = formatJson(component as PyDict, { sortKeys: true });
      expect(createHash('md5').update(text).digest('hex')).toBe(hash);
    }
  });
});

describe('the sample workflow, opened', () => {
  let session: WorkflowSession;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-test-'));
    session = await openSession(await createSampleWorkflow(folder));
    return async () => {
      await session.close();
      rmSync(folder, { recursive: true, force: true });
    };
  });

  test('shows tasks, a loop and two submissions, without a problem', async () => {
    const structure = await session.handlers['workflow.readStructure'](workflow, NO_CONTEXT);
    expect(structure.problems).toEqual([]);
    expect(structure.tasks.map(({ name }) => name)).toEqual([
      'generate_microstructure_seeds_random',
      'generate_volume_element_from_voronoi',
      'simulate_VE_loading_damask',
      'fit_hardening_levenberg_marquardt',
    ]);
    expect(structure.tasks.map(({ elementCount }) => elementCount)).toEqual([16, 16, 28, 28]);
    expect(structure.loops).toMatchObject([{ name: 'fit', addedIterations: 3 }]);
    const { submissions } = await session.handlers['submissions.list'](workflow, NO_CONTEXT);
    expect(submissions.map(({ status }) => status)).toEqual(['submitted', 'partially-submitted']);
  });

  test('has failures, skipped runs and runs that a loop ended', async () => {
    const counts = await session.handlers['workflow.readCounts'](workflow, NO_CONTEXT);
    expect(counts.problems).toEqual([]);
    const present = RUN_STATUSES.filter((status) => countOf(counts.all, status) > 0);
    expect(present).toEqual([
      'pending',
      'prepared',
      'submitted',
      'running',
      'success',
      'error',
      'skipped',
      'ended-by-loop',
    ]);
    expect(countOf(counts.all, 'error')).toBe(8 + 3);
    // After a simulation that was killed its reading and three fits; after a reading three fits.
    expect(countOf(counts.all, 'skipped')).toBe(8 * 4 + 3 * 3);
  });

  test('fails for two reasons, one of them tied to an input', async () => {
    const { causes } = await session.handlers['failures.listCauses'](
      { ...workflow, readsLogs: true },
      NO_CONTEXT,
    );
    expect(causes.map(({ exitCode, line, runs }) => [exitCode, line, runs.length])).toEqual([
      [137, expect.stringContaining('Detected 1 oom_kill event'), 8],
      [1, "KeyError: 'phase'", 3],
    ]);
    const [killed] = causes;
    const { separators, tie } = await session.handlers['failures.readSeparators'](
      { ...workflow, taskInsertId: 2, action: 1, cause: killed?.key },
      NO_CONTEXT,
    );
    expect(separators.map(({ path }) => path)).toContain('inputs.volume_element.grid_size');
    expect(tie).toMatchObject({ path: 'inputs.volume_element.grid_size', text: '[64, 64, 8]' });
  });

  test('has an array that is an image', async () => {
    const place = { ...workflow, taskInsertId: 2, element: 0, iteration: 0 };
    const { data } = await session.handlers['parameters.listOfIteration'](place, NO_CONTEXT);
    const parameter = data.find(({ path }) => path === 'outputs.VE_response')?.parameter ?? -1;
    const window = await session.handlers['arrays.readWindow'](
      {
        ...workflow,
        parameter,
        path: ['field_data', 'sigma_vM', 'data'],
        selection: [
          { start: 0, stop: 32, step: 1 },
          { start: 0, stop: 32, step: 1 },
        ],
      },
      NO_CONTEXT,
    );
    expect(window.shape).toEqual([32, 32]);
    const numbers = [...(window.numbers ?? [])];
    expect(new Set(numbers).size).toBeGreaterThan(100);
    expect(Math.min(...numbers)).toBeGreaterThan(50e6);
    expect(Math.max(...numbers)).toBeLessThan(400e6);
  });
});
