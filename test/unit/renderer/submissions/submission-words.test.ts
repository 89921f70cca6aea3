import { describe, expect, it } from 'vitest';
import {
  attemptsText,
  dependencyText,
  dependsOnText,
  firstSubmitUs,
  jobscriptShortWords,
  jobscriptTasksText,
  noJobWords,
  submissionStatusText,
} from '../../../../renderer/features/submissions/submission-words.ts';
import type { Task } from '../../../../shared/contract/documents.ts';
import type { Jobscript, Submission } from '../../../../shared/contract/submissions.ts';
import { noRuns } from '../../../../shared/model/status.ts';

const jobscript: Jobscript = {
  index: 0,
  tasks: [{ insertId: 2, loopIdx: [] }],
  actionCount: 1,
  elementCount: 4,
  runCount: 4,
  dependencies: [],
  resources: [],
  versionInfo: [],
  notRecorded: [],
  isSubmitted: true,
  counts: noRuns(),
};
const task: Task = {
  index: 0,
  insertId: 2,
  name: 'simulate',
  dirName: 'task_2_simulate',
  objective: 'simulate',
  actions: [],
  inputs: [],
  outputs: [],
  elementSetCount: 1,
  elementCount: 4,
  iterationCount: 4,
  runCount: 4,
  loops: [],
};

function submission(change: Partial<Submission> = {}): Submission {
  return { index: 0, status: 'submitted', attempts: [[0]], jobscripts: [jobscript], ...change };
}

describe('status in words', () => {
  it('says what was submitted', () => {
    const waiting = { ...jobscript, index: 1, isSubmitted: false };
    expect(submissionStatusText(submission())).toBe('Submitted');
    expect(submissionStatusText(submission({ jobscripts: [jobscript, jobscript] }))).toBe(
      'Submitted: all 2 jobscripts',
    );
    expect(
      submissionStatusText(
        submission({ status: 'partially-submitted', jobscripts: [jobscript, waiting] }),
      ),
    ).toBe('Partially submitted: 1 of 2 jobscripts');
    expect(submissionStatusText(submission({ status: 'pending', jobscripts: [waiting] }))).toBe(
      'Pending: no jobscript submitted',
    );
  });

  it('names the parts of a submission made in several', () => {
    expect(attemptsText(submission(), 'hpcFlow 0.2.0a59')).toBeUndefined();
    const attempts = [[0, 1], [2]];
    expect(attemptsText(submission({ attempts }), 'hpcFlow 0.2.0a59')).toBe(
      'Submitted in 2 parts: js 0, 1; then js 2 (times not recorded by hpcFlow 0.2.0a59)',
    );
    const attemptsUs = [0, 60_000_000];
    expect(attemptsText(submission({ attempts, attemptsUs }), 'hpcFlow 0.2.0a60')).toBe(
      'Submitted in 2 parts: js 0, 1 on 1 Jan 1970, 00:00:00; then js 2 on 1 Jan 1970, 00:01:00',
    );
  });
});

it('takes the first submit time', () => {
  const at = (submitUs: number): Jobscript => ({ ...jobscript, submitUs });
  expect(firstSubmitUs(submission({ jobscripts: [at(5), at(3), jobscript] }))).toBe(3);
  expect(firstSubmitUs(submission())).toBeUndefined();
});

it('names tasks with their loop iteration, and those the template lost by number', () => {
  const tasks = [
    { insertId: 2, loopIdx: [{ loop: 'calibrate', iteration: 1 }] },
    { insertId: 7, loopIdx: [] },
  ];
  expect(jobscriptTasksText({ ...jobscript, tasks }, [task])).toBe(
    'simulate (calibrate 1), task 7',
  );
});

it('names the tasks of a jobscript shortly', () => {
  const one = { insertId: 2, loopIdx: [{ loop: 'fit', iteration: 1 }] };
  const short = (tasks: Jobscript['tasks']) => jobscriptShortWords({ ...jobscript, tasks }, [task]);
  expect(short([one])).toEqual({ name: 'simulate', aside: 'fit 1' });
  expect(short([one, one, one])).toEqual({ name: 'simulate', aside: '3 iterations' });
  expect(short([one, { insertId: 3, loopIdx: [] }, one])).toEqual({ name: '2 tasks', aside: '' });
  expect(short([])).toEqual({ name: 'no tasks', aside: '' });
});

it('says what waits for what', () => {
  const array = { jobscript: 0, isArray: true, elementCount: 4 };
  const some = { jobscript: 2, isArray: false, elementCount: 1 };
  expect(dependsOnText({ ...jobscript, dependencies: [array, some] })).toBe('js 0 (array), js 2');
  expect(dependsOnText(jobscript)).toBe('nothing');
  expect(dependencyText(array, 4)).toContain('array dependency');
  expect(dependencyText(some, 4)).toBe('1 of 4 elements wait for those they need');
  expect(dependencyText({ ...some, elementCount: 4 }, 4)).toContain('all of its elements');
});

describe('a jobscript without a job of a scheduler', () => {
  const scheduled = { ...jobscript, resources: [{ name: 'scheduler', text: 'slurm' }] };

  it('says whether it had none, or none is recorded', () => {
    expect(noJobWords({ ...jobscript, isSubmitted: false })).toBe('not submitted');
    expect(noJobWords(jobscript)).toContain('run directly');
    expect(noJobWords(scheduled)).toBe('none recorded');
  });
});
