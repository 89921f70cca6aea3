import { z } from 'zod';

/** Why runs failed, and how values hang together. `rows` are run rows of the run index, ascending. */

const rows = z.instanceof(Uint32Array);
const row = z.number().int();

/** Root failures that have task, action, exit code and last error line in common, with their victims. */
export const CauseSchema = z.object({
  /** Names the cause while the workflow is open. */
  key: z.string(),
  /** Recorded as failed, inferred, or stopped by a person. */
  kind: z.enum(['failed', 'likely-failed', 'aborted']),
  taskInsertId: row,
  action: row,
  exitCode: z.number().int().optional(),
  /** Last error line of the first of them, as it stands in its log. */
  line: z.string().optional(),
  runs: rows,
  /** Skipped because of them. */
  skipped: rows,
  /** Ran, and failed only because an input never came. */
  knockOn: rows,
});
export type Cause = z.infer<typeof CauseSchema>;

export const FailuresSchema = z.object({
  /** The most runs first. */
  causes: z.array(CauseSchema),
  /** All that failed only because an input never came. */
  knockOn: rows,
  skipped: rows,
});
export type Failures = z.infer<typeof FailuresSchema>;

const TieSchema = z.object({
  path: z.string(),
  text: z.string(),
  failed: z.number().int(),
  /** Runs with the value, failed or not. */
  total: z.number().int(),
  /** Other inputs tied to just the same runs. */
  also: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type Tie = z.infer<typeof TieSchema>;

const ValueAtPathSchema = z.object({ path: z.string(), text: z.string() });
const PairSchema = z.object({
  /** Two values that all failures have, and few others together. */
  values: z.array(ValueAtPathSchema).length(2),
  failed: z.number().int(),
  /** Runs with both, failed or not. */
  total: z.number().int(),
  /** Other pairs tied to just the same runs. */
  also: z.array(z.array(ValueAtPathSchema).length(2)),
});
export type Pair = z.infer<typeof PairSchema>;

/** Inputs by how well their values separate failed from succeeded runs of one action. */
export const SeparatorsSchema = z.object({
  failed: z.number().int(),
  succeeded: z.number().int(),
  /** Runs whose values were compared, where there are too many for all. */
  sampled: z.number().int().optional(),
  /** Best first. */
  separators: z.array(
    z.object({
      path: z.string(),
      /** 0: says nothing about the outcome; 1: says all. */
      score: z.number(),
      /** Place in the order, from 1; inputs that separate as well have the same. */
      rank: z.number().int(),
      /** The most failed first; at most 20. */
      values: z.array(
        z.object({
          text: z.string(),
          failed: z.number().int(),
          succeeded: z.number().int(),
        }),
      ),
      valueCount: z.number().int(),
    }),
  ),
  tie: TieSchema.optional(),
  /** Only where two values together are tied to fewer runs than any alone. */
  pair: PairSchema.optional(),
});
export type Separators = z.infer<typeof SeparatorsSchema>;

export const WhySchema = z.object({
  /** Root failures that kept the run from its inputs, nearest first. */
  roots: rows,
  /** What was skipped, and what failed, because of this run. */
  skipped: rows,
  knockOn: rows,
  /** Last error line of a failed run in a log that it shares, where it is surely its own. */
  line: z.string().optional(),
  /** It failed only because an input never came. */
  isKnockOn: z.boolean(),
  /** Inputs that runs of the same action and iteration also read, with those runs and this one. */
  shares: z.array(z.object({ path: z.string(), parameter: z.number().int(), runs: rows })),
});
export type Why = z.infer<typeof WhySchema>;

const ArrayDifferenceSchema = z.object({
  /** Dtype and shape. */
  left: z.string(),
  right: z.string(),
  maxAbsolute: z.number().optional(),
  /** Index of the item with the largest difference. */
  at: z.array(z.number().int()).optional(),
  /** Items that differ. */
  differing: z.number().optional(),
  /** Why there is no difference to show. */
  note: z.string().optional(),
});

export const DIFF_PARTS = ['inputs', 'files', 'commands', 'resources'] as const;

/** One leaf of what two runs were given. Absent texts: not there, or not set. */
export const DiffLineSchema = z.object({
  part: z.enum(DIFF_PARTS),
  path: z.string(),
  left: z.string().optional(),
  right: z.string().optional(),
  differs: z.boolean(),
  array: ArrayDifferenceSchema.optional(),
});
export type DiffLine = z.infer<typeof DiffLineSchema>;

/** A run beside another of the same action. */
export const RunDiffSchema = z.object({
  left: row,
  /** Absent when no run of the action ended well. */
  right: row.optional(),
  /** Successes most like it, nearest first. */
  candidates: z.array(z.object({ row, differing: z.number().int() })),
  lines: z.array(DiffLineSchema),
});
export type RunDiff = z.infer<typeof RunDiffSchema>;

/** Where a parameter came from, and what used it. */
export const ValueUseSchema = z.object({
  writer: row.optional(),
  readers: rows,
});
export type ValueUse = z.infer<typeof ValueUseSchema>;

export const FocusGraphSchema = z.object({
  nodes: z.array(
    z.object({
      row,
      /** Steps below the run in the middle; above it negative. */
      level: z.number().int(),
      hiddenAbove: z.number().int(),
      hiddenBelow: z.number().int(),
    }),
  ),
  edges: z.array(z.object({ from: row, to: row, paths: z.array(z.string()) })),
});
export type FocusGraph = z.infer<typeof FocusGraphSchema>;

/** All runs a run came from and all that came from it, however many steps away. */
export const LineagePathSchema = z.object({ above: rows, below: rows });
export type LineagePath = z.infer<typeof LineagePathSchema>;

/** Rows for the map of all runs in which what descends from one another lies on one line. */
export const MapRowsSchema = z.object({
  /** 0 where nothing descends from anything. */
  rowCount: z.number().int(),
  /** Task (position) whose elements are the rows, one each. */
  base: z.number().int().optional(),
  /** By position in the template. */
  tasks: z.array(
    z.object({
      /** Pieces from top to bottom, in rows; none over another. */
      tops: z.instanceof(Float64Array),
      bottoms: z.instanceof(Float64Array),
      /** Element of each piece; an element may have several. */
      elements: rows,
      isRepeated: z.boolean(),
      /** Elements share the height of rows they all descend from. */
      isShared: z.boolean(),
    }),
  ),
});
export type MapRows = z.infer<typeof MapRowsSchema>;

/** Runs that ended well and yet have NaN in their outputs. */
export const NaNOutputsSchema = z.object({
  /** Values looked through. */
  valueCount: z.number().int(),
  /** Values that were too large, or could not be read. */
  unreadCount: z.number().int(),
  found: z.array(
    z.object({
      row,
      path: z.string(),
      count: z.number().int(),
      /** The run read a value that has NaN already. */
      isInherited: z.boolean(),
    }),
  ),
});
export type NaNOutputs = z.infer<typeof NaNOutputsSchema>;

/** Bytes and files of a workflow, by the entries of its folder. */
export const DiskUseSchema = z.object({
  parts: z.array(
    z.object({
      /** Empty for files that lie in the folder itself. */
      name: z.string(),
      sizeBytes: z.number(),
      fileCount: z.number().int(),
      /** Of an archive: what they take in it; `sizeBytes` is theirs when unpacked. */
      compressedBytes: z.number().optional(),
    }),
  ),
  unreadCount: z.number().int(),
  /** Size of the archive, with its table of contents. */
  archiveBytes: z.number().optional(),
});
export type DiskUse = z.infer<typeof DiskUseSchema>;
