import type { Identity } from '../../shared/contract/documents.ts';
import type { Reproduction } from '../../shared/contract/reproduction.ts';

/** What is known of a run, for doing by hand what it did. */
export interface ReproducedRun {
  readonly identity: Identity;
  /** What it is, in words: `run_solver of simulate_loading, element 4, iteration 0`. */
  readonly title: string;
  readonly taskName: string;
  readonly element: number;
  /** Position among the element's iterations. */
  readonly iteration: number;
  readonly action: number;
  readonly attempt: number;
  readonly runId: number;
  readonly submission: number | undefined;
  readonly jobscript: number | undefined;
  /** Row and column of its (block's) grid. */
  readonly row: number | undefined;
  readonly column: number | undefined;
  readonly block: number | undefined;
  /** Folder it ran in, relative to the workflow; `undefined` where it is not there. */
  readonly folder: string | undefined;
  /** The file with its commands, values filled in. */
  readonly commands: { readonly key: string; readonly lines: readonly string[] } | undefined;
  /** The action's commands as the template has them. */
  readonly templateCommands: readonly string[];
  /** Its script, relative to the workflow. */
  readonly script: string | undefined;
  readonly hasPythonScript: boolean;
}

/**
 * What to type to do again what a run did: its commands in a copy of its folder, so that nothing of
 * the workflow changes; and its inputs in Python. hpcflow's own calls among the commands would write
 * into the workflow, and are only shown. What is not recorded is said.
 */
export function reproduce(run: ReproducedRun): Reproduction {
  const notKnown: string[] = [];
  const shell = run.commands?.key.endsWith('.ps1') === true ? powershell : bash;
  const text = shellScript(run, shell, notKnown);
  return {
    parts: [{ name: shell.name, text }, pythonPart(run, notKnown)],
    notKnown: [
      'Modules, and variables that the shell had before its job began, are not recorded.',
      ...(run.folder === undefined
        ? []
        : ['The files are as the run left them: it may have changed what it read.']),
      ...notKnown,
    ],
  };
}

interface Shell {
  readonly name: 'bash' | 'PowerShell';
  readonly quote: (text: string) => string;
  readonly assign: (name: string, value: string) => string;
  readonly workflow: (path: string) => string;
  /** Goes into a copy of a folder of the workflow. */
  readonly enterCopy: (folder: string | undefined) => readonly string[];
  readonly leaveOut: string;
}

