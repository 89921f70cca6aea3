import { z } from 'zod';
import { RUN_STATUSES } from '../model/status.ts';
import { AppErrorSchema, ProblemSchema } from './errors.ts';
import { SnapshotFileSchema, ValueFileSchema } from './value-files.ts';
import { ValuePathSchema, ValueSummarySchema } from './values.ts';

/** The things of a workflow that are looked at one at a time. Times are microseconds since 1970 UTC. */

const timeUs = z.number().optional();
const counts = z.array(z.number().int()).length(RUN_STATUSES.length);

export const GENERATIONS = ['GEN0', 'GEN1', 'GEN2', 'GEN3', 'GEN4', 'GEN5', 'unknown'] as const;
export type Generation = (typeof GENERATIONS)[number];
export const STORE_KINDS = ['json', 'zarr', 'zip'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Iteration number of one loop that an iteration is in. */
export const LoopPlaceSchema = z.object({ loop: z.string(), iteration: z.number().int() });
export type LoopPlace = z.infer<typeof LoopPlaceSchema>;

/** What a path turns out to be. */
export const RecognitionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('workflow'),
    /** The workflow itself; differs from the asked path when that was inside it. */
    path: z.string(),
    store: z.enum(STORE_KINDS),
    generation: z.enum(GENERATIONS),
    /** Version of the application that wrote it, such as `0.2.0a40`. */
    version: z.string().optional(),
    isReadable: z.boolean(),
    /** Why it is recognised but cannot be read, or how the path was resolved. */
    note: z.string().optional(),
  }),
  z.object({
    kind: z.literal('not-a-workflow'),
    path: z.string(),
    reason: z.string(),
    /** Workflows directly inside the folder. */
    suggestions: z.array(z.string()),
  }),
]);
export type Recognition = z.infer<typeof RecognitionSchema>;

export const IdentitySchema = z.object({
  /** Of its folder or archive, without `.zip`. */
  name: z.string(),
  /** What it was called when it was made, where that is stored and another. */
  storedName: z.string().optional(),
  path: z.string(),
  store: z.enum(STORE_KINDS),
  generation: z.enum(GENERATIONS),
  /** Application that wrote it, such as `hpcflow` or `MatFlow`. */
  appName: z.string().optional(),
  appVersion: z.string().optional(),
  pythonVersion: z.string().optional(),
  createdUs: timeUs,
  /** Given when it was made, and the same in all its copies: `creation_info.id`, since 0.2.0a60. */
  storedId: z.string().optional(),
  templateName: z.string().optional(),
});
export type Identity = z.infer<typeof IdentitySchema>;

export const ActionSchema = z.object({
  index: z.number().int(),
  kind: z.enum(['main', 'input-file-generator', 'output-file-parser']),
  /** Short name: script stem, file label, first command word. */
  label: z.string(),
  commands: z.array(z.string()),
  script: z.string().optional(),
  /** Names of its environments. */
  environment: z.string().optional(),
  /** A person may end it early without failing what comes after. */
  isAbortable: z.boolean().optional(),
});
export type Action = z.infer<typeof ActionSchema>;

export const TaskSchema = z.object({
  /** Position in the template. */
  index: z.number().int(),
  insertId: z.number().int(),
  /** Unique name, such as `t1_2`. */
  name: z.string(),
  dirName: z.string(),
  objective: z.string(),
  method: z.string().optional(),
  implementation: z.string().optional(),
  actions: z.array(ActionSchema),
  /** Parameter types taken and given. */
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
  elementSetCount: z.number().int(),
  elementCount: z.number().int(),
  /** Absent until the runs are read: counting them may cost as much as reading them. */
  iterationCount: z.number().int().optional(),
  runCount: z.number().int().optional(),
  /** Names of the loops the task is in, outermost first. */
  loops: z.array(z.string()),
});
export type Task = z.infer<typeof TaskSchema>;

export const LoopSchema = z.object({
  name: z.string(),
  taskInsertIds: z.array(z.number().int()),
  /** Iterations asked for in the template. */
  requestedIterations: z.number().int(),
  /** Iterations that exist. */
  addedIterations: z.number().int(),
  parent: z.string().optional(),
  /** What ends the loop before all iterations were run, and the task after which it is looked at. */
  termination: z
    .object({
      /** `outputs.p1 is greater than 3`. */
      words: z.string(),
      /** As it is stored, as Python prints it. */
      rule: z.string(),
      /** Data path of the value it looks at, such as `outputs.p1`. */
      path: z.string().optional(),
      taskInsertId: z.number().int().optional(),
    })
    .optional(),
  iterableParameters: z.array(
    z.object({
      name: z.string(),
      inputTask: z.number().int(),
      outputTasks: z.array(z.number().int()),
    }),
  ),
  nonIterableParameters: z.array(z.string()),
});
export type Loop = z.infer<typeof LoopSchema>;

