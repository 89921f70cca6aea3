import { z } from 'zod';
import { RunIndexSchema } from './columns.ts';
import { ComparedPlaceSchema, ComparisonSchema, MOST_COMPARED } from './comparison.ts';
import {
  CountsSchema,
  ElementColumnSchema,
  ElementRowsSchema,
  ElementValuesSchema,
  FilesCheckSchema,
  FreshnessSchema,
  IdentitySchema,
  NoticesSchema,
  RunDetailSchema,
  StructureSchema,
  TemplateTextSchema,
} from './documents.ts';
import { ProblemSchema } from './errors.ts';
import { FILE_PROCEDURES } from './file-procedures.ts';
import { CacheSizeSchema, FolderListingSchema } from './host.ts';
import { HOST_PROCEDURES } from './host-procedures.ts';
import { LIBRARY_PROCEDURES } from './library-procedures.ts';
import { TerminationSchema } from './loops.ts';
import {
  CautionSchema,
  HandleSchema,
  KnownCopySchema,
  LeftOverSchema,
  OperationSchema,
  PreflightSchema,
  PURPOSES,
  SubjectSchema,
  TargetFactsSchema,
} from './operations.ts';
import { hostRead, hostWrite, workflowRead } from './procedure.ts';
import { REASON_PROCEDURES } from './reason-procedures.ts';
import { DiskUseSchema } from './reasons.ts';
import { ReproductionSchema } from './reproduction.ts';
import { RunFilesSchema } from './run-files.ts';
import { ArrangementSchema, SavedViewSchema, SavedViewsSchema } from './saved-views.ts';
import { SettingsAnswerSchema, SettingsChangeSchema } from './settings.ts';
import { JobscriptGridSchema, SubmissionSchema } from './submissions.ts';
import { UpdateAnswerSchema } from './updates.ts';
import { VALUE_PROCEDURES } from './value-procedures.ts';

const nothing = z.strictObject({});
const path = z.string().min(1).max(32_768);
const index = z.number().int().min(0).max(4_294_967_295);
const columnPath = z.string().min(1).max(4096);

const fileName = z.string().max(1024);
/** Told at once; how it goes on, `operation.changed` tells. */
const started = z.object({ operationId: HandleSchema });
/** A preflight, and what the person confirmed of its cautions. */
const asked = { token: HandleSchema, confirmed: z.array(CautionSchema).max(8) };

const iterationPlace = { taskInsertId: index, element: index, iteration: index };

/**
 * The one list of what the renderer can ask the host. Names are `noun.verb`.
 *
 * - `scope: 'host'` is answered by the services of the main process;
 * - `scope: 'workflow'` is answered inside the worker of the workflow named by `workflowId`;
 * - `effect: 'write'` is refused by a host that only reads.
 *
 * Input is always parsed at the boundary; output is parsed in tests.
 */
