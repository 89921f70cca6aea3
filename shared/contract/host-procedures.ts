import { z } from 'zod';
import { HostDescriptionSchema, OpenRequestSchema } from './host.ts';
import { PlaceSchema } from './operations.ts';
import { hostRead } from './procedure.ts';

const nothing = z.strictObject({});
const path = z.string().min(1).max(32_768);
export const MOST_ADDRESS_CHARACTERS = 4096;
const addressText = z.string().max(MOST_ADDRESS_CHARACTERS);

/** Of a window that are kept for the next start. */
export const MOST_TABS = 50;

/** What the page asks of the host itself: its dialogs, windows and notifications. */
export const HOST_PROCEDURES = {
  'host.describe': hostRead(nothing, HostDescriptionSchema),
  /** Native open dialog, for folders, zip archives, or hpcflow's list of submissions; an empty list when the person closed it. */
  'host.openDialog': hostRead(
    z.strictObject({ kind: z.enum(['folder', 'zip', 'submissions']) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** What was asked for from outside (argv, open-file, links), is meant for this window, and not yet taken. */
  'host.takeOpenRequests': hostRead(nothing, z.object({ requests: z.array(OpenRequestSchema) })),
  /** Opens another window, showing a place or the welcome page. */
  'host.newWindow': hostRead(
    z.strictObject({ place: z.strictObject({ path, at: addressText.optional() }).optional() }),
    nothing,
  ),
  /** What the tabs of this window show, to be there again at the next start. */
  'host.notePlaces': hostRead(
    z.strictObject({
      places: z
        .array(
          z.strictObject({ path, at: addressText.optional(), isBehind: z.boolean().optional() }),
        )
        .max(MOST_TABS),
    }),
    nothing,
  ),
  /** A notification of the system; a click on it shows the window that asked for it. */
  'host.notify': hostRead(
    z.strictObject({ title: z.string().min(1).max(300), body: z.string().max(1000) }),
    nothing,
  ),
  /** Versions and the end of the log as text, without names of folders: for a report of a problem. */
  'host.readReport': hostRead(nothing, z.object({ text: z.string() })),

  /** Native dialog for a folder to put a copy into; no place when the person closed it. */
  'host.choosePlace': hostRead(nothing, z.object({ place: PlaceSchema.optional() })),
} as const;
