import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileException } from '../../../electron/files/file-errors.ts';
import { recognise } from '../../../electron/generations/recognise.ts';
import type { AppException } from '../../../shared/contract/errors.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-recognise-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const CREATION = '{"app_info": {"name": "hpcflow", "version": "0.2.0a50"}}';

function gen1Json(folder: string): Record<string, string> {
  return {
    [`${folder}/metadata.json`]: `{"creation_info": ${CREATION}, "parameter_sources": {}, "template": {}, "template_components": {}, "tasks": [], "num_added_tasks": 0, "loops": [NaN]}`,
    [`${folder}/submissions.json`]: '[]',
    [`${folder}/parameters.json`]: '{}',
  };
}

function gen1Zarr(folder: string): Record<string, string> {
  return {
    [`${folder}/.zgroup`]: '{"zarr_format": 2}',
    [`${folder}/.zattrs`]: `{"creation_info": ${CREATION}, "loops": [], "num_added_tasks": 0, "submissions": [], "template": {}, "template_components": {}}`,
    [`${folder}/element_data/.zgroup`]: '{"zarr_format": 2}',
    [`${folder}/parameter_data/.zgroup`]: '{"zarr_format": 2}',
  };
}

async function failure(path: string): Promise<AppException['error']> {
  return recognise(path).then(
    () => {
      throw new Error('recognised');
    },
    (error: AppException) => error.error,
  );
}

test('a file or folder inside a workflow resolves to the workflow', async () => {
  write({ ...gen1Json('wk'), 'wk/artifacts/tasks/task_0_t1/e_0/r_0/out.txt': 'x' });
  for (const inner of [
    'artifacts',
    'artifacts/tasks/task_0_t1/e_0/r_0/out.txt',
    'metadata.json',
    'artifacts/tasks',
  ]) {
    expect(await recognise(join(root, 'wk', inner))).toMatchObject({
      kind: 'workflow',
      path: join(root, 'wk'),
      store: 'json',
      generation: 'GEN1',
      version: '0.2.0a50',
      isReadable: true,
      note: `${inner} is inside this workflow.`,
    });
  }
});

test('a group inside a Zarr workflow is not taken for the workflow', async () => {
  write(gen1Zarr('wk'));
  expect(await recognise(join(root, 'wk', 'element_data'))).toMatchObject({
    path: join(root, 'wk'),
    generation: 'GEN1',
    store: 'zarr',
  });
});

test('the metadata folder of a later Zarr workflow resolves upward', async () => {
  write({
    'wk/.zgroup': '{"zarr_format": 2}',
    'wk/.zattrs': `{"creation_info": ${CREATION.replace('a50', 'a180')}, "name": "wk"}`,
    'wk/metadata/.zgroup': '{"zarr_format": 2}',
    'wk/parameters/.zgroup': '{"zarr_format": 2}',
  });
  const found = await recognise(join(root, 'wk', 'metadata'));
  expect(found).toMatchObject({ path: join(root, 'wk'), generation: 'GEN3', isReadable: true });
});

test('GEN5 and GEN4 are told by their arrays, whatever the version says', async () => {
  const base = {
    'wk/.zgroup': '{"zarr_format": 2}',
    'wk/.zattrs': `{"creation_info": {"app_info": {"name": "MatFlow", "version": "0.3.0"}}}`,
    'wk/metadata/.zgroup': '{"zarr_format": 2}',
    'wk/parameters/.zgroup': '{"zarr_format": 2}',
    'wk/metadata/runs/.zarray': '{"shape": [3, 1000]}',
  };
  write(base);
  expect(await recognise(join(root, 'wk'))).toMatchObject({ generation: 'GEN4', version: '0.3.0' });
  write({ 'wk/metadata/run_metadata/.zarray': '{"shape": [3]}' });
  expect(await recognise(join(root, 'wk'))).toMatchObject({ generation: 'GEN5' });
});

test('GEN4 JSON is told by runs.json, GEN0 by its single file', async () => {
  write({
    'wk/metadata.json': `{"name": "w", "creation_info": ${CREATION}, "template": {}, "template_components": {}, "num_added_tasks": 0}`,
    'wk/submissions.json': '[]',
    'wk/parameters.json': '{}',
    'wk/runs.json': '{}',
    'old/workflow.json':
      '{"parameter_data": {}, "parameter_sources": {}, "template_components": {}, "template": {}, "tasks": [], "num_added_tasks": 0}',
  });
  expect(await recognise(join(root, 'wk'))).toMatchObject({ generation: 'GEN4', store: 'json' });
  expect(await recognise(join(root, 'old', 'workflow.json'))).toMatchObject({
    generation: 'GEN0',
    isReadable: false,
  });
});

