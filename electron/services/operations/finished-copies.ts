import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProvenItem } from '../../files/tree/proven-item.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { JsonFile } from '../json-file.ts';

const MOST_COPIES = 200;

/** What tells a workflow that nobody touched from one that changed, without reading it. */
const ExtentSchema = z.object({
  files: z.number().int(),
  folders: z.number().int(),
  links: z.number().int(),
  sizeBytes: z.number(),
  /** Last change inside, milliseconds since 1970 UTC. */
  newestMs: z.number(),
});
export type Extent = z.infer<typeof ExtentSchema>;

const FinishedCopySchema = z.object({
  /** Absolute, links resolved. */
  source: z.string(),
  sourceIdentity: z.object({ device: z.string(), inode: z.string() }),
  /** See `workflowKey`; absent where the workflow cannot be read. */
  key: z.string().optional(),
  /** Of all of the source, as it was found before. */
  sourceExtent: ExtentSchema,
  /** Absolute, links resolved. */
  copy: z.string(),
  /** As it was when it was verified. */
  copyExtent: ExtentSchema,
  madeMs: z.number(),
  wasCompared: z.boolean(),
  withoutRunFiles: z.boolean(),
});
export type FinishedCopy = z.infer<typeof FinishedCopySchema>;

const DocumentSchema = z.object({ version: z.literal(1), copies: z.array(FinishedCopySchema) });

/** Copies that were made and verified, newest first, kept in `copies.json` of the data folder. */
export class FinishedCopies {
  readonly #file: JsonFile<z.infer<typeof DocumentSchema>>;

  constructor(dataFolder: string, log: (line: string) => void) {
    const empty = { version: 1 as const, copies: [] };
    this.#file = new JsonFile(join(dataFolder, 'copies.json'), DocumentSchema, empty, log);
  }

  async note(copy: FinishedCopy): Promise<void> {
    const path = await realpath(copy.copy).catch(() => copy.copy);
    await this.#file.update(({ version, copies }) => ({
      version,
      // What was at that place before is not there any more.
      copies: [{ ...copy, copy: path }, ...copies.filter((other) => other.copy !== path)].slice(
        0,
        MOST_COPIES,
      ),
    }));
  }

  /** A workflow, be it a copy or what was copied, has another name now. */
  async moved(from: string, to: string): Promise<void> {
    await this.#file.update((document) => {
      if (document.copies.every(({ copy, source }) => copy !== from && source !== from)) {
        return document;
      }
      const copies = document.copies.map((entry) => ({
        ...entry,
        source: entry.source === from ? to : entry.source,
        copy: entry.copy === from ? to : entry.copy,
      }));
      return { ...document, copies };
    });
  }

  /** A copy was deleted for good by the person who knows that. */
  async forget(path: string): Promise<void> {
    await this.#file.update((document) => {
      const copies = document.copies.filter(({ copy }) => copy !== path);
      return copies.length === document.copies.length ? document : { ...document, copies };
    });
  }

  /** Copies that were made of a workflow, itself not among them, newest first. */
  async of({ path, identity }: ProvenItem, key: string | undefined): Promise<FinishedCopy[]> {
    const { copies } = await this.#file.read();
    return copies.filter((entry) => {
      if (entry.copy === path) return false;
      if (key !== undefined && entry.key !== undefined) return entry.key === key;
      // Numbers of folders are given anew when one is deleted, and so are paths; both at once are not.
      const { device, inode } = entry.sourceIdentity;
      return entry.source === path && device === identity.device && inode === identity.inode;
    });
  }

  /** What a workflow was copied from, absolute path; `undefined` when it is no copy of ours. */
  async sourceOf(path: string): Promise<string | undefined> {
    const { copies } = await this.#file.read();
    return copies.find(({ copy }) => copy === path)?.source;
  }
}

export function extentOf({ files, folders, links, sizeBytes, newestMs }: TreeTally): Extent {
  return { files, folders, links, sizeBytes, newestMs };
}

export function isSameExtent(a: Extent, b: Extent): boolean {
  return (
    a.files === b.files &&
    a.folders === b.folders &&
    a.links === b.links &&
    a.sizeBytes === b.sizeBytes &&
    a.newestMs === b.newestMs
  );
}