export const PROCEDURES = {
  ...HOST_PROCEDURES,

  /** Folder browser. Without a path: the first root. */
  'folders.list': hostRead(z.strictObject({ path: path.optional() }), FolderListingSchema),
  /** Workflows among recents and roots that look like a folder dropped on the page. */
  'folders.matchDrop': hostRead(
    z.strictObject({
      name: z.string().max(1024),
      entryNames: z.array(z.string().max(1024)).max(1000),
    }),
    z.object({ candidates: z.array(z.string()) }),
  ),

  ...LIBRARY_PROCEDURES,
  /** Arrangements of the runs table kept for a workflow, in the data of the application. */
  'views.list': hostRead(z.strictObject({ path }), SavedViewsSchema),
  'views.save': hostRead(
    z.strictObject({ path, views: z.array(SavedViewSchema).max(100) }),
    nothing,
  ),
  /** How the runs of a workflow were arranged last; none when they never were. */
  'views.readArrangement': hostRead(
    z.strictObject({ path }),
    z.object({ arrangement: ArrangementSchema.optional() }),
  ),
  'views.keepArrangement': hostRead(
    z.strictObject({ path, arrangement: ArrangementSchema }),
    nothing,
  ),
  'settings.read': hostRead(nothing, SettingsAnswerSchema),
  /** Changes what the application keeps for itself: no `write`, a host that only reads does it too. */
  'settings.write': hostRead(
    z.strictObject({ change: SettingsChangeSchema }),
    SettingsAnswerSchema,
  ),
  /** Whether there is a newer release: asked of the project's page at most once a day, unless now. */
  'updates.look': hostRead(z.strictObject({ isNow: z.boolean() }), UpdateAnswerSchema),
  /** How much is kept of workflows opened before, so that they open at once. */
  'cache.readSize': hostRead(nothing, CacheSizeSchema),
  'cache.clear': hostRead(nothing, CacheSizeSchema),

  /** Looks at a workflow before something is done with it. Reports progress. */
  'operations.preflight': hostRead(
    z.strictObject({ subject: SubjectSchema, purpose: z.enum(PURPOSES) }),
    PreflightSchema,
  ),
  /** Where else a workflow is that is about to be taken away; counts what is in its copies. */
  'operations.findCopies': hostRead(
    z.strictObject({ token: HandleSchema }),
    z.object({ copies: z.array(KnownCopySchema) }),
  ),
  /** Looks at a name, and for a copy or a conversion at the place. */
  'operations.checkTarget': hostRead(
    z.strictObject({
      token: HandleSchema,
      name: fileName,
      placeId: HandleSchema.optional(),
      withoutRunFiles: z.boolean(),
    }),
    TargetFactsSchema,
  ),
  'operations.copy': hostWrite(
    z.strictObject({
      ...asked,
      name: fileName,
      placeId: HandleSchema,
      withoutRunFiles: z.boolean(),
    }),
    started,
  ),
  /** Makes another form of the workflow: the one that the preflight told of. */
  'operations.convert': hostWrite(
    z.strictObject({
      ...asked,
      name: fileName,
      placeId: HandleSchema,
      withoutRunFiles: z.boolean(),
    }),
    started,
  ),
  'operations.rename': hostWrite(z.strictObject({ ...asked, name: fileName }), started),
  'operations.trash': hostWrite(z.strictObject(asked), started),
  /** Undoes `operations.trash`. */
  'operations.restore': hostWrite(z.strictObject({ undoId: HandleSchema }), started),
  /** For good. `typedName` is what the person typed; it must be the workflow's name. */
  'operations.delete': hostWrite(z.strictObject({ ...asked, typedName: fileName }), started),
  /** Operations that run, and those that ended lately and were not dismissed. */
  'operations.list': hostRead(nothing, z.object({ operations: z.array(OperationSchema) })),
  /** Stops an operation and lets it clean up; the operation tells when that is done. */
  'operations.cancel': hostWrite(z.strictObject({ operationId: HandleSchema }), nothing),
  /** Answers an operation that waits for a file: at once, or without it. */
  'operations.answerHeld': hostWrite(
    z.strictObject({ operationId: HandleSchema, answer: z.enum(['try-now', 'skip']) }),
    nothing,
  ),
  /** Forgets an operation that has ended. */
  'operations.dismiss': hostWrite(z.strictObject({ operationId: HandleSchema }), nothing),
  /** What operations left that were interrupted by a crash. */
  'operations.listLeftOvers': hostRead(nothing, z.object({ leftOvers: z.array(LeftOverSchema) })),
  /** Removes an unfinished copy, finishes a deletion, or gives a workflow its name. */
  'operations.cleanLeftOver': hostWrite(z.strictObject({ leftOverId: HandleSchema }), started),
  /** Leaves it as it is, and does not list it again. */
  'operations.keepLeftOver': hostWrite(z.strictObject({ leftOverId: HandleSchema }), nothing),

  /** Opens a workflow (or finds it open). Answers as soon as its identity is known. */
  'workflow.open': hostRead(
    z.strictObject({ path }),
    z.object({
      workflowId: z.string(),
      identity: IdentitySchema,
      /** Address that was shown of it last time. */
      lastAt: z.string().optional(),
    }),
  ),
  'workflow.close': hostRead(z.strictObject({ workflowId: z.string().max(64) }), nothing),
  /** Starts the worker anew: after a crash, or to read again what is on disk. */
  'workflow.reopen': hostRead(
    z.strictObject({ workflowId: z.string().max(64) }),
    z.object({ identity: IdentitySchema }),
  ),

  /** Tasks, loops and numbers: what the documents tell without reading any run. */
  'workflow.readStructure': workflowRead({}, StructureSchema),
  /** The columns of every element, iteration and run. Reports progress. */
  'workflow.readRunIndex': workflowRead({}, RunIndexSchema),
  'workflow.readCounts': workflowRead({}, CountsSchema),
  /**
   * Answers once structure, counts and columns are those of the files and no longer of an earlier
   * opening. Reports progress.
   */
  'workflow.readFreshness': workflowRead({}, FreshnessSchema),
  /**
   * Looks whether something was written since the workflow was read, at few files whatever its size, and
   * reads it anew if so; answers when that is done. Forced: reads it anew in any case. Reports progress.
   */
  'workflow.checkFiles': workflowRead({ isForced: z.boolean().optional() }, FilesCheckSchema),
  /** What of the layout, and of the values read so far, is not understood. */
  'workflow.readNotices': workflowRead({}, NoticesSchema),
  'workflow.readTemplate': workflowRead({}, TemplateTextSchema),

  'elements.listColumns': workflowRead(
    { taskInsertId: index },
    z.object({ columns: z.array(ElementColumnSchema) }),
  ),
  'elements.readRows': workflowRead(
    {
      taskInsertId: index,
      start: index,
      stop: index,
      /** Columns to read, by path; without it those shown at first. */
      paths: z.array(columnPath).max(100).optional(),
    },
    ElementRowsSchema,
  ),
  /** Columns of all elements, for sorting, grouping and filtering. Reports progress. */
  'elements.readColumns': workflowRead(
    { taskInsertId: index, paths: z.array(columnPath).min(1).max(100) },
    z.object({ columns: z.array(ElementValuesSchema), problems: z.array(ProblemSchema) }),
  ),

  /** What many elements were given and gave, value by value. Reports progress. */
  'elements.compare': workflowRead(
    {
      taskInsertId: index,
      places: z.array(ComparedPlaceSchema).min(1).max(MOST_COMPARED),
    },
    ComparisonSchema,
  ),

  /** One run with its data; for an iteration without runs, leave `action` and `attempt` out. */
  'runs.read': workflowRead(
    { ...iterationPlace, action: index.optional(), attempt: index.optional() },
    RunDetailSchema,
  ),

  /** Its logs, scripts and other files, or why there are none. */
  'runs.listFiles': workflowRead(
    { ...iterationPlace, action: index, attempt: index.optional() },
    RunFilesSchema,
  ),

  /** How to do again by hand what it did, by what is recorded. */
  'runs.readReproduction': workflowRead(
    { ...iterationPlace, action: index, attempt: index.optional() },
    ReproductionSchema,
  ),

  ...FILE_PROCEDURES,

  ...VALUE_PROCEDURES,

  /** Why a loop went on or stopped, by the values its condition looked at. */
  'loops.readTermination': workflowRead(
    { loop: z.string().max(1000), element: index },
    TerminationSchema,
  ),

  'submissions.list': workflowRead({}, z.object({ submissions: z.array(SubmissionSchema) })),
  /** Grid of a jobscript, or of one of its blocks (the first unless told otherwise). */
  'submissions.readGrid': workflowRead(
    { submission: index, jobscript: index, block: index.optional() },
    JobscriptGridSchema,
  ),

  ...REASON_PROCEDURES,
  /** Looks at every file of the workflow. Reports progress. */
  'workflow.measureDisk': workflowRead({}, DiskUseSchema),
} as const;

export type ProcedureName = keyof typeof PROCEDURES;
export type Input<N extends ProcedureName> = z.infer<(typeof PROCEDURES)[N]['input']>;
export type Output<N extends ProcedureName> = z.infer<(typeof PROCEDURES)[N]['output']>;

type NamesOfScope<S extends 'host' | 'workflow'> = {
  [N in ProcedureName]: (typeof PROCEDURES)[N]['scope'] extends S ? N : never;
}[ProcedureName];
export type HostProcedureName = NamesOfScope<'host'>;
export type WorkflowProcedureName = NamesOfScope<'workflow'>;

export const PROCEDURE_NAMES = Object.keys(PROCEDURES) as readonly ProcedureName[];

export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(PROCEDURES, name);
}

export function isWorkflowProcedure(name: ProcedureName): name is WorkflowProcedureName {
  return PROCEDURES[name].scope === 'workflow';
}