/** What can be said before any run is read. */
export const StructureSchema = z.object({
  identity: IdentitySchema,
  tasks: z.array(TaskSchema),
  loops: z.array(LoopSchema),
  submissionCount: z.number().int(),
  parameterCount: z.number().int(),
  /** Only that runs are skipped is stored; why is inferred. */
  areSkipsInferred: z.boolean(),
  /** Arrays of before they were rechunked that are kept, by their keys; absent where there are none. */
  rechunkBackups: z.array(z.string()).optional(),
  problems: z.array(ProblemSchema),
});
export type Structure = z.infer<typeof StructureSchema>;

/** Counts by status, in all and per task (in task order). */
export const CountsSchema = z.object({
  asOfMs: z.number(),
  /** They are those of an earlier opening, and are being compared with the files. */
  isFromCache: z.boolean().optional(),
  all: counts,
  byTask: z.array(counts),
  problems: z.array(ProblemSchema),
});
export type Counts = z.infer<typeof CountsSchema>;

/** What is not understood of a workflow that a later hpcflow wrote; it is shown without it. */
export const NoticesSchema = z.object({
  /** One sentence each on what it means, with file and field. More may be found as more is read. */
  notUnderstood: z.array(ProblemSchema),
});
export type Notices = z.infer<typeof NoticesSchema>;

/** What came of comparing what was shown at first with the files. */
export const FreshnessSchema = z.object({
  /** Of what was shown at first, milliseconds since 1970-01-01 UTC. */
  shownAsOfMs: z.number(),
  checkedMs: z.number(),
  /** Something was written since: what is read from now on differs. */
  wasChanged: z.boolean(),
});
export type Freshness = z.infer<typeof FreshnessSchema>;

export const FILES_STATES = [
  /** What is answered is what the files hold. */
  'as-read',
  /** Something was written a moment ago and cannot be read yet; what was read before is answered. */
  'being-written',
  /** As `being-written`, but nobody has written for a while. */
  'unreadable',
  /** The folder or archive cannot be looked at. */
  'unreachable',
  /** There is no folder or archive any more. */
  'gone',
] as const;

/** What came of looking whether files were written since they were read. */
export const FilesCheckSchema = z.object({
  checkedMs: z.number(),
  /** Counts up whenever the workflow was read anew: what is asked from then on may differ. */
  revision: z.number().int(),
  state: z.enum(FILES_STATES),
  /** Why it could not be read, or not be looked at. */
  error: AppErrorSchema.optional(),
});
export type FilesCheck = z.infer<typeof FilesCheckSchema>;

/** Where a parameter's value came from. */
export const SourceSchema = z.object({
  /** `local_input`, `default_input`, `workflow_resources`, `EAR_output`, … as hpcflow writes it. */
  type: z.string(),
  /** One line for people: `sequence 2 of task t1`, `output of t2, element 3`. */
  text: z.string(),
  taskInsertId: z.number().int().optional(),
  elementSet: z.number().int().optional(),
  sequenceIndex: z.number().int().optional(),
  /** Address of the run that set it. */
  run: z
    .object({
      taskInsertId: z.number().int(),
      element: z.number().int(),
      /** Position among the element's iterations. */
      iteration: z.number().int(),
      action: z.number().int(),
      attempt: z.number().int(),
    })
    .optional(),
});
export type Source = z.infer<typeof SourceSchema>;

/** One entry of a data index: a path, the parameter it points to, its value in one line. */
export const DataEntrySchema = z.object({
  /** `inputs.p1`, `outputs.p2`, `resources.any`, `input_files.f`; of a group's member `inputs.p1[0]`. */
  path: z.string(),
  /** Parameter number; absent for entries that are none. */
  parameter: z.number().int().optional(),
  /** Place among the members of an input that is collected from several elements. */
  group: z.object({ index: z.number().int(), length: z.number().int() }).optional(),
  isSet: z.boolean(),
  /** Not set, for the run that was to set it was skipped. */
  isSkipped: z.literal(true).optional(),
  /** Absent when unset or unreadable. */
  summary: ValueSummarySchema.optional(),
  /**
   * What a run uses instead, where other entries, for parts of this value or for what it is a part
   * of, replace some of it.
   */
  effective: z
    .object({
      summary: ValueSummarySchema,
      /** Paths of those entries. */
      from: z.array(z.string()),
    })
    .optional(),
  source: SourceSchema.optional(),
  /** The file that is its value, or that its text names. */
  file: ValueFileSchema.optional(),
  /** What of the stored value was not understood; it is shown without it. */
  notices: z.array(ProblemSchema).optional(),
  /** Set when the value or source could not be read. */
  problem: ProblemSchema.optional(),
});
export type DataEntry = z.infer<typeof DataEntrySchema>;

