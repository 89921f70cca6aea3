import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/handlers.ts';
import type { UpdateAnswer } from '../../shared/contract/updates.ts';
import { JsonFile } from './json-file.ts';
import type { SettingsFile } from './settings.ts';

/** Where releases of this build are. */
export interface Releases {
  /** On GitHub: `owner/name`. */
  readonly repository: string;
  /** Text behind an address; rejects when it does not come. */
  readonly read: (url: string) => Promise<string>;
}

interface UpdateCheckParts {
  readonly productVersion: string;
  readonly dataFolder: string;
  readonly settings: SettingsFile;
  /** Absent: this build does not know, and never asks. */
  readonly releases: Releases | undefined;
  readonly log: (line: string) => void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** All that is taken of the answer; what else it holds is looked at by nobody. */
const ReleaseSchema = z.object({ tag_name: z.string().regex(/^v?\d{1,6}\.\d{1,6}\.\d{1,6}$/) });
const KeptSchema = z.object({
  version: z.literal(1),
  checkedMs: z.number(),
  /** Newest release then. */
  latest: z.string().optional(),
});

/** Looks for a newer release: only where that is switched on, once a day, sending nothing. */
export function updateHandlers(parts: UpdateCheckParts): Handlers<'updates.look'> {
  const { dataFolder, log, productVersion, releases, settings } = parts;
  const empty: z.infer<typeof KeptSchema> = { version: 1, checkedMs: 0 };
  const file = new JsonFile(join(dataFolder, 'update-check.json'), KeptSchema, empty, log);
  return {
    'updates.look': async ({ isNow }) => {
      const { looksForUpdates } = (await settings.read()).settings;
      if (releases === undefined || !looksForUpdates) return { kind: 'off' };
      const { repository, read } = releases;
      let { checkedMs, latest } = await file.read();
      const isOld = Math.abs(Date.now() - checkedMs) >= DAY_MS;
      if (isNow || isOld || latest === undefined) {
        try {
          const text = await read(`https://api.github.com/repos/${repository}/releases/latest`);
          latest = ReleaseSchema.parse(JSON.parse(text)).tag_name.replace(/^v/, '');
        } catch (error) {
          log(`the newest release could not be asked for: ${String(error)}`);
          return { kind: 'failed', message: 'The page of releases could not be reached.' };
        }
        checkedMs = Date.now();
        await file.update(() => ({ version: 1, checkedMs, latest }));
      }
      return answerOf(latest, checkedMs, productVersion, repository);
    },
  };
}

function answerOf(
  latest: string,
  checkedMs: number,
  own: string,
  repository: string,
): UpdateAnswer {
  if (!isNewer(latest, own)) return { kind: 'current', checkedMs };
  const page = `https://github.com/${repository}/releases/tag/v${latest}`;
  return { kind: 'newer', checkedMs, version: latest, page };
}

/** By their three numbers; what is built between two releases counts as the one it comes before. */
function isNewer(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const at = left?.findIndex((part, index) => part !== right?.[index]) ?? -1;
  if (at === -1) return b.includes('-');
  return (left?.[at] ?? 0) > (right?.[at] ?? 0);
}
