import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSource } from '../../../electron/files/file-source.ts';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { listRunFiles } from '../../../electron/generations/run-files/list-run-files.ts';
import type { RunPlace } from '../../../electron/generations/run-files/run-place.ts';
import { type RunFileRole, RunFilesSchema } from '../../../shared/contract/run-files.ts';
import { zipArchive } from '../../support/zip-archive.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-run-files-'));
});
afterEach(() => rmSync(root, { recursive: true }));

type Tree = Readonly<Record<string, string>>;

function folder(tree: Tree): FileSource {
  for (const [key, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, key)), { recursive: true });
    writeFileSync(join(root, key), text);
  }
  return new FolderReader(root);
}

function archive(tree: Tree): Promise<FileSource> {
  const path = join(root, 'a.zip');
  writeFileSync(path, zipArchive(Object.entries(tree).map(([name, text]) => ({ name, text }))));
  return ZipReader.open(path);
}

const PLACE: RunPlace = {
  layout: 'execute',
  writer: 'hpcflow 0.2.0a180',
  keepsDirectOutput: true,
  taskInsertId: 1,
  taskDirName: 'task_1_t2',
  objective: 't2',
  loopIdx: [],
  element: 3,
  action: 0,
  attempt: 0,
  runId: 7,
  submission: 0,
  jobscript: 2,
  jobscriptRow: 1,
  jobscriptColumn: 3,
  jobscriptElement: 3,
  hasStarted: true,
  isRunning: false,
};

function listed(place: RunPlace, source: FileSource) {
  const files = RunFilesSchema.parse(listRunFiles(place, source));
  const of = (role: RunFileRole) => files.files.find((file) => file.role === role);
  return { ...files, of };
}

describe('GEN1', () => {
  const place: RunPlace = {
    ...PLACE,
    layout: 'artifacts',
    writer: 'hpcflow 0.2.0a40',
    keepsDirectOutput: false,
    loopIdx: [
      { loop: 'outer', iteration: 1 },
      { loop: 'inner', iteration: 0 },
    ],
    script: '<<script:sub/make.py>>',
  };
  const run = 'artifacts/tasks/task_1_t2_outer-1_inner-0/e_3/r_0';

  it('keeps no output of direct runs, and says so; the rest is found', () => {
    const files = listed(
      place,
      folder({
        [`${run}/js_2_act_1.sh`]: 'echo',
        [`${run}/make.py`]: 'print()',
        [`${run}/sub/out.txt`]: 'out',
        'artifacts/submissions/0/js_2.sh': '#!/bin/bash',
      }),
    );
    expect(files.of('stderr')).toMatchObject({
      state: 'not-recorded',
      note: expect.stringContaining('Not recorded by hpcflow 0.2.0a40'),
    });
    expect(files.of('commands')).toMatchObject({ key: `${run}/js_2_act_1.sh`, sizeBytes: 4 });
    expect(files.of('script')?.key).toBe(`${run}/make.py`);
    expect(files.of('jobscript')).toMatchObject({
      key: 'artifacts/submissions/0/js_2.sh',
      note: 'Marked is what executes the runs; this one with JS_elem_idx 3 and JS_act_idx 1.',
    });
    expect(files.folder.files.map(({ name }) => name)).toEqual([
      'js_2_act_1.sh',
      'make.py',
      'sub/out.txt',
    ]);
  });

  it('before a35 has folders and commands files of other names', () => {
    const early = 'artifacts/tasks/task_1_t2_outer-1_inner-0/3/r_0';
    const files = listed(place, folder({ [`${early}/commands.sh`]: 'echo' }));
    expect(files.of('commands')?.key).toBe(`${early}/commands.sh`);
    expect(files.folder.key).toBe(early);
  });

  it.each([
    ['SLURM', 'js_2.sh_4711.err', 'js_2.sh_4711.out', '4711'],
    ['SLURM array', 'js_2.sh_4711.4.err', 'js_2.sh_4711.4.out', '4711'],
    ['SGE', 'js_2.sh.e4711', 'js_2.sh.o4711', '4711'],
    ['SGE array', 'js_2.sh.e4711.4', 'js_2.sh.o4711.4', '4711'],
  ])('has the output of a scheduler: %s', (_, stderr, stdout, schedulerJobId) => {
    const at = 'artifacts/submissions/0';
    const files = listed(
      { ...place, schedulerJobId },
      folder({
        [`${at}/${stderr}`]: 'error',
        [`${at}/${stdout}`]: '',
        [`${at}/js_2.sh_4711.5.err`]: 'another item',
        [`${at}/js_2.sh.e4711.14`]: 'another item',
        [`${at}/js_22.sh_4711.err`]: 'another jobscript',
      }),
    );
    expect(files.of('stderr')).toMatchObject({ state: 'there', key: `${at}/${stderr}` });
    expect(files.of('stdout')).toMatchObject({ state: 'empty', key: `${at}/${stdout}` });
  });
});

