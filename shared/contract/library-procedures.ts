import { z } from 'zod';
import { RecognitionSchema } from './documents.ts';
import { RecentSchema } from './host.ts';
import { MOST_ADDRESS_CHARACTERS } from './host-procedures.ts';
import { AddedRecentsSchema, KnownWorkflowsSchema } from './known-submissions.ts';
import { hostRead } from './procedure.ts';

const nothing = z.strictObject({});
const path = z.string().min(1).max(32_768);
const addressText = z.string().max(MOST_ADDRESS_CHARACTERS);
/** Of workflows that are added to the recent ones by one call. */
const MOST_ADDED = 1000;

/** What the page can ask about workflows that are not open: recent ones, and those that could be. */
export const LIBRARY_PROCEDURES = {
  'library.recognise': hostRead(z.strictObject({ path }), RecognitionSchema),
  'library.listRecents': hostRead(nothing, z.object({ recents: z.array(RecentSchema) })),
  'library.removeRecent': hostRead(z.strictObject({ path }), nothing),
  /** Keeps a recent workflow at the top of the list, or no more. */
  'library.pinRecent': hostRead(z.strictObject({ path, isPinned: z.boolean() }), nothing),
  /** A recent workflow that is missing is at another path now; it must be a workflow. */
  'library.locateRecent': hostRead(z.strictObject({ path, newPath: path }), RecognitionSchema),
  /** Notes the address shown last, to come back to it when the workflow is opened again. */
  'library.noteAddress': hostRead(z.strictObject({ path, at: addressText }), nothing),
  /** hpcflow's lists of submissions at their usual places: that they are there, not what they hold. */
  'library.findKnownSubmissions': hostRead(nothing, z.object({ paths: z.array(z.string()) })),
  'library.readKnownSubmissions': hostRead(z.strictObject({ path }), KnownWorkflowsSchema),
  /** Adds workflows to the recent ones that were not opened here yet. */
  'library.addRecents': hostRead(
    z.strictObject({
      workflows: z
        .array(z.strictObject({ path, submittedMs: z.number().optional() }))
        .max(MOST_ADDED),
      isPinned: z.boolean(),
    }),
    AddedRecentsSchema,
  ),
  /** Makes the sample workflow in a temporary folder and returns its path. */
  'library.createSample': hostRead(nothing, z.object({ path: z.string() })),
} as const;
