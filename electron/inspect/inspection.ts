import { z } from 'zod';
import {
  IdentitySchema,
  LoopSchema,
  SourceSchema,
  TaskSchema,
} from '../../shared/contract/documents.ts';
import { ProblemSchema } from '../../shared/contract/errors.ts';
import { SubmissionSchema } from '../../shared/contract/submissions.ts';
import { RUN_STATUSES } from '../../shared/model/status.ts';

/**
 * The JSON that `inspect --json` prints: the model, one schema for all generations and stores
 * (docs/inspect.md). Times are microseconds since 1970-01-01 UTC. What is not recorded is absent.
 */
const int = z.number().int();

/** Version of this schema; it rises when a member changes its meaning or goes away. */
export const INSPECTION_VERSION = 1;

const countsByStatus = z.partialRecord(z.enum(RUN_STATUSES), int);

const RunSchema = z.strictObject({
  action: int,
  attempt: int,
  /** hpcflow's number of the run. */
  id: int,
  status: z.enum(RUN_STATUSES),
  startUs: z.number().optional(),
  endUs: z.number().optional(),
  exitCode: int.optional(),
  submission: int.optional(),
  jobscript: int.optional(),
  host: z.string().optional(),
});

const IterationSchema = z.strictObject({
  /** hpcflow's number of the iteration. */
  id: int,
  /** Iteration number by loop name. */
  loopIdx: z.record(z.string(), int),
  isInitialised: z.boolean(),
  runs: z.array(RunSchema),
});

const ElementSchema = z.strictObject({
  index: int,
  elementSet: int,
  iterations: z.array(IterationSchema),
});

const TaskWithElementsSchema = z.strictObject({
  ...TaskSchema.shape,
  counts: countsByStatus,
  elements: z.array(ElementSchema),
});

const ParameterSchema = z.strictObject({
  index: int,
  isSet: z.boolean(),
  /** Tagged encoding (docs/inspect.md); absent when unset or unreadable. */
  value: z.unknown().optional(),
  source: SourceSchema.optional(),
  problem: ProblemSchema.optional(),
});

const JobscriptSchema = z.strictObject({
  ...SubmissionSchema.shape.jobscripts.element.shape,
  counts: countsByStatus,
});

export const InspectionSchema = z.strictObject({
  inspectionVersion: z.literal(INSPECTION_VERSION),
  identity: IdentitySchema,
  counts: countsByStatus,
  tasks: z.array(TaskWithElementsSchema),
  loops: z.array(LoopSchema),
  submissions: z.array(
    z.strictObject({ ...SubmissionSchema.shape, jobscripts: z.array(JobscriptSchema) }),
  ),
  parameterCount: int,
  /** Arrays of before they were rechunked that are kept. */
  rechunkBackups: z.array(z.string()).optional(),
  /** Only with `--parameters`. */
  parameters: z.array(ParameterSchema).optional(),
  problems: z.array(ProblemSchema),
});
export type Inspection = z.infer<typeof InspectionSchema>;
export type InspectedParameter = z.infer<typeof ParameterSchema>;