const bash: Shell = {
  name: 'bash',
  quote: (text) => `'${text.replaceAll("'", `'\\''`)}'`,
  assign: (name, value) => `export ${name}=${value}`,
  workflow: (path) => `"$WORKFLOW"/${bash.quote(path)}`,
  enterCopy: (folder) => [
    'COPY="$(mktemp -d)"',
    ...(folder === undefined ? [] : [`cp -R "$WORKFLOW"/${bash.quote(`${folder}/.`)} "$COPY"`]),
    'cd "$COPY"',
  ],
  leaveOut: `wkflow_app () { echo "left out: wkflow_app $*" >&2; }`,
};

const powershell: Shell = {
  name: 'PowerShell',
  quote: (text) => `'${text.replaceAll("'", "''")}'`,
  assign: (name, value) => `$env:${name} = ${value}; $${name} = ${value}`,
  workflow: (path) => `(Join-Path $WORKFLOW ${powershell.quote(path)})`,
  enterCopy: (folder) => [
    "$COPY = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) ('run-' + [guid]::NewGuid()))",
    ...(folder === undefined
      ? []
      : [`Copy-Item -Recurse (Join-Path $WORKFLOW ${powershell.quote(`${folder}/*`)}) $COPY`]),
    'Set-Location $COPY',
  ],
  leaveOut: 'function WkflowApp { [Console]::Error.WriteLine("left out: WkflowApp $args") }',
};

function shellScript(run: ReproducedRun, shell: Shell, notKnown: string[]): string {
  const { identity, commands, folder } = run;
  const isZip = identity.store === 'zip';
  const version = [identity.appName ?? 'hpcflow', identity.appVersion ?? ''].join(' ').trim();
  const path = shell.quote(isZip ? 'PUT THE UNPACKED FOLDER HERE' : identity.path);
  if (isZip) notKnown.push('Commands need files: unpack the archive first, and fill WORKFLOW in.');
  if (folder === undefined)
    notKnown.push('The folder it ran in is not there; an empty one is used.');
  const lines = commands === undefined ? [] : withoutFunctions(commands.lines);
  const known = knownVariables(run, shell);
  const used = [...new Set(lines.flatMap(variablesIn))].filter((name) => !isSetIn(lines, name));
  const missing = used.filter((name) => !known.has(name));
  if (missing.length > 0)
    notKnown.push(`Not recorded, and used by the commands: ${missing.join(', ')}.`);
  // Scripts may read what the commands do not name.
  const exported = new Set([
    ...[...known.keys()].filter((name) => name.includes(capsOf(run))),
    ...used,
  ]);
  const exports = [...exported].flatMap((name) => {
    const value = known.get(name);
    return value === undefined ? [] : [shell.assign(name, value)];
  });
  return [
    `# ${run.title} (run ${run.runId}), ${version}`.replaceAll(/\s+/g, ' '),
    shell === powershell ? `$WORKFLOW = ${path}` : `WORKFLOW=${path}`,
    '# A copy of its folder: the workflow stays as it is.',
    ...shell.enterCopy(folder),
    '# Calls of hpcflow itself write into the workflow: they are only shown.',
    shell.leaveOut,
    ...exports,
    ...(commands === undefined ? unfilled(run, notKnown) : [`# From ${commands.key}`, ...lines]),
    '',
  ].join('\n');
}

/** The commands of the template, as remarks: their values are not filled in. */
function unfilled({ templateCommands }: ReproducedRun, notKnown: string[]): readonly string[] {
  notKnown.push('Its commands with values filled in were not kept.');
  return [
    '# Not kept with values filled in; as the template has them:',
    ...templateCommands.flatMap((command) => command.split('\n').map((line) => `# ${line}`)),
  ];
}

/** Without the line that reads hpcflow's functions (FORMATS GEN4 §11): they are set already. */
function withoutFunctions(lines: readonly string[]): readonly string[] {
  const kept = lines.filter(
    (line) => !/^\s*\.\s+"?\$\{?(env:)?\w*JS_FUNCS_PATH\}?"?\s*$/.test(line),
  );
  const first = kept.findIndex((line) => line.trim() !== '');
  const last = kept.findLastIndex((line) => line.trim() !== '');
  return first < 0 ? [] : kept.slice(first, last + 1);
}

const variablesIn = (line: string): readonly string[] =>
  [...line.matchAll(/\$\{?(?:env:)?([A-Za-z_]\w*)\}?/g)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );

const isSetIn = (lines: readonly string[], name: string): boolean =>
  lines.some((line) => new RegExp(`^\\s*(export\\s+|\\$)?${name}\\s*=`).test(line));

const capsOf = ({ identity }: ReproducedRun): string =>
  `${(identity.appName ?? 'hpcflow').toUpperCase()}_`;

/** Variables that jobscripts set for commands, by what is recorded of this run. */
function knownVariables(run: ReproducedRun, shell: Shell): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const { identity } = run;
  const workflow = shell === powershell ? '$WORKFLOW' : '"$WORKFLOW"';
  const isPrefixed = identity.generation === 'GEN4' || identity.generation === 'GEN5';
  const set = (name: string, value: string | number | undefined): void => {
    if (value === undefined) return;
    // Before GEN4 by these names alone, then with that of the application before them.
    known.set(isPrefixed ? `${capsOf(run)}${name}` : name, String(value));
  };
  set('WK_PATH', workflow);
  set('WK_PATH_ARG', workflow);
  set('SUB_IDX', run.submission);
  set('JS_IDX', run.jobscript);
  if (isPrefixed) {
    set('BLOCK_IDX', run.block);
    set('BLOCK_ACT_IDX', run.row);
    set('BLOCK_ELEM_IDX', run.column);
    set('RUN_ID', run.runId);
  } else {
    set('JS_act_idx', run.row);
    set('JS_elem_idx', run.column);
    set('EAR_ID', run.runId);
  }
  if (run.script !== undefined) {
    const parts = run.script.split('/');
    const name = parts.at(-1) ?? '';
    set('RUN_SCRIPT_PATH', shell.workflow(run.script));
    set('RUN_SCRIPT_DIR', shell.workflow(parts.slice(0, -1).join('/')));
    set('RUN_SCRIPT_NAME', shell.quote(name));
    set('RUN_SCRIPT_NAME_NO_EXT', shell.quote(name.replace(/\.[^.]*$/, '')));
  }
  return known;
}

/** The run in Python, with the arguments of its function where it has one. */
function pythonPart(run: ReproducedRun, notKnown: string[]): Reproduction['parts'][number] {
  const { identity, taskName, element, iteration, action, attempt } = run;
  const isMatFlow = identity.appName?.toLowerCase() === 'matflow';
  const app = isMatFlow ? 'mf' : 'hf';
  const isOld = identity.generation === 'GEN1' || identity.generation === 'GEN2';
  const version = identity.appVersion === undefined ? '' : ` (${identity.appVersion} made it)`;
  notKnown.push(
    `Python needs an ${isMatFlow ? 'MatFlow' : 'hpcflow'} that opens this workflow${version}.`,
  );
  const wantsArguments = run.hasPythonScript && !isOld;
  if (run.hasPythonScript && isOld) {
    notKnown.push(
      'Whether its version had get_py_script_func_kwargs is not known: inputs are read instead.',
    );
  }
  return {
    name: 'Python',
    text: [
      isMatFlow ? 'import matflow as mf' : 'import hpcflow.app as hf',
      `wk = ${app}.Workflow(${pythonText(identity.path)})`,
      `run = ${taskText(taskName)}.elements[${element}].iterations[${iteration}].actions[${action}].runs[${attempt}]`,
      wantsArguments ? 'kwargs = run.get_py_script_func_kwargs()' : 'inputs = run.get("inputs")',
      '',
    ].join('\n'),
  };
}

const taskText = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) ? `wk.tasks.${name}` : `getattr(wk.tasks, ${pythonText(name)})`;

/** Escapes of JSON are Python's too. */
const pythonText = (text: string): string => JSON.stringify(text);
