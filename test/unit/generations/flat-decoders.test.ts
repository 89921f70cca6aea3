import { describe, expect, test } from 'vitest';
import { FlatPlacement } from '../../../electron/generations/flat-placement.ts';
import { FlatIndexBuilder } from '../../../electron/generations/flat-run-index.ts';
import {
  type FlatRunState,
  flatRunStatus,
  SKIP_REASONS,
} from '../../../electron/generations/flat-status.ts';
import { flatSubmissions, submittedIn } from '../../../electron/generations/flat-submissions.ts';
import { PREPARED, SUBMITTED, UNSUBMITTED } from '../../../electron/generations/gen1-status.ts';
import { inferredSkips } from '../../../electron/generations/inferred-skips.ts';
import { recordedDirectory } from '../../../electron/generations/run-directory.ts';
import { snapshotDifference } from '../../../electron/generations/snapshots.ts';
import type { FlatElement, IndexedIteration } from '../../../electron/persistence/flat/records.ts';
import { RunColumns } from '../../../electron/persistence/flat/run-columns.ts';
import { isDict, type PyDict } from '../../../electron/persistence/values.ts';
import { NONE } from '../../../shared/model/run-index.ts';
import { type RunStatus, statusOfCode } from '../../../shared/model/status.ts';
import { py } from './records.ts';

/** Runs by their fields; an end without an exit code is written as `ended`. */
function columnsOf(
  runs: readonly {
    readonly iteration?: number;
    readonly skip?: boolean | number;
    readonly exitCode?: number;
    readonly isEnded?: boolean;
    readonly host?: string;
    readonly submission?: number;
  }[],
): RunColumns {
  const columns = new RunColumns(runs.length, (text) => Number(text));
  for (const [id, run] of runs.entries()) {
    const isEnded = run.exitCode !== undefined || run.isEnded === true;
    const end = isEnded ? '20' : null;
    const exitCode = run.exitCode ?? null;
    const { iteration = id, submission = null, skip = false, host = null } = run;
    columns.set(id, [iteration, 0, submission, skip, null, null, end, exitCode, host]);
  }
  return columns;
}

describe('the status of a run (FORMATS §12.2, GEN4 §13.1)', () => {
  const state: FlatRunState = {
    skip: SKIP_REASONS.none,
    hasStarted: true,
    hasEnded: true,
    exitCode: 0,
    isAbortable: false,
    submittal: SUBMITTED,
  };

  test.each<[RunStatus, Partial<FlatRunState>]>([
    ['success', {}],
    ['error', { exitCode: 3 }],
    ['error', { exitCode: undefined }],
    ['error', { exitCode: 64 }],
    ['aborted', { exitCode: 64, isAbortable: true }],
    ['skipped', { skip: 1, exitCode: 65 }],
    ['ended-by-loop', { skip: 2, exitCode: 65 }],
    ['skipped', { skip: 3 }],
    ['skipped', { skip: 9 }],
    ['running', { hasEnded: false }],
    ['submitted', { hasEnded: false, hasStarted: false }],
    ['prepared', { hasEnded: false, hasStarted: false, submittal: PREPARED }],
    ['pending', { hasEnded: false, hasStarted: false, submittal: UNSUBMITTED }],
  ])('%s: %o', (expected, change) => {
    expect(flatRunStatus({ ...state, ...change })).toBe(expected);
  });
});

describe('why runs are skipped, where only that they are is stored', () => {
  test('a failed ancestor, also through skipped runs, is the reason', () => {
    const runs = columnsOf([{ exitCode: 2 }, { skip: true }, { skip: true }, { exitCode: 0 }]);
    const skips = inferredSkips(
      runs,
      new Map([
        [1, { producers: [0], isInLoop: true }],
        [2, { producers: [1, 3], isInLoop: true }],
      ]),
    );
    expect([...skips]).toEqual([0, SKIP_REASONS.upstreamFailure, SKIP_REASONS.upstreamFailure, 0]);
  });

  test('without one its loop had ended, if it is in a loop', () => {
    const runs = columnsOf([{ exitCode: 0 }, { skip: true }, { skip: true }, { skip: true }]);
    const skips = inferredSkips(
      runs,
      new Map([
        [1, { producers: [0], isInLoop: true }],
        [2, { producers: [1], isInLoop: true }],
        [3, { producers: [0], isInLoop: false }],
      ]),
    );
    expect([...skips]).toEqual([0, 2, 2, 1]);
  });

  test('runs that take from each other end the search', () => {
    const runs = columnsOf([{ skip: true }, { skip: true }]);
    const evidence = new Map([
      [0, { producers: [1], isInLoop: true }],
      [1, { producers: [0], isInLoop: true }],
    ]);
    expect([...inferredSkips(runs, evidence)]).toEqual([2, 2]);
  });
});

