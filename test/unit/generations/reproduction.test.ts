import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ReproducedRun, reproduce } from '../../../electron/generations/reproduction.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-test's "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (changes: Partial<ReproducedRun>): ReproducedRun => ({
  identity: {
    name: 'w',
    path: folder,
    store: 'zarr',
    generation: 'GEN4',
    appName: 'MatFlow',
    appVersion: '0.3.0a1',
  },
  title: 'solve of simulate, element 4, iteration 0',
  taskName: 'simulate',
  element: 4,
  iteration: 0,
  action: 1,
  attempt: 0,
  runId: 14,
  submission: 0,
  jobscript: 2,
  row: 1,
  column: 4,
  block: 0,
  folder: 'execute/r',
  commands: undefined,
  templateCommands: [],
  script: undefined,
  hasPythonScript: false,
  ...changes,
});

it.skipIf(process.platform === 'win32')('does the commands again in a copy', () => {
  mkdirSync(join(folder, 'execute/r'), { recursive: true });
  mkdirSync(join(folder, 'scripts'));
  writeFileSync(join(folder, 'execute/r/input.txt'), 'grid 64\n');
  writeFileSync(join(folder, 'scripts/solve it.sh'), 'cat input.txt; echo "run $MATFLOW_RUN_ID"\n');
  const { parts, notKnown } = reproduce(
    run({
      script: 'scripts/solve it.sh',
      commands: {
        key: 'artifacts/submissions/0/commands/6.sh',
        lines: [
          '. "$MATFLOW_JS_FUNCS_PATH"',
          '',
          'parameter_p2=`bash "$MATFLOW_RUN_SCRIPT_PATH" | tee result.txt`',
          'wkflow_app internal workflow $MATFLOW_WK_PATH save-parameter outputs.p2 "$parameter_p2"',
          'echo "$OMP_PLACES" > places.txt; pwd',
        ],
      },
    }),
  );
  const shell = parts.find(({ name }) => name === 'bash')?.text ?? '';
  const copy = execFileSync('bash', ['-eu', '-c', `OMP_PLACES=cores\n${shell}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  expect(readFileSync(join(copy, 'result.txt'), 'utf8')).toBe('grid 64\nrun 14\n');
  rmSync(copy, { recursive: true });
  expect(readdirSync(join(folder, 'execute/r'))).toEqual(['input.txt']);
  expect(notKnown).toContain('Not recorded, and used by the commands: OMP_PLACES.');
});

it('says what is missing where the commands or the folder were not kept', () => {
  const { parts, notKnown } = reproduce(
    run({ folder: undefined, templateCommands: ['solve <<parameter:p1>>\nrm -rf /'] }),
  );
  const text = parts[0]?.text ?? '';
  // What is not filled in is a remark, every line of it.
  expect(text).toContain('# solve <<parameter:p1>>\n# rm -rf /\n');
  expect(notKnown.join(' ')).toContain('with values filled in were not kept');
  expect(notKnown.join(' ')).toContain('an empty one is used');
});

it('gives the arguments of a Python function by the place of the run', () => {
  const python = (changes: Partial<ReproducedRun>) =>
    reproduce(run(changes)).parts.find(({ name }) => name === 'Python')?.text;
  expect(python({ hasPythonScript: true })).toBe(
    [
      'import matflow as mf',
      `wk = mf.Workflow(${JSON.stringify(folder)})`,
      'run = wk.tasks.simulate.elements[4].iterations[0].actions[1].runs[0]',
      'kwargs = run.get_py_script_func_kwargs()',
      '',
    ].join('\n'),
  );
  const { identity } = run({});
  const old = { ...identity, generation: 'GEN1', appName: 'hpcFlow' } as const;
  expect(python({ hasPythonScript: true, identity: old })).toContain('run.get("inputs")');
});