/** A column of the elements table: an input, resource or output of the elements, or a part of one. */
export const ElementColumnSchema = z.object({
  /** Data path and steps, such as `inputs.load_case.type`: names the column. */
  path: z.string(),
  /** Path in the data of an element, such as `inputs.load_case`. */
  data: z.string(),
  /** Where in that value; empty for the whole of it. */
  steps: ValuePathSchema,
  /** As people name it, for the table head. */
  label: z.string(),
  /** Numeric columns are aligned right. */
  isNumeric: z.boolean(),
  /** Shown unless chosen otherwise: it varies among the elements. */
  isShown: z.boolean(),
});
export type ElementColumn = z.infer<typeof ElementColumnSchema>;

/** A column for all elements of a task, in their order: codes into a dictionary of values. */
export const ElementValuesSchema = z.object({
  path: z.string(),
  /** One per element; -1: not set, not there, or not readable. */
  codes: z.instanceof(Int32Array),
  /** The different values: texts as they are, everything else as Python prints it; may be cut. */
  texts: z.array(z.string()),
  /** Position in {@link VALUE_TYPES}, for each text. */
  types: z.instanceof(Uint8Array),
  /** For each text: the number (of booleans 0 or 1), else NaN. */
  numbers: z.instanceof(Float64Array),
});
export type ElementValues = z.infer<typeof ElementValuesSchema>;

export const ElementRowsSchema = z.object({
  start: z.number().int(),
  /** One row per element; one cell per column. `null`: not set or not there. */
  rows: z.array(z.array(ValueSummarySchema.nullable())),
  problems: z.array(ProblemSchema),
});
export type ElementRows = z.infer<typeof ElementRowsSchema>;

export const NamedTextSchema = z.object({ name: z.string(), text: z.string() });
export type NamedText = z.infer<typeof NamedTextSchema>;

/** A run, or an iteration without runs, as the inspector shows it. */
export const RunDetailSchema = z.object({
  taskInsertId: z.number().int(),
  element: z.number().int(),
  iteration: z.number().int(),
  /** Iteration number as hpcflow writes it. */
  iterationId: z.number().int(),
  loopIdx: z.array(LoopPlaceSchema),
  /** Absent for an iteration whose runs are not initialised. */
  run: z
    .object({
      action: z.number().int(),
      attempt: z.number().int(),
      attempts: z.number().int(),
      id: z.number().int(),
      status: z.enum(RUN_STATUSES),
      /** Why the status is an inference, in one sentence. */
      inference: z.string().optional(),
      startUs: timeUs,
      endUs: timeUs,
      exitCode: z.number().int().optional(),
      /** Why it was skipped, in a few words. */
      skipReason: z.string().optional(),
      /** Machine that it ran on. */
      host: z.string().optional(),
      /** Local port that it listened on. */
      port: z.number().int().optional(),
      /** Where it was executed, relative to the workflow. */
      directory: z.string().optional(),
      /** Commands of the action that apply to it, by position. */
      commands: z.array(z.number().int()).optional(),
      /** Files that it made, changed or removed, by the snapshots of its directory, where they were taken. */
      filesMade: z.array(SnapshotFileSchema).optional(),
      filesChanged: z.array(SnapshotFileSchema).optional(),
      /** As they were before. */
      filesRemoved: z.array(SnapshotFileSchema).optional(),
      /** What the application noted of it. */
      metadata: z.array(NamedTextSchema).optional(),
      submission: z.number().int().optional(),
      jobscript: z.number().int().optional(),
      /** Block of the jobscript that runs it. */
      jobscriptBlock: z.number().int().optional(),
      /** Cell of the grid (of the block) that runs it. */
      jobscriptRow: z.number().int().optional(),
      jobscriptColumn: z.number().int().optional(),
    })
    .optional(),
  /** What hpcflow of this generation does not record, such as `exit code`. */
  notRecorded: z.array(z.string()),
  data: z.array(DataEntrySchema),
  problems: z.array(ProblemSchema),
});
export type RunDetail = z.infer<typeof RunDetailSchema>;

export const TemplateTextSchema = z.object({ yaml: z.string(), json: z.string() });
export type TemplateText = z.infer<typeof TemplateTextSchema>;
