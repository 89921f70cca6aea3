import { randomBytes } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Identity, Recognition } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { type Recent, RecentSchema } from '../../shared/contract/host.ts';
import type { StatusCounts } from '../../shared/model/status.ts';
import { inTime } from './in-time.ts';
import { JsonFile } from './json-file.ts';
import { workflowKey } from './workflow-key.ts';

const MAX_RECENTS = 50;

const KeptSchema = RecentSchema.omit({ isMissing: true, recentId: true }).extend({
  // Lists of before there were pins have none.
  isPinned: z.boolean().default(false),
  /** See `workflowKey`. */
  key: z.string().optional(),
});
/** A recent workflow as it is kept. */
export type Kept = z.infer<typeof KeptSchema>;
const DocumentSchema = z.object({ version: z.literal(1), recents: z.array(KeptSchema) });

/** The workflows looked at lately, pinned ones first, then the newest, kept in `recents.json` of the data folder. */
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
      [...recents].sort(byPin).map(async ({ key: _key, ...kept }) => ({
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

  /**
   * Puts a workflow at the front; what was known of it is kept.
   *
   * @returns the address that was noted of it.
   */
  async add(identity: Identity): Promise<string | undefined> {
    let lastAt: string | undefined;
    await this.#change((recents) => {
      const before = recents.find(({ path }) => path === identity.path);
      lastAt = before?.lastAt;
      const key = workflowKey(identity);
      const kept: Kept = {
        path: identity.path,
        name: identity.name || basename(identity.path),
        store: identity.store,
        generation: identity.generation,
        ...(identity.appVersion === undefined ? {} : { appVersion: identity.appVersion }),
        ...(before?.counts === undefined ? {} : { counts: before.counts }),
        ...(before?.submittedMs === undefined ? {} : { submittedMs: before.submittedMs }),
        lookedAtMs: Date.now(),
        isPinned: before?.isPinned ?? false,
        ...(lastAt === undefined ? {} : { lastAt }),
        ...(key === undefined ? {} : { key }),
      };
      return trimmed([kept, ...recents.filter((recent) => recent !== before)]);
    });
    return lastAt;
  }

  /** Lists a workflow that was not opened yet below those that were; one that is listed stays. */
  async addUnopened(
    found: Extract<Recognition, { kind: 'workflow' }>,
    more: { readonly submittedMs: number | undefined; readonly isPinned: boolean },
  ): Promise<void> {
    const { generation, path, store, version } = found;
    const { isPinned, submittedMs } = more;
    await this.#change((recents) => {
      const known = recents.some((recent) => recent.path === path);
      if (known && !isPinned) return recents;
      if (known) {
        return recents.map((recent) => (recent.path === path ? { ...recent, isPinned } : recent));
      }
      const kept: Kept = {
        path,
        name: basename(path),
        store,
        generation,
        ...(version === undefined ? {} : { appVersion: version }),
        ...(submittedMs === undefined ? {} : { submittedMs }),
        isPinned,
      };
      return trimmed([...recents, kept]);
    });
  }

  /** Keeps a workflow that is listed at the top, or no more. */
  async pin(path: string, isPinned: boolean): Promise<void> {
    await this.#edit(path, (recent) =>
      recent.isPinned === isPinned ? recent : { ...recent, isPinned },
    );
  }

  /** Notes the address shown last of a workflow that is listed; nothing is told of it. */
  async noteAddress(path: string, lastAt: string): Promise<void> {
    await this.#file.update((document) => {
      const before = document.recents.find((recent) => recent.path === path);
      if (before === undefined || before.lastAt === lastAt) return document;
      const recents = document.recents.map((recent) =>
        recent === before ? { ...recent, lastAt } : recent,
      );
      return { ...document, recents };
    });
  }

  /** Notes the counts by status of a workflow that is listed. */
  async noteCounts(path: string, counts: StatusCounts): Promise<void> {
    await this.#edit(path, (recent) =>
      String(recent.counts) === String(counts) ? recent : { ...recent, counts: [...counts] },
    );
  }

  async knows(path: string): Promise<boolean> {
    return (await this.#file.read()).recents.some((recent) => recent.path === path);
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

  /** Entries of a workflow and its copies. */
  async withKey(key: string): Promise<readonly Kept[]> {
    return (await this.#file.read()).recents.filter((recent) => recent.key === key);
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
      return trimmed(
        [...recents, ...missing].sort((a, b) => (b.lookedAtMs ?? 0) - (a.lookedAtMs ?? 0)),
      );
    });
  }

  #idOf(path: string): string {
    const known = this.#ids.get(path);
    if (known !== undefined) return known;
    const id = randomBytes(18).toString('base64url');
    this.#ids.set(path, id);
    return id;
  }

  /** Changes one entry; the same object again is no change. */
  async #edit(path: string, edit: (recent: Kept) => Kept): Promise<void> {
    await this.#change((recents) => {
      const before = recents.find((recent) => recent.path === path);
      const after = before === undefined ? undefined : edit(before);
      if (after === undefined || after === before) return recents;
      return recents.map((recent) => (recent === before ? after : recent));
    });
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

function byPin(a: Kept, b: Kept): number {
  return Number(b.isPinned) - Number(a.isPinned);
}

/** As many as are kept: pinned ones are never dropped. */
function trimmed(recents: readonly Kept[]): Kept[] {
  const others = recents.filter(({ isPinned }) => !isPinned);
  const dropped = new Set(others.slice(MAX_RECENTS));
  return recents.filter((recent) => !dropped.has(recent));
}

async function isMissing(path: string): Promise<boolean> {
  const found = await inTime(stat(path)).catch(() => undefined);
  return found === undefined || found === 'late';
}

async function realInTime(path: string): Promise<string | undefined> {
  const real = await inTime(realpath(path)).catch(() => undefined);
  return real === 'late' ? undefined : real;
}
