import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/handlers.ts';
import {
  type Arrangement,
  ArrangementSchema,
  type SavedView,
  SavedViewSchema,
} from '../../shared/contract/saved-views.ts';
import type { AllowedRoots } from './allowed-roots.ts';
import { JsonFile } from './json-file.ts';

/** Workflows whose views are kept; the one changed longest ago goes first. */
const MAX_WORKFLOWS = 200;

const DocumentSchema = z.object({
  version: z.literal(1),
  workflows: z.array(
    z.object({
      path: z.string(),
      views: z.array(SavedViewSchema),
      // Worth less than the views beside it: one of another version is forgotten.
      arrangement: ArrangementSchema.optional().catch(undefined),
    }),
  ),
});
type Document = z.infer<typeof DocumentSchema>;
type OfWorkflow = Document['workflows'][number];

/** The saved views of workflows and how each was arranged last, in `views.json` of the data folder: never inside a workflow. */
export class SavedViews {
  readonly #file: JsonFile<Document>;

  constructor(dataFolder: string, log: (line: string) => void) {
    const empty = { version: 1 as const, workflows: [] };
    this.#file = new JsonFile(join(dataFolder, 'views.json'), DocumentSchema, empty, log);
  }

  async of(path: string): Promise<SavedView[]> {
    return (await this.#read(path))?.views ?? [];
  }

  async save(path: string, views: SavedView[]): Promise<void> {
    await this.#change(path, (before) => ({ ...before, views }));
  }

  async arrangementOf(path: string): Promise<Arrangement | undefined> {
    return (await this.#read(path))?.arrangement;
  }

  async keepArrangement(path: string, arrangement: Arrangement): Promise<void> {
    await this.#change(path, (before) => ({ ...before, arrangement }));
  }

  async #read(path: string): Promise<OfWorkflow | undefined> {
    const { workflows } = await this.#file.read();
    return workflows.find((known) => known.path === path);
  }

  async #change(path: string, change: (before: OfWorkflow) => OfWorkflow): Promise<void> {
    await this.#file.update((document) => {
      const before = document.workflows.find((known) => known.path === path);
      const others = document.workflows.filter((known) => known !== before);
      const own = change(before ?? { path, views: [] });
      const isEmpty = own.views.length === 0 && own.arrangement === undefined;
      const workflows = isEmpty ? others : [own, ...others].slice(0, MAX_WORKFLOWS);
      return { ...document, workflows };
    });
  }
}

/** Of what may not be opened here there is nothing to tell and nothing to keep. */
export function savedViewHandlers(
  saved: SavedViews,
  roots: AllowedRoots,
): Handlers<'views.list' | 'views.save' | 'views.readArrangement' | 'views.keepArrangement'> {
  return {
    'views.list': async ({ path }) => ({
      views: (await roots.mayName(path)) ? await saved.of(path) : [],
    }),
    'views.save': async ({ path, views }) => {
      if (await roots.mayName(path)) await saved.save(path, views);
      return {};
    },
    'views.readArrangement': async ({ path }) => {
      const isNamed = await roots.mayName(path);
      const arrangement = isNamed ? await saved.arrangementOf(path) : undefined;
      return arrangement === undefined ? {} : { arrangement };
    },
    'views.keepArrangement': async ({ path, arrangement }) => {
      if (await roots.mayName(path)) await saved.keepArrangement(path, arrangement);
      return {};
    },
  };
}