describe('GEN2 and GEN3', () => {
  const run = 'execute/task_1_t2/e_3/r_0';
  const submission: Tree = {
    'artifacts/submissions/0/js_2.sh': '#!/bin/bash',
    'artifacts/submissions/0/js_2_stderr.log': 'Killed',
    'artifacts/submissions/0/js_2_stdout.log': '',
    'artifacts/tasks/task_1_t2/e_3/r_0/out.txt': 'saved',
  };

  it('keep the output of a jobscript, and of the application by run', () => {
    const files = listed(
      PLACE,
      folder({
        ...submission,
        [`${run}/matflow_std.txt`]: 'Traceback',
        [`${run}/matflow.log`]: 'INFO',
        [`${run}/damask.log`]: 'own',
      }),
    );
    expect(
      files.files.map(({ role, state, key }) => [role, state, key?.split('/').at(-1)]),
    ).toEqual([
      ['stderr', 'there', 'js_2_stderr.log'],
      ['stdout', 'empty', 'js_2_stdout.log'],
      ['app-output', 'there', 'matflow_std.txt'],
      ['app-log', 'there', 'matflow.log'],
      ['commands', 'absent', undefined],
      ['jobscript', 'there', 'js_2.sh'],
    ]);
    expect(files.of('stderr')).toMatchObject({
      scope: 'jobscript',
      note: expect.stringContaining('for the whole jobscript'),
    });
    expect(files.saved?.files.map(({ name }) => name)).toEqual(['out.txt']);
  });

  it('in a zip archive lack the folders of runs, unless they were included', async () => {
    const files = listed(PLACE, await archive(submission));
    expect(files.of('stderr')?.state).toBe('there');
    expect(files.of('app-output')?.state).toBe('not-in-zip');
    expect(files.of('commands')?.state).toBe('not-in-zip');
    expect(files.folder).toMatchObject({ state: 'not-in-zip', files: [] });
    const with_ = listed(PLACE, await archive({ ...submission, [`${run}/hpcflow_std.txt`]: '' }));
    expect(with_.of('app-output')?.state).toBe('empty');
    expect(with_.of('commands')?.state).toBe('absent');
    expect(with_.folder.files.map(({ name }) => name)).toEqual(['hpcflow_std.txt']);
  });

  it('have first what the run redirected into its folder, then the log it shares', () => {
    const at = 'artifacts/submissions/0';
    const files = listed(
      { ...PLACE, schedulerJobId: '4711' },
      folder({
        [`${at}/js_2.sh_4711.err`]: 'KeyError of another run',
        'execute/task_1_t2/e_3/r_0/solver_stderr.log': 'licence checkout failed',
        'execute/task_1_t2/e_3/r_0/solver_stdout.log': '',
        'execute/task_1_t2/e_3/r_0/fields_out.csv': '1',
      }),
    );
    expect(files.of('stderr')).toMatchObject({
      scope: 'folder',
      key: 'execute/task_1_t2/e_3/r_0/solver_stderr.log',
      note: expect.stringContaining('solver_stderr.log, from the folder of the run.'),
    });
    const shared = files.files.filter(({ role }) => role === 'stderr')[1];
    expect(shared).toMatchObject({ scope: 'jobscript', key: `${at}/js_2.sh_4711.err` });
    // Empty, and a table of numbers: neither is what it printed.
    expect(files.of('stdout')?.key).toBeUndefined();
  });

  it('before a59 keep no output', () => {
    const writer = 'hpcflow 0.2.0a51';
    const files = listed({ ...PLACE, writer, keepsDirectOutput: false }, folder(submission));
    expect(files.of('app-output')?.state).toBe('not-recorded');
  });
});