describe('submissions of all versions in one form', () => {
  const read = (fields: Parameters<typeof py>[0]) => {
    const dict = py(fields);
    if (!isDict(dict)) throw new Error('no submission');
    const [submission] = flatSubmissions(
      [dict],
      (text) => Number(text),
      (text) => Number(text),
    );
    if (submission === undefined) throw new Error('none');
    return submission;
  };

  test.each([
    ['flat attempts (a51 to a58)', { submission_attempts: [1, 0] }, [[1, 0]]],
    ['nested attempts (a59)', { submission_attempts: [[0], [1]] }, [[0], [1]]],
    ['no attempt', { submission_attempts: [] }, []],
    ['parts by time (a60)', { submission_parts: { '5': [0], '9': [1] } }, [[0], [1]]],
    ['parts apart (GEN4)', { at_submit_metadata: { submission_parts: { '5': [0, 1] } } }, [[0, 1]]],
  ])('%s', (_, fields, parts) => {
    const submission = read({ jobscripts: [{}, {}], ...fields });
    expect(submission.parts.map(({ jobscripts }) => jobscripts)).toEqual(parts);
    expect(submittedIn(submission)).toEqual(new Set(parts.flat()));
  });

  test('a jobscript without blocks is its own only block', () => {
    const { jobscripts } = read({
      jobscripts: [
        {
          task_insert_IDs: [4],
          task_loop_idx: [{ L: 1 }],
          task_actions: [[4, 0, 0]],
          EAR_ID: [[7, -1, 9]],
          dependencies: { '2': { js_element_mapping: { '0': [0] }, is_array: true } },
          submit_time: '12',
          process_ID: 33,
        },
      ],
    });
    expect(jobscripts[0]).toMatchObject({
      submitUs: 12,
      processId: 33,
      blocks: [
        {
          runIds: [[7, -1, 9]],
          columnCount: 3,
          taskActions: [{ insertId: 4, action: 0, place: 0 }],
          taskLoopIdx: [[{ loop: 'L', iteration: 1 }]],
          dependencies: [{ jobscript: 2, block: 0, isArray: true, elementCount: 1 }],
        },
      ],
    });
  });

  test('blocks have dependencies by pair, and submit data of their own place', () => {
    const mapping = { js_element_mapping: { '0': [0], '1': [0] }, is_array: false };
    const { jobscripts } = read({
      jobscripts: [
        {
          at_submit_metadata: { submit_cmdline: ['sh', 'a'], process_ID: 5, submit_time: '3' },
          submit_time: null,
          blocks: [{ EAR_ID: [[0]] }, { EAR_ID: [[1, 2]], dependencies: [[[0, 0], mapping]] }],
        },
      ],
    });
    expect(jobscripts[0]).toMatchObject({
      submitUs: 3,
      processId: 5,
      submitCommand: ['sh', 'a'],
      blocks: [{ dependencies: [] }, { dependencies: [{ jobscript: 0, elementCount: 2 }] }],
    });
  });
});

