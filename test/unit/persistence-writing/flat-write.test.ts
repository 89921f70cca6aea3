import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFlatWorkflow } from '../../../electron/persistence/flat-writing/write-flat.ts';
import { isArrayHandle, isDict } from '../../../electron/persistence/values.ts';
import { buildLaterStudy } from '../../../electron/sample/later-workflow.ts';
import { SAMPLE_STUDY } from '../../../electron/sample/sample-study.ts';
import { readFlat } from '../../support/read-flat.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';

const QUICK = { isSynced: false, retry: { waitsMs: [] } };
const WORKFLOW = buildLaterStudy(SAMPLE_STUDY, 'study');

describe('a workflow of later generations, written whole', () => {
  test('is read as it was described', async () => {
    const path = join(temporaryFolder(), 'study');
    await writeFlatWorkflow(path, WORKFLOW, 'gen4', 'zarr', QUICK);
    const { parameters, runDirectories, files, ...rest } = await readFlat(path, 'zarr');
    const { parameters: described, files: texts, ...records } = WORKFLOW;
    expect({ ...rest, runDirectories }).toEqual(records);
    expect(files).toEqual(texts);
    expect(parameters.map(({ source }) => source)).toEqual(described.map(({ source }) => source));
    for (const [id, { value }] of described.entries()) {
      const read = parameters[id]?.value;
      if (!isDict(value)) expect(read).toEqual(value);
      else if (isDict(read)) expect([...read.keys()]).toEqual([...value.keys()]);
    }
    const seeds = described.findIndex(({ value }) => isDict(value) && value.has('position'));
    const [stored, given] = [parameters[seeds]?.value, described[seeds]?.value].map((value) =>
      isDict(value) ? value.get('position') : undefined,
    );
    if (!isArrayHandle(stored) || !isArrayHandle(given)) throw new Error('no array');
    expect((await stored.read()).data).toEqual((await given.read()).data);
  }, 30_000);

  test('leaves alone what is there', async () => {
    const path = join(temporaryFolder(), 'study');
    mkdirSync(path);
    await expect(writeFlatWorkflow(path, WORKFLOW, 'gen4', 'zarr', QUICK)).rejects.toMatchObject({
      error: { code: 'refused' },
    });
    expect(readdirSync(path)).toEqual([]);
  });

  test('refuses arrays in a JSON store before anything is written', async () => {
    const path = join(temporaryFolder(), 'study');
    await expect(writeFlatWorkflow(path, WORKFLOW, 'gen4', 'json', QUICK)).rejects.toMatchObject({
      error: { message: expect.stringContaining('A JSON store cannot hold it') },
    });
    expect(existsSync(path)).toBe(false);
  });
});
