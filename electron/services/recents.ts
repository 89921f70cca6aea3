import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Identity } from '../../shared/contract/documents.ts';
import { type Recent, RecentSchema } from '../../shared/contract/host.ts';
import type { StatusCounts } from '../../shared/model/status.ts';
import { JsonFile } from './json-file.ts';

const MAX_RECENTS = 50;
/** A drive that is not connected any more may not answer at all. */
const STAT_TIMEOUT_MS = 2000;

const KeptSchema = RecentSchema.omit({ isMissing: true });
type Kept = z.infer<typeof KeptSchema>;
const DocumentSchema = z.object({ version: z.literal(1), recents: z.array(KeptSchema) });

/** The workflows looked at lately, newest first, kept in `recents.json` of the data folder. */
export class Recents {
  readonly #file: JsonFile<z.infer<typeof DocumentSchema>>;
  readonly #onChanged: () => void;

  constructor(dataFolder: string, log: (line: string) => void, onChanged: () => void) {
    const empty = { version: 1 as const, recents: [] };
    this.#file = new JsonFile(join(dataFolder, 'recents.json'), DocumentSchema, empty, log);
    this.#onChanged = onChanged;
  }

  async list(): Promise<Recent[]> {
    const { recents } = await this.#file.read();
    return Promise.all(
      recents.map(async (kept) => ({ ...kept, isMissing: await isMissing(kept.path) })),
    );
  }

  /** Puts a workflow at the front; what was known of its counts is kept. */
  async add(identity: Identity): Promise<void> {
    await this.#change((recents) => {
      const before = recents.find(({ path }) => path === identity.path);
      const kept: Kept = {
        path: identity.path,
        name: identity.name || basename(identity.path),
        store: identity.store,
        generation: identity.generation,
        ...(identity.appVersion === undefined ? {} : { appVersion: identity.appVersion }),
        ...(before?.counts === undefined ? {} : { counts: before.counts }),
        lookedAtMs: Date.now(),
      };
      return [kept, ...recents.filter((recent) => recent !== before)].slice(0, MAX_RECENTS);
    });
  }

  /** Notes the counts by status of a workflow that is listed. */
  async noteCounts(path: string, counts: StatusCounts): Promise<void> {
    await this.#change((recents) => {
      const before = recents.find((recent) => recent.path === path);
      if (before === undefined || String(before.counts) === String(counts)) return recents;
      const after = { ...before, counts: [...counts] };
      return recents.map((recent) => (recent === before ? after : recent));
    });
  }

  async remove(path: string): Promise<void> {
    await this.#change((recents) =>
      recents.some((recent) => recent.path === path)
        ? recents.filter((recent) => recent.path !== path)
        : recents,
    );
  }

  async #change(change: (recents: Kept[]) => Kept[]): Promise<void> {
    let isChanged = false;
    await this.#file.update((document) => {
      const recents = change(document.recents);
      if (recents === document.recents) return document;
      isChanged = true;
      return { ...document, recents };
    });
    if (isChanged) this.#onChanged();
  }
}

async function isMissing(path: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), STAT_TIMEOUT_MS);
  });
  const found = stat(path).then(
    () => false,
    () => true,
  );
  try {
    return await Promise.race([found, late]);
  } finally {
    clearTimeout(timer);
  }
}