test('a GEN0 Zarr folder has no creation_info', async () => {
  write({ ...gen1Zarr('wk'), 'wk/.zattrs': '{"template": {}, "template_components": {}}' });
  const found = await recognise(join(root, 'wk'));
  expect(found).toMatchObject({ generation: 'GEN0', isReadable: false });
});

test('an unrelated folder is explained, with the workflows inside it', async () => {
  write({ ...gen1Json('b'), ...gen1Zarr('a'), 'c/notes.txt': 'x', 'readme.md': 'x' });
  expect(await recognise(root)).toMatchObject({
    kind: 'not-a-workflow',
    path: root,
    suggestions: [join(root, 'a'), join(root, 'b')],
  });
  expect(await recognise(join(root, 'readme.md'))).toMatchObject({
    kind: 'not-a-workflow',
    reason: expect.stringContaining('readme.md is not part of a workflow'),
  });
});

test('a folder that merely has a metadata.json or a .zgroup is no workflow', async () => {
  write({ 'a/metadata.json': 'no JSON', 'b/.zgroup': '{}', 'b/.zattrs': '{"units": "m"}' });
  expect(await recognise(join(root, 'a'))).toMatchObject({ kind: 'not-a-workflow' });
  expect(await recognise(join(root, 'b'))).toMatchObject({ kind: 'not-a-workflow' });
});

test('corrupt metadata stops at once, with file and place', async () => {
  write({ ...gen1Json('wk'), 'wk/metadata.json': '{"creation_info": {"app' });
  expect(await failure(join(root, 'wk'))).toMatchObject({
    code: 'corrupt-data',
    file: join(root, 'wk/metadata.json'),
    place: 'byte 23',
    message: expect.stringContaining('ends too early'),
  });
  write({ 'wk/metadata.json': '[1]' });
  expect(await failure(join(root, 'wk/artifacts'))).toMatchObject({ code: 'not-found' });
  expect(await failure(join(root, 'wk'))).toMatchObject({ code: 'corrupt-data', place: 'byte 0' });
  write({ ...gen1Zarr('z'), 'z/.zattrs': '{"creation_info": {"a": }, "template": {}}' });
  expect(await failure(join(root, 'z'))).toMatchObject({
    code: 'corrupt-data',
    place: 'creation_info',
  });
  rmSync(join(root, 'z/.zattrs'));
  expect(await failure(join(root, 'z'))).toMatchObject({
    code: 'corrupt-data',
    message: expect.stringContaining('.zattrs is missing'),
  });
});

test('a FIFO named like a store file is never opened', async () => {
  write({ 'wk/parameters.json': '{}', 'wk/submissions.json': '[]' });
  execFileSync('mkfifo', [join(root, 'wk/metadata.json')]);
  expect(await failure(join(root, 'wk'))).toMatchObject({
    code: 'corrupt-data',
    message: expect.stringContaining('metadata.json is missing'),
  });
  execFileSync('mkfifo', [join(root, 'pipe.zip')]);
  expect(await recognise(join(root, 'pipe.zip'))).toMatchObject({ kind: 'not-a-workflow' });
});

test('a file that only ends in .zip is no workflow; a broken archive says so', async () => {
  write({ 'x.zip': 'nothing', 'empty.zip': '' });
  expect(await recognise(join(root, 'x.zip'))).toMatchObject({ kind: 'not-a-workflow' });
  expect(await recognise(join(root, 'empty.zip'))).toMatchObject({ kind: 'not-a-workflow' });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(500, 12);
  end.writeUInt32LE(9000, 16);
  writeFileSync(join(root, 'cut.zip'), end);
  expect(await failure(join(root, 'cut.zip'))).toMatchObject({
    code: 'corrupt-data',
    place: 'table of contents',
  });
  // Under the name that a copy has while it is made, it is looked into as well.
  writeFileSync(join(root, 'cut.zip.0123456789ab.partial'), end);
  expect(await failure(join(root, 'cut.zip.0123456789ab.partial'))).toMatchObject({
    code: 'corrupt-data',
  });
});

test('a link into a workflow leads to it', async () => {
  write({ ...gen1Json('wk'), 'wk/artifacts/a.txt': 'x' });
  symlinkSync(join(root, 'wk/artifacts'), join(root, 'link'));
  expect(await recognise(join(root, 'link'))).toMatchObject({
    kind: 'workflow',
    note: `${join(root, 'link')} leads into this workflow.`,
  });
});

test('nothing at the path, and a path that must not be read', async () => {
  expect(await failure(join(root, 'gone'))).toMatchObject({ code: 'not-found' });
  const denied = fileException(
    Object.assign(new Error('no'), { code: 'EACCES' }),
    '/x/metadata.json',
  );
  expect(denied.error).toMatchObject({ code: 'permission-denied', path: '/x/metadata.json' });
});
