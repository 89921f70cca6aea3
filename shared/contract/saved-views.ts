import { z } from 'zod';

/** How the table of a task is arranged, kept under a name for a workflow. */
export const SavedViewSchema = z.strictObject({
  name: z.string().min(1).max(100),
  /** Insert ID. */
  task: z.number().int().min(0),
  /** Statuses of the runs that are looked at; none: all. */
  statuses: z.array(z.string().max(40)).max(20),
  /** Paths of the value columns; absent: those that vary. */
  columns: z.array(z.string().max(4096)).max(500).optional(),
  sort: z.strictObject({ key: z.string().max(4096), isDescending: z.boolean() }),
  groupBy: z.string().max(4096).optional(),
  filters: z
    .array(
      z.strictObject({
        path: z.string().max(4096),
        operator: z.string().max(20),
        value: z.string().max(4096),
      }),
    )
    .max(50),
  search: z.string().max(1000),
});
export type SavedView = z.infer<typeof SavedViewSchema>;

/** How the runs of a workflow were arranged last, without what hides runs: filters and searches. */
export const ArrangementSchema = z.strictObject({
  tables: z
    .array(SavedViewSchema.pick({ task: true, columns: true, sort: true, groupBy: true }))
    .max(1000),
  map: z
    .strictObject({
      rows: z.enum(['lineage', 'even']),
      /** What cells are coloured by, unless by a parameter. */
      mode: z.string().max(40),
      /** Path of the parameter cells are coloured by. */
      column: z.string().max(4096).optional(),
    })
    .optional(),
});
export type Arrangement = z.infer<typeof ArrangementSchema>;

export const SavedViewsSchema = z.object({ views: z.array(SavedViewSchema).max(100) });
