import { z } from 'zod';
import { RUN_STATUSES } from '../model/status.ts';
import { LoopPlaceSchema, NamedTextSchema } from './documents.ts';
import { ProblemSchema } from './errors.ts';

/** Submissions and their jobscripts. Times are microseconds since 1970 UTC. */

const timeUs = z.number().optional();

/** Insert IDs of tasks, with the loop iteration of each. */
const jobscriptTasks = z.array(
  z.object({ insertId: z.number().int(), loopIdx: z.array(LoopPlaceSchema) }),
);

const DependencySchema = z.object({
  jobscript: z.number().int(),
  /** Block of that jobscript; absent where jobscripts have but one. */
  block: z.number().int().optional(),
  isArray: z.boolean(),
  /** Number of own columns that wait for something. */
  elementCount: z.number().int(),
});

/** Part of a jobscript whose runs fit one grid. */
export const JobscriptBlockSchema = z.object({
  tasks: jobscriptTasks,
  /** Rows and columns of its grid. */
  actionCount: z.number().int(),
  elementCount: z.number().int(),
  runCount: z.number().int(),
  /** Also on blocks of the same jobscript. */
  dependencies: z.array(DependencySchema),
});
export type JobscriptBlock = z.infer<typeof JobscriptBlockSchema>;

export const JobscriptSchema = z.object({
  index: z.number().int(),
  /** Tasks of all its blocks. */
  tasks: jobscriptTasks,
  /** Rows and columns of its grid; of its largest block where it has several. */
  actionCount: z.number().int(),
  elementCount: z.number().int(),
  runCount: z.number().int(),
  /** On other jobscripts. */
  dependencies: z.array(DependencySchema),
  /** Only where hpcflow splits jobscripts into blocks: executed one after the other. */
  blocks: z.array(JobscriptBlockSchema).optional(),
  /** One job of the scheduler per element. */
  isArray: z.boolean().optional(),
  /** Resources as name and text, nulls left out. */
  resources: z.array(NamedTextSchema),
  schedulerJobId: z.string().optional(),
  processId: z.number().int().optional(),
  submitUs: timeUs,
  submitHost: z.string().optional(),
  submitMachine: z.string().optional(),
  /** The command that submitted it, by arguments. */
  submitCommand: z.array(z.string()).optional(),
  /** Scheduler, shell and system as recorded. */
  versionInfo: z.array(NamedTextSchema),
  /** What hpcflow of this generation does not record, such as `process ID`. */
  notRecorded: z.array(z.string()),
  isSubmitted: z.boolean(),
  /** Counts of its runs by status. */
  counts: z.array(z.number().int()).length(RUN_STATUSES.length),
});
export type Jobscript = z.infer<typeof JobscriptSchema>;

export const SubmissionSchema = z.object({
  index: z.number().int(),
  status: z.enum(['pending', 'submitted', 'partially-submitted']),
  isParallel: z.boolean().optional(),
  /** Kind of jobscripts that may run at the same time, where only one kind may. */
  parallelKind: z.string().optional(),
  /** Jobscript indexes of each submit call. */
  attempts: z.array(z.array(z.number().int())),
  /** When each of the attempts was made, where that is recorded. */
  attemptsUs: z.array(z.number()).optional(),
  jobscripts: z.array(JobscriptSchema),
});
export type Submission = z.infer<typeof SubmissionSchema>;

/** Grid of a jobscript: rows are actions, columns elements, cells rows of the run index. */
export const JobscriptGridSchema = z.object({
  rows: z.array(
    z.object({
      taskInsertId: z.number().int(),
      action: z.number().int(),
      loopIdx: z.array(LoopPlaceSchema),
    }),
  ),
  columnCount: z.number().int(),
  /** `rows.length × columnCount`, row-major; -1 where nothing is to be run. */
  cells: z.instanceof(Int32Array),
  problems: z.array(ProblemSchema),
});
export type JobscriptGrid = z.infer<typeof JobscriptGridSchema>;
