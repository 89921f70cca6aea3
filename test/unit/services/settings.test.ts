import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { SettingsFile } from '../../../electron/services/settings.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/contract/settings.ts';
import { tempFolder } from './temp-folder.ts';

let folder: string;
let told: Settings[];

const open = (): SettingsFile =>
  new SettingsFile(
    folder,
    () => undefined,
    (settings) => told.push(settings),
  );
const file = (): string => join(folder, 'settings.json');
const kept = async (): Promise<unknown> => JSON.parse(await readFile(file(), 'utf8'));

beforeEach(async () => {
  folder = await tempFolder();
  told = [];
});

describe('settings', () => {
  it('are the usual ones before any is chosen, and nothing is written', async () => {
    expect(await open().read()).toEqual({ settings: DEFAULT_SETTINGS });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are changed one by one, told, and outlive the process', async () => {
    const first = open();
    await Promise.all([first.change({ theme: 'light' }), first.change({ timeZone: 'utc' })]);
    const settings = { ...DEFAULT_SETTINGS, theme: 'light', timeZone: 'utc' };
    expect(await open().read()).toEqual({ settings });
    expect(told.at(-1)).toEqual(settings);
  });

  it('keep keys and the version of a later release', async () => {
    await writeFile(file(), '{"version": 3, "theme": "dark", "sound": {"volume": 2}}');
    const { settings } = await open().change({ density: 'comfortable' });
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', density: 'comfortable' });
    expect(await kept()).toEqual({
      version: 3,
      theme: 'dark',
      sound: { volume: 2 },
      density: 'comfortable',
    });
  });

  it('are read from a file without version, which gets one', async () => {
    await writeFile(file(), '{"theme": "hc-dark"}');
    expect((await open().read()).settings.theme).toBe('hc-dark');
    await open().change({ hasSingleKeys: false });
    expect(await kept()).toEqual({ version: 1, theme: 'hc-dark', hasSingleKeys: false });
  });

  it.each(['{"version": 1, "theme": "pink"}', '{"version": 1, "the', '[]', '{"version": "1"}'])(
    'that are broken are put aside, and that is said: %s',
    async (text) => {
      await writeFile(file(), text);
      const settings = open();
      const answer = await settings.read();
      expect(answer.settings).toEqual(DEFAULT_SETTINGS);
      expect(answer.problem).toContain('settings.json.unreadable');
      expect(await readFile(`${file()}.unreadable`, 'utf8')).toBe(text);
      expect((await settings.change({ theme: 'dark' })).problem).toBeUndefined();
      expect(await kept()).toEqual({ version: 1, theme: 'dark' });
    },
  );

  it('that cannot be saved are used all the same, and that is said', async () => {
    // A folder in the place of the file: neither readable nor to be replaced.
    await mkdir(join(folder, 'settings.json.unreadable', 'full'), { recursive: true });
    await mkdir(join(folder, 'settings.json', 'full'), { recursive: true });
    const answer = await open().change({ theme: 'dark' });
    expect(answer.settings.theme).toBe('dark');
    expect(answer.problem).toContain('will be forgotten');
    expect(told).toHaveLength(1);
  });
});
