import { z } from 'zod';
import { CriticalPathSchema, FlowPathSchema, TaskFlowSchema } from './flow.ts';
import { workflowRead } from './procedure.ts';
import {
  FailuresSchema,
  FocusGraphSchema,
  LineagePathSchema,
  MapRowsSchema,
  NaNOutputsSchema,
  RunDiffSchema,
  SeparatorsSchema,
  ValueUseSchema,
  WhySchema,
} from './reasons.ts';

const index = z.number().int().min(0).max(4_294_967_295);

/** What the page can ask about why runs failed, what flows between them, and where values came from. */
export const REASON_PROCEDURES = {
  /** Failures by cause, victims apart; without logs at once, but less finely. Reports progress. */
  'failures.listCauses': workflowRead({ readsLogs: z.boolean() }, FailuresSchema),
  /** What the root failures of an action, or those of one cause, have in common. Reports progress. */
  'failures.readSeparators': workflowRead(
    { taskInsertId: index, action: index, cause: z.string().max(4096).optional() },
    SeparatorsSchema,
  ),
  /** Why a run ended as it did, and what came of it. `row` is a run row of the run index. */
  'runs.readWhy': workflowRead({ row: index }, WhySchema),
  /** A run beside another one; without `other`, beside the nearest success. */
  'runs.readDiff': workflowRead({ row: index, other: index.optional() }, RunDiffSchema),
  /** Who wrote a parameter, and who read it. */
  'lineage.readValue': workflowRead({ parameter: index }, ValueUseSchema),
  /** The runs around a run; `opened` are rows whose neighbours are shown too. */
  'lineage.readFocus': workflowRead(
    {
      row: index,
      above: index.max(100),
      below: index.max(100),
      opened: z.array(index).max(200),
    },
    FocusGraphSchema,
  ),
  /** Every run that a run came from, and every run that came from it. */
  'lineage.readPath': workflowRead({ row: index }, LineagePathSchema),
  /** Where elements stand in a map whose rows follow lineage. Reports progress. */
  'lineage.readMapRows': workflowRead({}, MapRowsSchema),
  /** What flows between tasks and their actions, by what runs read and wrote. Reports progress. */
  'flow.read': workflowRead({}, TaskFlowSchema),
  /** As `lineage.readPath`, with the edges of the flow that were taken. */
  'flow.readPath': workflowRead({ row: index }, FlowPathSchema),
  /** Which runs the last one to end had to wait for. */
  'flow.findCriticalPath': workflowRead({}, CriticalPathSchema),
  /** Looks through the outputs of all runs that ended well. Reads much; reports progress. */
  'outputs.findNaN': workflowRead({}, NaNOutputsSchema),
} as const;
