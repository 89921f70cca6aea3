import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/handlers.ts';
import {
  DEFAULT_SETTINGS,
  type Settings,
  type SettingsAnswer,
  type SettingsChange,
  SettingsSchema,
} from '../../shared/contract/settings.ts';
import { JsonFile } from './json-file.ts';

const FILE_NAME = 'settings.json';

/** Of this release. A later one is read as far as it is understood, and stays what it is. */
const VERSION = 1;

/** From each version to the next. Version 0 is a file that names none: written by hand. */
const MIGRATIONS: readonly ((document: object) => object)[] = [
  (document) => ({ ...document, version: 1 }),
];

/** Unknown keys are kept: they may be those of a later release. */
const DocumentSchema = z.preprocess(
  migrate,
  z.looseObject({ version: z.number().int().min(VERSION), ...SettingsSchema.partial().shape }),
);
type Document = z.infer<typeof DocumentSchema>;

function migrate(read: unknown): unknown {
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return read;
  const version = 'version' in read ? read.version : 0;
  if (typeof version !== 'number' || !(version in MIGRATIONS)) return read;
  return MIGRATIONS.slice(version).reduce((document, step) => step(document), read);
}

const PROBLEMS = {
  'set-aside': `The settings could not be understood and were put aside as ${FILE_NAME}.unreadable; these are the usual ones.`,
  'not-written': 'The settings could not be saved and will be forgotten.',
} as const;

/** The settings, in `settings.json` of the data folder. */
export class SettingsFile {
  readonly #file: JsonFile<Document>;
  readonly #onChanged: (settings: Settings) => void;
  #problem: string | undefined;

  constructor(
    dataFolder: string,
    log: (line: string) => void,
    onChanged: (settings: Settings) => void,
  ) {
    this.#file = new JsonFile<Document>(
      join(dataFolder, FILE_NAME),
      DocumentSchema,
      { version: VERSION },
      log,
      (problem) => {
        this.#problem = PROBLEMS[problem];
      },
    );
    this.#onChanged = onChanged;
  }

  async read(): Promise<SettingsAnswer> {
    return this.#answer(settingsOf(await this.#file.read()));
  }

  /** Changes some and leaves the others as they are on disk. */
  async change(change: SettingsChange): Promise<SettingsAnswer> {
    // What was wrong before is told, and over with the first change.
    this.#problem = undefined;
    let settings = DEFAULT_SETTINGS;
    await this.#file.update((document) => {
      const after = { ...document, ...change };
      settings = settingsOf(after);
      return after;
    });
    this.#onChanged(settings);
    return this.#answer(settings);
  }

  #answer(settings: Settings): SettingsAnswer {
    return { settings, ...(this.#problem === undefined ? {} : { problem: this.#problem }) };
  }
}

function settingsOf(document: Document): Settings {
  return SettingsSchema.parse({ ...DEFAULT_SETTINGS, ...document });
}

export function settingsHandlers(file: SettingsFile): Handlers<'settings.read' | 'settings.write'> {
  return {
    'settings.read': () => file.read(),
    'settings.write': ({ change }) => file.change(change),
  };
}
