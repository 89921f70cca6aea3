import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/handlers.ts';
import { type SavedView, SavedViewSchema } from '../../shared/contract/saved-views.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { JsonFile } from './json-file.ts';

/** Workflows whose views are kept; the one changed longest ago goes first. */
const MAX_WORKFLOWS = 200;

const DocumentSchema = z.object({
  version: z.literal(1),
  workflows: z.array(z.object({ path: z.string(), views: z.array(SavedViewSchema) })),
});

/** The saved views of workflows, in `views.json` of the data folder: never inside a workflow. */
export class SavedViews {
  readonly #file: JsonFile<z.infer<typeof DocumentSchema>>;

  constructor(dataFolder: string, log: (line: string) => void) {
    const empty = { version: 1 as const, workflows: [] };
    this.#file = new JsonFile(join(dataFolder, 'views.json'), DocumentSchema, empty, log);
  }

  async of(path: string): Promise<SavedView[]> {
    const { workflows } = await this.#file.read();
    return workflows.find((known) => known.path === path)?.views ?? [];
  }

  async save(path: string, views: SavedView[]): Promise<void> {
    await this.#file.update((document) => {
      const others = document.workflows.filter((known) => known.path !== path);
      const own = views.length === 0 ? [] : [{ path, views }];
      return { ...document, workflows: [...own, ...others].slice(0, MAX_WORKFLOWS) };
    });
  }
}

/** Of what may not be opened here there is nothing to tell and nothing to keep. */
export function savedViewHandlers(
  saved: SavedViews,
  roots: AllowedRoots,
): Handlers<'views.list' | 'views.save'> {
  return {
    'views.list': async ({ path }) => ({
      views: (await roots.mayName(path)) ? await saved.of(path) : [],
    }),
    'views.save': async ({ path, views }) => {
      if (await roots.mayName(path)) await saved.save(path, views);
      return {};
    },
  };
}
