import { randomBytes } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Identity } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { type Recent, RecentSchema } from '../../shared/contract/host.ts';
import type { StatusCounts } from '../../shared/model/status.ts';
import { JsonFile } from './json-file.ts';

const MAX_RECENTS = 50;
/** A drive that is not connected any more may not answer at all. */
const STAT_TIMEOUT_MS = 2000;

const KeptSchema = RecentSchema.omit({ isMissing: true, recentId: true });
/** A recent workflow as it is kept. */
export type Kept = z.infer<typeof KeptSchema>;
const DocumentSchema = z.object({ version: z.literal(1), recents: z.array(KeptSchema) });

/** The workflows looked at lately, newest first, kept in `recents.json` of the data folder. */
export class Recents {
  readonly #file: JsonFile<z.infer<typeof DocumentSchema>>;
  readonly #onChanged: () => void;
  /** Handles by path; they are good until the process ends. */
  readonly #ids = new Map<string, string>();

  constructor(dataFolder: string, log: (line: string) => void, onChanged: () => void) {
    const empty = { version: 1 as const, recents: [] };
    this.#file = new JsonFile(join(dataFolder, 'recents.json'), DocumentSchema, empty, log);
    this.#onChanged = onChanged;
  }

  async list(): Promise<Recent[]> {
    const { recents } = await this.#file.read();
    return Promise.all(
      recents.map(async (kept) => ({
        ...kept,
        recentId: this.#idOf(kept.path),
        isMissing: await isMissing(kept.path),
      })),
    );
  }

  /**
   * Path of a recent workflow by its handle.
   *
   * @throws {AppException} `not-found` when it is not among them any more.
   */
  async pathOf(recentId: string): Promise<string> {
    const { recents } = await this.#file.read();
    const found = recents.find(({ path }) => this.#ids.get(path) === recentId);
    if (found !== undefined) return found.path;
    throw new AppException({
      code: 'not-found',
      message: 'This workflow is not among the recent ones any more.',
      action: 'Open it again.',
    });
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

  /** Entries whose folder has this path once links are resolved. */
  async at(realPath: string): Promise<Kept[]> {
    const { recents } = await this.#file.read();
    const reals = await Promise.all(recents.map(({ path }) => realInTime(path)));
    return recents.filter((_, row) => reals[row] === realPath);
  }

  /** A workflow is elsewhere now; it keeps its place in the list. */
  async move(from: readonly Kept[], path: string): Promise<void> {
    await this.#change((recents) => {
      const [first, ...others] = from.map((entry) => entry.path);
      if (first === undefined) return recents;
      const rest = recents.filter(
        (recent) => !others.includes(recent.path) && recent.path !== path,
      );
      return rest.map((recent) =>
        recent.path === first ? { ...recent, path, name: basename(path) } : recent,
      );
    });
  }

  /** Puts back entries that were removed. */
  async putBack(entries: readonly Kept[]): Promise<void> {
    await this.#change((recents) => {
      const missing = entries.filter(({ path }) => recents.every((known) => known.path !== path));
      if (missing.length === 0) return recents;
      return [...recents, ...missing]
        .sort((a, b) => b.lookedAtMs - a.lookedAtMs)
        .slice(0, MAX_RECENTS);
    });
  }

  #idOf(path: string): string {
    const known = this.#ids.get(path);
    if (known !== undefined) return known;
    const id = randomBytes(18).toString('base64url');
    this.#ids.set(path, id);
    return id;
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
  return (await inTime(stat(path))) === undefined;
}

function realInTime(path: string): Promise<string | undefined> {
  return inTime(realpath(path));
}

/** What is found; `undefined` when that fails or takes too long. */
async function inTime<T>(found: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), STAT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([found.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
