import { expect, it } from 'vitest';
import { schedulerQueries } from '../../../shared/model/scheduler-queries.ts';

const job = { scheduler: 'slurm', jobId: '4815162', processId: undefined, arrayIndex: 36 };
const commands = (changes: Partial<Parameters<typeof schedulerQueries>[0]>): readonly string[] =>
  schedulerQueries({ ...job, ...changes }).map(({ command }) => command);

it('asks about the task of a job array, which schedulers count from 1', () => {
  expect(commands({})).toEqual([
    expect.stringMatching(/^sacct -j 4815162_37 --format=\S*State\S*MaxRSS/),
    'squeue -j 4815162_37',
  ]);
  expect(commands({ scheduler: 'SGE', arrayIndex: 0 })).toEqual([
    'qacct -j 4815162 -t 1',
    'qstat -j 4815162',
  ]);
});

it('asks about the whole job outside of arrays, and about a process run directly', () => {
  expect(commands({ arrayIndex: undefined })[1]).toBe('squeue -j 4815162');
  expect(commands({ scheduler: 'direct', jobId: undefined, processId: 77 })).toEqual([
    expect.stringMatching(/^ps .* -p 77$/),
  ]);
});

it('puts nothing into a command that is no job ID', () => {
  expect(commands({ jobId: '1; rm -rf ~' })).toEqual([]);
  expect(commands({ scheduler: undefined, jobId: undefined })).toEqual([]);
});