test('the run index of flat records: order by template, iterations by element, runs by action', () => {
  const element = (id: number, iterations: readonly number[], task = 0): FlatElement => ({
    id_: id,
    index: 0,
    es_idx: id,
    seq_idx: {},
    src_idx: {},
    task_ID: task,
    iteration_IDs: iterations,
  });
  const iteration = (actions: IndexedIteration['EAR_IDs'], loop?: number): IndexedIteration => ({
    EARs_initialised: undefined,
    EAR_IDs: actions,
    loop_idx: loop === undefined ? {} : { L: loop },
  });
  const builder = new FlatIndexBuilder(['L']);
  builder.addElements([element(0, [0, 2]), element(1, [1], 1)]);
  builder.addIterations([
    iteration(
      [
        [1, [3]],
        [0, [0, 1]],
      ],
      0,
    ),
    iteration([[0, [2]]]),
    iteration(null, 1),
  ]);
  const runs = columnsOf([{ exitCode: 1 }, { exitCode: 0, host: 'n1' }, {}, { submission: 0 }]);
  const submissions: readonly PyDict[] = [py({ jobscripts: [{ EAR_ID: [[3]] }] }) as PyDict];
  const index = builder.finish({
    // The second task stands first in the template.
    tasks: [
      { id_: 1, index: 0, element_IDs: [1] },
      { id_: 0, index: 1, element_IDs: [0, 9] },
    ],
    runs,
    skips: runs.skip,
    placement: new FlatPlacement(
      flatSubmissions(
        submissions,
        () => undefined,
        () => undefined,
      ),
      4,
    ),
    isAbortable: () => false,
  });
  expect([...index.elements.task]).toEqual([0, 1, 1]);
  expect([...index.elements.elementSet]).toEqual([1, 0, 0]);
  expect([...index.iterations.id]).toEqual([1, 0, 2]);
  expect([...index.iterations.loopIdx]).toEqual([NONE, 0, 1]);
  expect([...index.iterations.isInitialised]).toEqual([1, 1, 0]);
  expect([...index.iterations.runStart]).toEqual([0, 1, 4, 4]);
  expect([...index.runs.id]).toEqual([2, 0, 1, 3]);
  expect([...index.runs.attempt]).toEqual([0, 0, 1, 0]);
  expect([...index.runs.status].map(statusOfCode)).toEqual([
    'pending',
    'error',
    'success',
    'prepared',
  ]);
  expect([...index.runs.jobscript]).toEqual([NONE, NONE, NONE, 0]);
  expect(index.hosts).toEqual(['n1']);
  expect(builder.problems).toEqual([
    { message: 'Task 0 has the element 9, which does not exist.' },
  ]);
});

describe('the directory of a run (GEN4 §11)', () => {
  const [NO_BYTE, NO_WORD] = [0xff, 0xffffffff];

  test.each([
    [[NO_BYTE, NO_WORD, NO_WORD, NO_BYTE, NO_BYTE, NO_BYTE, NO_BYTE], undefined],
    [[NO_BYTE, NO_WORD, NO_WORD, NO_BYTE, NO_BYTE, 1, 1], 'execute'],
    [[0, 3, NO_WORD, NO_BYTE, NO_BYTE, 1, 1], 'execute/t_0/e_3'],
    [[2, 1234, 0, NO_BYTE, 1, 2, 1], 'execute/t_2/e_1000-1999/e_1234/i_0/r_1'],
    [
      [NO_BYTE, 1_234_567, NO_WORD, NO_BYTE, NO_BYTE, 3, 1],
      'execute/e_1000000-1999999/e_1234000-1234999/e_1234567',
    ],
  ])('%o', (row, expected) => {
    expect(recordedDirectory(row)).toBe(expected);
  });
});

test('what a run made and changed, with numbers as numbers and as texts (GEN4 §15)', () => {
  const stats = (sizeBytes: number, mtime: number, mode = 0o100644) => [
    mode,
    1,
    2,
    1,
    0,
    0,
    sizeBytes,
    0,
    mtime,
    0,
    1,
    2,
  ];
  const before = py({
    data: { '.': stats(9, 1, 0o040755), a: stats(1, 5), b: stats(2, 5), d: stats(7, 5) },
  });
  const after = py({
    use_strings: true,
    data: {
      '.': stats(9, 7, 0o040755).map(String),
      a: stats(1, 5).map(String),
      b: stats(3, 5).map(String),
      'sub/c': stats(4, 8).map(String),
    },
  });
  if (!isDict(before) || !isDict(after)) throw new Error('no snapshots');
  expect(snapshotDifference(before, after)).toEqual({
    made: [{ path: 'sub/c', sizeBytes: 4, modifiedUs: 8_000_000 }],
    changed: [{ path: 'b', sizeBytes: 3, modifiedUs: 5_000_000 }],
    removed: [{ path: 'd', sizeBytes: 7, modifiedUs: 5_000_000 }],
  });
  expect(snapshotDifference(null, after)).toBeUndefined();
});