describe('GEN4', () => {
  const at = 'artifacts/submissions/0';
  const place: RunPlace = { ...PLACE, layout: 'submission', commandsFileId: 2 };
  const tree: Tree = {
    [`${at}/js_std/2/js_2_std.log`]: 'both',
    [`${at}/app_std/7.txt`]: 'Traceback',
    [`${at}/commands/2.sh`]: 'echo',
    [`${at}/scripts/t2_act_0.py`]: 'print()',
    [`${at}/scripts/t2_act_1.py`]: 'another action',
    [`${at}/jobscripts/js_2.sh`]: '#!/bin/bash',
    'execute/t_1/e_3/in.txt': 'in',
  };

  it('keeps files by run', () => {
    const files = listed({ ...place, folderParts: ['t_1', 'e_3'] }, folder(tree));
    expect(files.files.map(({ role, state, key }) => [role, state, key])).toEqual([
      ['output', 'there', `${at}/js_std/2/js_2_std.log`],
      ['app-output', 'there', `${at}/app_std/7.txt`],
      ['app-log', 'not-recorded', undefined],
      ['commands', 'there', `${at}/commands/2.sh`],
      ['script', 'there', `${at}/scripts/t2_act_0.py`],
      ['jobscript', 'there', `${at}/jobscripts/js_2.sh`],
    ]);
    expect(files.folder).toMatchObject({ key: 'execute/t_1/e_3', files: [{ name: 'in.txt' }] });
  });

  it('has runs without a folder, and streams apart', () => {
    const files = listed(
      place,
      folder({ [`${at}/js_std/2/js_2_stderr.log`]: 'e', [`${at}/js_std/2/js_2_stdout.log`]: 'o' }),
    );
    expect(files.of('stderr')?.state).toBe('there');
    expect(files.of('stdout')?.state).toBe('there');
    expect(files.of('app-output')).toMatchObject({ state: 'empty' });
    expect(files.folder).toMatchObject({ state: 'absent', note: expect.stringContaining('tmp') });
  });

  it('combines scripts of a jobscript', () => {
    const files = listed(
      place,
      folder({
        [`${at}/app_std/js_2_blk_0_blk_act_1.txt`]: 'x',
        [`${at}/commands/js_2.sh`]: 'x',
        [`${at}/scripts/js_2.py`]: 'x',
        [`${at}/js_2.sh`]: 'x',
      }),
    );
    expect(files.files.filter(({ state }) => state === 'there').map(({ role }) => role)).toEqual([
      'app-output',
      'commands',
      'script',
      'jobscript',
    ]);
  });
});

it('a run that is not submitted, and one that has not started', () => {
  const source = folder({});
  const { submission: _s, jobscript: _j, ...unsubmitted } = { ...PLACE, hasStarted: false };
  for (const layout of ['artifacts', 'execute', 'submission'] as const) {
    expect(listed({ ...unsubmitted, layout }, source).of('stderr')).toMatchObject({
      state: 'absent',
      note: 'It was not submitted yet.',
    });
    const waiting = listed({ ...PLACE, layout, hasStarted: false }, source);
    expect(waiting.of('jobscript')).toMatchObject({ note: 'It has not started yet.' });
  }
});
