import { z } from 'zod';
import { RUN_STATUSES } from '../model/status.ts';
import { GENERATIONS, STORE_KINDS } from './documents.ts';
import { ProblemSchema } from './errors.ts';
import { HandleSchema } from './operations.ts';

/** What this host can do. The UI asks this, never which host it is on. */
export const CapabilitiesSchema = z.object({
  /** The system's own open dialog (`host.openDialog`). */
  openDialog: z.boolean(),
  /** A folder browser over the host's file system (`folders.list`). */
  folderPicker: z.boolean(),
  /** Dropping a folder gives its path; otherwise it is matched (`folders.matchDrop`). */
  droppedPaths: z.boolean(),
  /** Operations that write are allowed. */
  writes: z.boolean(),
  /** There is a trash; whether a volume has one, `operations.preflight` tells. */
  trash: z.boolean(),
  /** The system's own dialog for a folder to put a copy into (`host.choosePlace`). */
  placeDialog: z.boolean(),
  /** Further windows of the app (`host.newWindow`); a browser has its own. */
  windows: z.boolean(),
  /** Links to places open this app, from anywhere (`earshot:`); otherwise they are of the page. */
  appLinks: z.boolean(),
  /** Tells people something while they look at other windows (`host.notify`). */
  notifications: z.boolean(),
  /** It knows where releases are, and looks for newer ones when the person wants that. */
  updates: z.boolean(),
  /** The window is zoomed by the settings; a browser has its own zoom. */
  zoom: z.boolean(),
  /** The window frame is the app's own: draw a drag region, leave room for the controls. */
  ownWindowFrame: z.boolean(),
});
export type Capabilities = z.infer<typeof CapabilitiesSchema>;

export const HostDescriptionSchema = z.object({
  productVersion: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** Name of the machine whose files are shown; absent for the machine the user sits at. */
  machine: z.string().optional(),
  pathSeparator: z.enum(['/', '\\']),
  capabilities: CapabilitiesSchema,
});
export type HostDescription = z.infer<typeof HostDescriptionSchema>;

/** A workflow that someone asked for from outside: a command line, a file manager, a link. */
export const OpenRequestSchema = z.object({
  path: z.string(),
  /** Text of an address in it. */
  at: z.string().optional(),
  /** Opened in a tab behind the one that is shown. */
  isBehind: z.boolean().optional(),
});
export type OpenRequest = z.infer<typeof OpenRequestSchema>;

export const FolderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'workflow', 'zip']),
  /** Set for workflows. */
  store: z.enum(STORE_KINDS).optional(),
  modifiedMs: z.number().optional(),
});
export type FolderEntry = z.infer<typeof FolderEntrySchema>;

export const FolderListingSchema = z.object({
  path: z.string(),
  /** Absent at a root. */
  parent: z.string().optional(),
  roots: z.array(z.object({ label: z.string(), path: z.string() })),
  /** Folders and workflows only, by name. */
  entries: z.array(FolderEntrySchema),
  /** Of this folder, to put a copy into; absent where nothing may be written. */
  placeId: HandleSchema.optional(),
  problems: z.array(ProblemSchema),
});
export type FolderListing = z.infer<typeof FolderListingSchema>;

export const RecentSchema = z.object({
  /** Handle for operations. */
  recentId: HandleSchema,
  path: z.string(),
  name: z.string(),
  store: z.enum(STORE_KINDS),
  generation: z.enum(GENERATIONS),
  appVersion: z.string().optional(),
  /** Counts by status when last looked at; absent before they were known. */
  counts: z.array(z.number().int()).length(RUN_STATUSES.length).optional(),
  /** Absent for one that was added to the list and not opened yet. */
  lookedAtMs: z.number().optional(),
  /** When it was submitted last, as hpcflow listed it when it was added. */
  submittedMs: z.number().optional(),
  /** The folder is not there now. */
  isMissing: z.boolean(),
  /** Kept at the top, however long ago it was looked at. */
  isPinned: z.boolean(),
  /** Text of the address that was shown last; absent for the overview. */
  lastAt: z.string().max(4096).optional(),
});
export type Recent = z.infer<typeof RecentSchema>;

/** What is kept of workflows opened before; all of it can be made anew. */
export const CacheSizeSchema = z.object({
  /** Workflows. */
  count: z.number().int(),
  sizeBytes: z.number().int(),
});
export type CacheSize = z.infer<typeof CacheSizeSchema>;
