import { z } from 'zod';
import { AppErrorSchema } from './errors.ts';

/** Copying, converting, renaming, deleting workflows: what the page can ask for, and what it is told. */

/** The handle of a thing that only the host knows where to find. */
export const HandleSchema = z.string().min(1).max(64);

/** The workflow that is meant: one that is open, or one of the recent ones. Never a path. */
export const SubjectSchema = z.union([
  z.strictObject({ workflowId: HandleSchema }),
  z.strictObject({ recentId: HandleSchema }),
]);
export type Subject = z.infer<typeof SubjectSchema>;

export const PURPOSES = ['copy', 'convert', 'rename', 'trash', 'delete'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Why a person should confirm once more. */
export const CAUTIONS = ['runs-active', 'changed-recently'] as const;
export const CautionSchema = z.enum(CAUTIONS);
export type Caution = z.infer<typeof CautionSchema>;

/** Something that a person should be told of, though it stops nothing. */
export const MENTION_KINDS = [
  /** A symbolic link to something outside the folder; copied as it is, never followed. */
  'link-leading-out',
  /** A symbolic link by absolute path into the folder itself; a copy's link leads to the original. */
  'link-to-original',
  /** A pipe, socket or device; never opened, never copied. */
  'special-file',
  /** A file with more than one name; a copy gets files of its own. */
  'hard-link',
  /** A file that changed or went away while it was copied. */
  'changed',
  /** A file that was left out because another program held it and the person said so. */
  'skipped',
  /** A folder that could not be looked into. */
  'unreadable',
  /** A folder of another volume, mounted here. */
  'other-volume',
  /** A symbolic link that a conversion left out: archives of hpcflow's hold none. */
  'link-left-out',
  /** What could not be removed. */
  'not-removed',
] as const;

export const MentionSchema = z.object({
  kind: z.enum(MENTION_KINDS),
  count: z.number().int(),
  /** The first few: keys relative to the folder, and why or where to. */
  examples: z.array(z.object({ key: z.string(), detail: z.string() })),
});
export type Mention = z.infer<typeof MentionSchema>;

/** A folder that a copy may be put into. */
export const PlaceSchema = z.object({ placeId: HandleSchema, path: z.string() });
export type TargetPlace = z.infer<typeof PlaceSchema>;

const TrashFactsSchema = z.discriminatedUnion('isAvailable', [
  z.object({
    isAvailable: z.literal(true),
    /** It can be brought back from here; otherwise from the trash of the system only. */
    isUndoable: z.boolean(),
  }),
  z.object({ isAvailable: z.literal(false), reason: z.string() }),
]);

const SizeSchema = z.object({ files: z.number().int(), sizeBytes: z.number() });

/** What was found before anything is done. */
export const PreflightSchema = z.object({
  /** Stands for this folder or file (its volume and inode) as it was found; needed for doing anything. */
  token: HandleSchema,
  purpose: z.enum(PURPOSES),
  name: z.string(),
  /** As people know it. */
  path: z.string(),
  /** An archive is one file; everything else a folder. */
  form: z.enum(['folder', 'file']),
  all: SizeSchema.extend({ folders: z.number().int(), links: z.number().int() }),
  /** Without the files of runs; absent when nothing is saved by leaving them out, or it is not known which they are. */
  withoutRunFiles: SizeSchema.optional(),
  volume: z.object({ kind: z.enum(['local', 'network', 'wsl']), freeBytes: z.number() }),
  trash: TrashFactsSchema,
  /** What must be confirmed before anything is done. */
  cautions: z.array(CautionSchema),
  /** Runs recorded as submitted or running; absent when the runs could not be read. */
  activeRuns: z.number().int().optional(),
  /** Last change inside, and which file (relative). */
  newestMs: z.number(),
  newestKey: z.string(),
  mentions: z.array(MentionSchema),
  /** For a conversion: what the workflow becomes, and how large that is. */
  conversion: z
    .object({
      to: z.enum(['json', 'zarr', 'zip']),
      /** What is made; the size of an archive's members for one. */
      made: SizeSchema,
      /** Without the files of runs and backups, as hpcflow makes archives; absent when nothing is saved. */
      madeWithoutRunFiles: SizeSchema.optional(),
      /** The numbers are about right. */
      isEstimate: z.boolean(),
      /** Why it cannot be converted. */
      problem: AppErrorSchema.optional(),
    })
    .optional(),
  /** For a copy or a conversion: where it goes unless another folder is chosen, and a name that is free there. */
  suggestion: z.object({ place: PlaceSchema, name: z.string() }).optional(),
});
export type Preflight = z.infer<typeof PreflightSchema>;

/** Where else a workflow is known to be, so that a person can tell what deleting it means. */
export const KnownCopySchema = z.discriminatedUnion('origin', [
  /** Copied by Earshot, and verified then. */
  z.object({
    origin: z.literal('made'),
    path: z.string(),
    madeMs: z.number(),
    /** Byte by byte when it was made; larger ones were counted. */
    wasCompared: z.boolean(),
    withoutRunFiles: z.boolean(),
    /** Now: files, bytes and last change are those it was made with, or not; it is gone; nobody knows. */
    condition: z.enum(['as-made', 'changed', 'missing', 'out-of-reach']),
    /** What was copied is not what is there now. */
    hasSourceChanged: z.boolean(),
  }),
  /** The same workflow by its id, or what it was copied from; not compared. */
  z.object({ origin: z.literal('known'), path: z.string() }),
]);
export type KnownCopy = z.infer<typeof KnownCopySchema>;

/** What speaks for and against a name and a place. */
export const TargetFactsSchema = z.object({
  /** Absolute path that it would get. */
  path: z.string(),
  /** Why it cannot be done there. */
  problem: AppErrorSchema.optional(),
  isSameVolume: z.boolean(),
  freeBytes: z.number(),
  /** What the copy takes; volumes that share blocks take less. 0 for a new name. */
  neededBytes: z.number(),
  isSpaceShort: z.boolean(),
});
export type TargetFacts = z.infer<typeof TargetFactsSchema>;

export const OPERATION_KINDS = [
  'copy',
  'convert',
  'rename',
  'trash',
  'restore',
  'delete',
  'clean',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export const OPERATION_PHASES = [
  'starting',
  'measuring',
  'copying',
  'converting',
  'flushing',
  'verifying',
  'opening',
  'finishing',
  'removing',
  'cleaning',
] as const;
export type OperationPhase = (typeof OPERATION_PHASES)[number];

/** A file that another program holds. */
export const HeldSchema = z.object({
  /** Relative to the folder, or absolute where that is not known. */
  path: z.string(),
  /** The coming attempt, from 2, and how many there are. */
  attempt: z.number().int(),
  attempts: z.number().int(),
  /** From now to that attempt: clocks of page and host may differ. */
  retryInMs: z.number(),
  /** The copy can go on without this file. */
  canSkip: z.boolean(),
});
export type Held = z.infer<typeof HeldSchema>;

export const OperationProgressSchema = z.object({
  phase: z.enum(OPERATION_PHASES),
  /** Done in this phase. */
  files: z.number(),
  sizeBytes: z.number(),
  /** As the preflight counted; absent where it did not. */
  total: SizeSchema.optional(),
  filesPerS: z.number(),
  bytesPerS: z.number(),
  remaining: z.object({ lowMs: z.number(), highMs: z.number() }).optional(),
  /** Relative to the folder. */
  current: z.string(),
  held: HeldSchema.optional(),
});
export type OperationProgress = z.infer<typeof OperationProgressSchema>;

export const OperationResultSchema = z.object({
  /** Where the copy, the converted, the renamed or the restored workflow is. */
  path: z.string().optional(),
  files: z.number().int().optional(),
  sizeBytes: z.number().optional(),
  /** What was made was read again and compared; larger ones are counted only. */
  isCompared: z.boolean().optional(),
  /** Brings it back from the trash, with `operations.restore`. */
  undoId: HandleSchema.optional(),
  mentions: z.array(MentionSchema),
});
export type OperationResult = z.infer<typeof OperationResultSchema>;

/** An operation, running or ended. */
export const OperationSchema = z.object({
  operationId: HandleSchema,
  kind: z.enum(OPERATION_KINDS),
  /** Of the workflow. */
  name: z.string(),
  path: z.string(),
  /** Of what is made, or the new path. */
  target: z.string().optional(),
  startedMs: z.number(),
  /** It was asked to stop, and is cleaning up. */
  isCancelling: z.boolean(),
  progress: OperationProgressSchema,
  outcome: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), result: OperationResultSchema }),
      /** Cancelled too: `error.code` is then `cancelled`, and its message says what is left. */
      z.object({ kind: z.literal('failed'), error: AppErrorSchema }),
    ])
    .optional(),
});
export type Operation = z.infer<typeof OperationSchema>;

/** What an interrupted operation left. */
export const LeftOverSchema = z.object({
  leftOverId: HandleSchema,
  kind: z.enum(['copy', 'convert', 'delete', 'rename']),
  /** What is left, and where. */
  path: z.string(),
  /** The workflow that was copied, converted, deleted or renamed. */
  source: z.string(),
  target: z.string().optional(),
  startedMs: z.number(),
});
export type LeftOver = z.infer<typeof LeftOverSchema>;
