import { z } from 'zod';

/** What flows between tasks: the edges of the graph. `rows` are run rows of the run index. */

const index = z.number().int();
const rows = z.instanceof(Uint32Array);

/** A task, or one action of it. */
export const FlowEndSchema = z.object({
  taskInsertId: index,
  /** Absent where only the template tells: nothing has been planned to run there yet. */
  action: index.optional(),
});
export type FlowEnd = z.infer<typeof FlowEndSchema>;

/** Parameters that runs of one action give to runs of another, or of the same in a later iteration. */
export const FlowEdgeSchema = z.object({
  from: FlowEndSchema,
  to: FlowEndSchema,
  /** Of the loop that carries it on to its next iteration; the outermost of those that do. */
  loop: z.string().optional(),
  parameters: z.array(
    z.object({
      /** As it is read: `p2`, `p3.a`, `p1[one]`, or the label of a file. */
      name: z.string(),
      isFile: z.boolean(),
      /** Different values, and the elements that gave and took them; 0 where only the template tells. */
      valueCount: index,
      fromElementCount: index,
      toElementCount: index,
    }),
  ),
});
export type FlowEdge = z.infer<typeof FlowEdgeSchema>;

export const TaskFlowSchema = z.object({ edges: z.array(FlowEdgeSchema) });
export type TaskFlow = z.infer<typeof TaskFlowSchema>;

/** What a run came from and what came of it, with the edges of the flow that were taken. */
export const FlowPathSchema = z.object({
  above: rows,
  below: rows,
  /** Positions in the edges of the flow, ascending. */
  edges: z.array(index),
});
export type FlowPath = z.infer<typeof FlowPathSchema>;

/** The runs that the last one to end had to wait for, by recorded times. */
export const CriticalPathSchema = z.object({
  /** In the order they ran; empty where no run has both times. */
  runs: z.array(
    z.object({
      row: index,
      /** Its own time, microseconds. */
      durationUs: z.number(),
      /** From the end of the one before (of the first: 0) to its start, microseconds. */
      waitUs: z.number(),
      /** What it waited for: a value, the action before it, the run before it in its job. */
      after: z.enum(['input', 'action', 'job']).optional(),
    }),
  ),
  /** Positions in the edges of the flow, ascending. */
  edges: z.array(index),
});
export type CriticalPath = z.infer<typeof CriticalPathSchema>;
