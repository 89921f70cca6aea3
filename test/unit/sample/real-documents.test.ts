import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { JSONPersistentStore } from '../../../electron/persistence/json-persistent-store.ts';
import { parseJson } from '../../../electron/persistence/json-text.ts';
import type { RunRecord } from '../../../electron/persistence/records.ts';
import { timeParser } from '../../../electron/persistence/timestamps.ts';
import type { PyDict, PyValue } from '../../../electron/persistence/values.ts';
import { isDict, isList } from '../../../electron/persistence/values.ts';
import type { Gen1Task, Gen1Workflow } from '../../../electron/persistence/workflow-records.ts';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DOCUMENTS = ['metadata.json', 'submissions.json', 'parameters.json'] as const;

function textOf(path: string, name: string): string {
  return readFileSync(join(path, name), 'utf8');
}

const dict = (value: PyValue | undefined): PyDict => (isDict(value) ? value : new Map());
const list = (value: PyValue | undefined): readonly PyValue[] => (isList(value) ? value : []);
const record = <T>(value: PyValue | undefined): Record<string, T> =>
  Object.fromEntries(dict(value)) as Record<string, T>;

function runOf(value: PyValue, time: (text: PyValue | undefined) => number | null): RunRecord {
  const run = dict(value);
  const metadata = dict(run.get('metadata'));
  return {
    index: Number(run.get('index')),
    metadata: {
      submission_idx: metadata.get('submission_idx') as number | null,
      success: metadata.get('success') as boolean | null,
      start_time: time(metadata.get('start_time')),
      end_time: time(metadata.get('end_time')),
    },
    data_idx: record<number>(run.get('data_idx')),
  };
}

/** The records of a real workflow, taken from its documents and its decoded parameters. */
async function recordsOf(path: string): Promise<Gen1Workflow> {
  const metadata = dict(parseJson(textOf(path, 'metadata.json'), { file: 'metadata.json' }));
  const store = await JSONPersistentStore.open({ path, isInBatch: false });
  const values = await store.getAllParameterData();
  const parse = timeParser(await store.tsFmt());
  const time = (text: PyValue | undefined): number | null =>
    typeof text === 'string' ? (parse?.(text) ?? null) : null;
  const insertIds = list(dict(metadata.get('template')).get('tasks')).map((task) =>
    Number(dict(task).get('insert_ID')),
  );
  const tasks = list(metadata.get('tasks')).map(
    (task, position): Gen1Task => ({
      insertId: insertIds[position] ?? -1,
      elements: list(dict(task).get('elements')).map((element) => ({
        iterations_idx: list(dict(element).get('iterations_idx')) as number[],
        es_idx: Number(dict(element).get('es_idx')),
        seq_idx: record<number>(dict(element).get('seq_idx')),
        src_idx: record<number>(dict(element).get('src_idx')),
      })),
      iterations: list(dict(task).get('element_iterations')).map((item) => {
        const iteration = dict(item);
        const actions = [...dict(iteration.get('actions'))].map(
          ([action, runs]) => [Number(action), list(runs).map((run) => runOf(run, time))] as const,
        );
        return {
          global_idx: Number(iteration.get('global_idx')),
          data_idx: record<number>(iteration.get('data_idx')),
          EARs_initialised: iteration.get('EARs_initialised') === true,
          actions: new Map(actions),
          schema_parameters: list(iteration.get('schema_parameters')) as string[],
          loop_idx: record<number>(iteration.get('loop_idx')),
        };
      }),
    }),
  );
  const submissions = parseJson(textOf(path, 'submissions.json'), { file: 'submissions.json' });
  return {
    creationInfo: dict(metadata.get('creation_info')),
    template: dict(metadata.get('template')),
    templateComponents: dict(metadata.get('template_components')),
    loops: list(metadata.get('loops')).map(dict),
    submissions: list(submissions).map(dict),
    numAddedTasks: Number(metadata.get('num_added_tasks')),
    tasks,
    parameters: [...dict(metadata.get('parameter_sources'))].map(([index, source]) => {
      const [isSet = false, value = null] = values.get(Number(index)) ?? [];
      return isSet ? { source: dict(source), value } : { source: dict(source) };
    }),
  };
}

describe.skipIf(!hasSharedWorkflows)('the JSON writer, on every real workflow', () => {
  for (const name of sharedWorkflowNames('gen1-').filter((item) => item.includes('-json-'))) {
    test(`${name}: the same bytes as hpcflow's`, async () => {
      const path = sharedWorkflowPath(name);
      const folder = join(temporaryFolder(), name);
      await writeGen1(folder, await recordsOf(path), 'json');
      for (const document of DOCUMENTS) {
        expect(textOf(folder, document) === textOf(path, document), document).toBe(true);
      }
    });
  }
});
