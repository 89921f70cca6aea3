import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../electron/generations/recognise.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { makeGen4, makeGen4Json, makeGen5 } from '../../support/later-layouts.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';

function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) makeWritable(inner);
    else chmodSync(inner, 0o644);
  }
}

function copyOf(name: string): string {
  const folder = join(temporaryFolder(), name);
  cpSync(sharedWorkflowPath(name), folder, { recursive: true });
  makeWritable(folder);
  return folder;
}

/** Says of a workflow that another version of another application wrote it. */
function claim(folder: string, document: string, version: string): void {
  const file = join(folder, document);
  const text = readFileSync(file, 'utf8');
  const changed = text
    .replace(/("version": )"[^"]*"/, `$1"${version}"`)
    .replace(/("name": )"hpcFlow"/i, '$1"MatFlow"');
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}

const AS_IT_IS = (): void => undefined;
const gen5 = async (folder: string): Promise<void> => {
  await makeGen4(folder);
  await makeGen5(folder, true);
};

describe.skipIf(!hasSharedWorkflows)('a generation is told by what is there', () => {
  test.each<[string, string, (folder: string) => unknown, string]>([
    ['GEN1', 'gen1-a40-json-scalar', AS_IT_IS, 'metadata.json'],
    ['GEN1', 'gen1-a40-zarr-scalar', AS_IT_IS, '.zattrs'],
    ['GEN2', 'gen2-a60-json-scalar', AS_IT_IS, 'metadata.json'],
    ['GEN2', 'gen2-a60-zarr-scalar', AS_IT_IS, '.zattrs'],
    ['GEN3', 'gen3-a180-json-scalar', AS_IT_IS, 'metadata.json'],
    ['GEN3', 'gen3-a180-zarr-scalar', AS_IT_IS, '.zattrs'],
    ['GEN4', 'gen4-jobscript-json-scalar', AS_IT_IS, 'metadata.json'],
    ['GEN4', 'gen4-jobscript-zarr-scalar', AS_IT_IS, '.zattrs'],
    ['GEN4', 'gen4-jobscript-json-scalar', makeGen4Json, 'metadata.json'],
    ['GEN4', 'gen4-jobscript-zarr-scalar', makeGen4, '.zattrs'],
    ['GEN5', 'gen4-jobscript-zarr-scalar', gen5, '.zattrs'],
  ])('%s of %s, whatever the version says', async (generation, name, make, document) => {
    const folder = copyOf(name);
    await make(folder);
    for (const version of ['0.2.0a40', '0.3.0a180', '9.9.9']) {
      claim(folder, document, version);
      expect(await recognise(folder)).toMatchObject({ generation, version, isReadable: true });
    }
  });
});

describe.skipIf(!hasSharedWorkflows)('what is not known, or not there', () => {
  test('a later layout opens as far as it can, and says what was not understood', async () => {
    const folder = copyOf('gen3-a180-zarr-fail');
    rmSync(join(folder, 'metadata/runs'), { recursive: true });
    rmSync(join(folder, 'parameters'), { recursive: true });
    rmSync(join(folder, 'metadata/.zgroup'));
    mkdirSync(join(folder, 'metadata/run_shards'));
    writeFileSync(join(folder, 'metadata/run_shards/.zgroup'), '{"zarr_format": 2}');
    expect(await recognise(folder)).toMatchObject({ generation: 'unknown', isReadable: true });
    const { handlers, close } = await openSession(folder);
    const { tasks, problems } = await handlers['workflow.readStructure']({ workflowId }, context);
    expect(tasks.map(({ elementCount }) => elementCount)).toEqual([2, 2, 2]);
    expect(problems.map(({ message }) => message).join('\n')).toContain('metadata/runs is missing');
    const { notUnderstood } = await handlers['workflow.readNotices']({ workflowId }, context);
    expect(notUnderstood[0]?.message).toContain(
      'layout that this version of Earshot does not know',
    );
    expect(notUnderstood.slice(1).map(({ file }) => file)).toEqual(['metadata/run_shards']);
    await close();
  });

  test.each([
    ['gen1-a40-json-fail', 'metadata.json', 'annotations'],
    ['gen1-a40-zarr-fail', '.zattrs', 'annotations'],
    ['gen2-a60-json-fail', 'metadata.json', 'annotations'],
    ['gen3-a180-zarr-fail', '.zattrs', 'annotations'],
    ['gen4-jobscript-json-fail', 'metadata.json', 'annotations'],
  ])('a member that is not known is told by file and field: %s', async (name, file, place) => {
    const folder = copyOf(name);
    const read = async () => {
      const { handlers, close } = await openSession(folder);
      const { notUnderstood } = await handlers['workflow.readNotices']({ workflowId }, context);
      await close();
      return notUnderstood.map((notice) => [notice.file, notice.place]);
    };
    expect(await read()).toEqual([]);
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replace('{', `{"${place}": {"a": 1},`));
    expect(await read()).toEqual([[file, place]]);
  });

  test('a field of records that is not known is told once', async () => {
    const folder = copyOf('gen3-a180-json-fail');
    const file = join(folder, 'metadata.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('"exit_code":', '"energy_J": 4, "exit_code":'));
    const { handlers, close } = await openSession(folder);
    const { notUnderstood } = await handlers['workflow.readNotices']({ workflowId }, context);
    expect(notUnderstood.map((notice) => [notice.file, notice.place])).toEqual([
      ['metadata.json', 'runs.energy_J'],
    ]);
    await close();
  });

  test('the backup of a rechunked array is read where the array is gone, and said so', async () => {
    const folder = copyOf('gen3-a180-zarr-rechunked');
    const readRuns = async () => {
      const { handlers, close } = await openSession(folder);
      const { runs } = await handlers['workflow.readRunIndex']({ workflowId }, context);
      const { problems, rechunkBackups } = await handlers['workflow.readStructure'](
        { workflowId },
        context,
      );
      await close();
      return { status: [...runs.status], problems, rechunkBackups };
    };
    const before = await readRuns();
    expect(before.problems).toEqual([]);
    expect(before.rechunkBackups).toEqual(['metadata/runs.bak', 'parameters/base.bak']);
    rmSync(join(folder, 'metadata/runs'), { recursive: true });
    rmSync(join(folder, 'parameters/base'), { recursive: true });
    const after = await readRuns();
    expect(after.status).toEqual(before.status);
    expect(after.problems.map(({ file, message }) => [file, message])).toEqual(
      ['metadata/runs', 'parameters/base'].map((path) => [
        path,
        `${path} is missing; its backup ${path}.bak is shown, which may be older.`,
      ]),
    );
  });
});
