import type { RunDetail, Structure, Task } from '../../shared/contract/documents.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { ProcedureName } from '../../shared/contract/procedures.ts';
import type { RunFiles } from '../../shared/contract/run-files.ts';
import { countsOfTask, countsOfWorkflow } from '../../shared/model/run-index-counts.ts';
import { buildRunIndex } from './build-run-index.ts';

/** A small workflow for tests of views: t1 is complete, one of two runs of t2 likely failed. */

const task = (index: number, insertId: number, elementCount: number): Task => ({
  index,
  insertId,
  name: `t${index + 1}`,
  dirName: `task_${insertId}_t${index + 1}`,
  objective: `t${index + 1}`,
  actions: [{ index: 0, kind: 'main', label: 'echo', commands: ['echo 1'] }],
  inputs: ['p1'],
  outputs: ['p2'],
  elementSetCount: 1,
  elementCount,
  iterationCount: elementCount,
  runCount: elementCount,
  loops: [],
});

export const STRUCTURE: Structure = {
  identity: {
    name: 'small',
    path: '/small',
    store: 'zarr',
    generation: 'GEN1',
    appName: 'hpcFlow',
    appVersion: '0.2.0a40',
    pythonVersion: '3.11.2',
    createdUs: 1_687_438_475_000_000,
  },
  tasks: [task(0, 4, 1), task(1, 2, 2)],
  loops: [],
  submissionCount: 1,
  parameterCount: 6,
  areSkipsInferred: false,
  problems: [],
};

const ended = { startUs: 1_687_438_480_000_000, endUs: 1_687_438_482_500_000 };
export const INDEX = buildRunIndex([
  [[{ runs: [{ status: 'complete', ...ended }] }]],
  [
    [{ runs: [{ status: 'complete', ...ended }] }],
    [{ runs: [{ status: 'likely-failed', ...ended }] }],
  ],
]);

export const FAILED_RUN: RunDetail = {
  taskInsertId: 2,
  element: 1,
  iteration: 0,
  iterationId: 1,
  loopIdx: [],
  run: {
    action: 0,
    attempt: 0,
    attempts: 1,
    id: 1,
    status: 'likely-failed',
    inference: 'The run ended, but its output p2 was never set.',
    ...ended,
    submission: 0,
    jobscript: 1,
  },
  notRecorded: ['exit code', 'host'],
  data: [
    {
      path: 'inputs.p1',
      parameter: 3,
      isSet: true,
      summary: { kind: 'list', text: '[1, 2]', isCut: false, length: 2 },
      source: {
        type: 'EAR_output',
        text: 'output of t1, element 0',
        run: { taskInsertId: 4, element: 0, iteration: 0, action: 0, attempt: 0 },
      },
    },
    { path: 'outputs.p2', parameter: 5, isSet: false },
    {
      path: 'inputs.broken',
      parameter: 6,
      isSet: false,
      problem: { message: 'Chunk 6 is cut short.', file: 'parameter_data/base/6' },
    },
  ],
  problems: [],
};

/** What a host answers about it. */
/** Nine lines: the traceback of a script. */
export const LOG_LINES = [
  'increment 131: converged',
  'Traceback (most recent call last):',
  '  File "/usr/lib/python3/dist-packages/numpy/core.py", line 7, in take',
  '    call()',
  '  File "/home/me/make.py", line 42, in make_texture',
  '    return odf[index]',
  'IndexError: index 9 is out of bounds',
  '',
  '\u001b[31mjs_0.sh: line 61: Killed\u001b[0m',
];

export const RUN_FILES: RunFiles = {
  files: [
    {
      role: 'stderr',
      state: 'there',
      scope: 'jobscript',
      key: 'a/js_0_stderr.log',
      sizeBytes: 400,
    },
    { role: 'stdout', state: 'empty', scope: 'jobscript', key: 'a/js_0_stdout.log', sizeBytes: 0 },
    { role: 'app-output', state: 'not-in-zip', scope: 'run', note: 'Left out of the archive.' },
    { role: 'commands', state: 'there', scope: 'run', key: 'a/commands.sh', sizeBytes: 12 },
  ],
  folder: {
    state: 'there',
    key: 'a/r_0',
    files: [{ key: 'a/r_0/out.txt', name: 'out.txt', sizeBytes: 2100 }],
    isCut: false,
  },
  isRunning: false,
};

export const SMALL_WORKFLOW = {
  'workflow.readStructure': () => STRUCTURE,
  'workflow.readRunIndex': () => INDEX,
  'workflow.readCounts': () => ({
    asOfMs: 0,
    all: [...countsOfWorkflow(INDEX)],
    byTask: STRUCTURE.tasks.map(({ index }) => [...countsOfTask(INDEX, index)]),
    problems: [],
  }),
  'runs.read': () => FAILED_RUN,
  'runs.listFiles': () => RUN_FILES,
  'texts.readEnd': () => ({
    sizeBytes: 400,
    lines: LOG_LINES.map((text) => ({ text, isCut: false })),
    firstLine: 30,
    isBinary: false,
  }),
  'files.describe': () => ({ sizeBytes: 400, kind: 'text', view: 'text', language: 'plain' }),
  'texts.countLines': () => ({ sizeBytes: 400, lineCount: 30 + LOG_LINES.length }),
  'texts.readLines': ({ start, count }) => ({
    lines: [...Array.from({ length: 30 }, (_, at) => `line ${at}`), ...LOG_LINES]
      .slice(start, start + count)
      .map((text) => ({ text, isCut: false })),
  }),
  'texts.search': ({ text }) => ({
    lines: LOG_LINES.flatMap((line, at) => (line.includes(text) ? [30 + at] : [])),
    sizeBytes: 400,
  }),
  'elements.listColumns': () => ({
    columns: [
      {
        path: 'inputs.p1',
        data: 'inputs.p1',
        steps: [],
        label: 'p1',
        isNumeric: true,
        isShown: true,
      },
    ],
  }),
  'elements.readRows': ({ start, stop }) => ({
    start,
    rows: Array.from({ length: stop - start }, (_, at) => [
      { kind: 'int', text: String(10 + start + at), isCut: false },
    ]),
    problems: [],
  }),
  'parameters.readValue': () => ({
    summary: { kind: 'list', text: '[1, 2]', isCut: false, length: 2 },
    start: 0,
    children: [1, 2].map((item, at) => ({
      label: String(at),
      step: at,
      summary: { kind: 'int', text: `item ${item}`, isCut: false },
    })),
    total: 2,
  }),
} as const satisfies Partial<Handlers<ProcedureName>>;
