import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { DataEntry } from '../../../shared/contract/documents.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

async function firstData(path: string): Promise<Map<string, DataEntry>> {
  const { handlers, close } = await openSession(path);
  const place = { workflowId: 'w', taskInsertId: 0, element: 0, iteration: 0 };
  const { data } = await handlers['parameters.listOfIteration'](place, context);
  await close();
  return new Map(data.map((entry) => [entry.path, entry]));
}

function copyOf(name: string): string {
  const folder = join(temporaryFolder(), name);
  cpSync(sharedWorkflowPath(name), folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}

/** Changes a document that may be read only. */
function rewrite(file: string, change: (text: string) => string): void {
  chmodSync(file, 0o644);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

describe.skipIf(!hasSharedWorkflows)('values that are files', () => {
  it.each([
    'gen2-a60-json-input-file',
    'gen3-a180-zarr-input-file',
    'gen4-jobscript-json-input-file',
  ])('are found in %s', async (name) => {
    const entry = (await firstData(sharedWorkflowPath(name))).get('input_files.wk_in_file');
    expect(entry?.file).toMatchObject({ state: 'there', key: 'artifacts/input_files/0/in.txt' });
    expect(entry?.file?.sizeBytes).toBeGreaterThan(0);
  });

  it('are found in an archive', async () => {
    const path = sharedWorkflowPath('gen3-a180-zip-input-file.zip');
    expect((await firstData(path)).get('input_files.wk_in_file')?.file?.state).toBe('there');
  });

  it('are said not to be found, or to be outside', async () => {
    const path = copyOf('gen3-a180-json-input-file');
    chmodSync(join(path, 'artifacts/input_files/0'), 0o755);
    rmSync(join(path, 'artifacts/input_files/0/in.txt'));
    const gone = (await firstData(path)).get('input_files.wk_in_file');
    expect(gone?.file).toMatchObject({ state: 'absent', path: 'artifacts/input_files/0/in.txt' });
    expect(gone?.file?.note).toContain('Not found');

    rewrite(join(path, 'parameters.json'), (text) =>
      text.replace('"store_contents": true', '"store_contents": false'),
    );
    const outside = (await firstData(path)).get('input_files.wk_in_file');
    expect(outside?.file).toMatchObject({ state: 'outside' });
    expect(outside?.file?.key).toBeUndefined();

    rewrite(join(path, 'parameters.json'), (text) =>
      text
        .replace('"store_contents": false', '"store_contents": true')
        .replace('artifacts/input_files/0/in.txt', '../../etc/passwd'),
    );
    const leading = (await firstData(path)).get('input_files.wk_in_file');
    expect(leading?.file).toMatchObject({ state: 'absent' });
  });
});

describe.skipIf(!hasSharedWorkflows)('texts that name files', () => {
  it('are taken from the folder of the run that wrote them, on every page', async () => {
    const path = copyOf('gen3-a180-json-files');
    rewrite(join(path, 'parameters.json'), (text) => {
      const stored = JSON.parse(text);
      stored.data['4'].data = './out.txt';
      return JSON.stringify(stored);
    });
    const files = [...(await firstData(path)).values()].flatMap(({ file }) => file ?? []);
    expect(files.map(({ key }) => key)).toContain('execute/task_0_process/e_0/r_0/out.txt');
  });
});

describe.skipIf(!hasSharedWorkflows)('special types that are not known', () => {
  it.each(['gen1-a40-json-scalar', 'gen3-a180-json-scalar', 'gen4-jobscript-json-scalar'])(
    'are told of, and the value is shown: %s',
    async (name) => {
      const path = copyOf(name);
      const before = await firstData(path);
      expect([...before.values()].flatMap(({ notices }) => notices ?? [])).toEqual([]);
      rewrite(join(path, 'parameters.json'), (text) =>
        text.replaceAll('"tuples": []', '"rng": [[[], 0]], "tuples": [5]'),
      );
      const entry = (await firstData(path)).get('inputs.p1');
      expect(entry?.summary).toEqual(before.get('inputs.p1')?.summary);
      expect(entry?.notices?.map(({ file, place }) => `${file} ${place}`)).toEqual(
        ['rng', 'tuples.0'].map(
          (key) => `parameters.json parameter ${entry?.parameter}, type_lookup.${key}`,
        ),
      );
      expect(entry?.notices?.[0]?.message).toContain('“rng”');
    },
  );

  it('are told once for the workflow, as soon as a value with them was read', async () => {
    const path = copyOf('gen3-a180-json-chain3-sets');
    rewrite(join(path, 'parameters.json'), (text) =>
      text.replaceAll('"tuples": []', '"rng": [[[], 0]], "tuples": []'),
    );
    const { handlers, close } = await openSession(path);
    const asked = { workflowId: 'w' };
    const read = async () => (await handlers['workflow.readNotices'](asked, context)).notUnderstood;
    expect(await read()).toEqual([]);
    const place = { ...asked, taskInsertId: 0, element: 0, iteration: 0 };
    const { data } = await handlers['parameters.listOfIteration'](place, context);
    const found = await read();
    expect(found.map(({ file }) => file)).toEqual(['parameters.json']);
    expect(found[0]?.place).toMatch(/^first in parameter \d+, type_lookup\.rng$/);
    const count = data.filter(({ notices }) => notices !== undefined).length;
    expect(found[0]?.message).toContain(`“rng” of ${count} values`);
    await close();
  });
});
