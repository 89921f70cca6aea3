import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReader } from '../../../electron/generations/open-reader.ts';
import { recognise } from '../../../electron/generations/recognise.ts';
import type { WorkflowReader } from '../../../electron/generations/workflow-reader.ts';
import { writeGen1 } from '../../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../../electron/sample/parameter-study.ts';
import { createSampleWorkflow } from '../../../electron/sample/sample-workflow.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';

async function readerAt(path: string): Promise<WorkflowReader> {
  const found = await recognise(path);
  if (found.kind !== 'workflow') throw new Error('not a workflow');
  return openReader(found);
}

const study = (store: 'json' | 'zarr') => async (): Promise<string> => {
  const path = join(temporaryFolder(), 'study');
  await writeGen1(path, parameterStudy({ elements: 12, iterations: 3, failedPart: 0.5 }), store);
  return path;
};

test.each([
  ['GEN1 JSON', study('json')],
  ['GEN1 Zarr', study('zarr')],
  ['the sample', () => createSampleWorkflow(temporaryFolder())],
])(
  'of %s, which parameters are set is told for all at once as for each',
  async (_, make) => {
    const reader = await readerAt(await make());
    const indices = await reader.parameterIndices();
    const each: number[] = [];
    for (const index of indices) each.push((await reader.parameter(index))[0] ? 1 : 0);
    expect(new Set(each)).toEqual(new Set([0, 1]));
    expect([...(await reader.areParametersSet(indices))]).toEqual(each);
    await reader.close();
  },
  30_000,
);
