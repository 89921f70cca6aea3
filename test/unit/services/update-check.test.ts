import { beforeEach, describe, expect, it } from 'vitest';
import { SettingsFile } from '../../../electron/services/settings.ts';
import { updateHandlers } from '../../../electron/services/update-check.ts';
import type { UpdateAnswer } from '../../../shared/contract/updates.ts';
import { tempFolder } from './temp-folder.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

let dataFolder: string;
let asked: string[];
let reply: () => string;

beforeEach(async () => {
  dataFolder = await tempFolder();
  asked = [];
  reply = () => '{ "tag_name": "v1.3.0", "html_url": "javascript:1" }';
});

function check(productVersion: string, hasReleases = true) {
  const settings = new SettingsFile(
    dataFolder,
    () => undefined,
    () => undefined,
  );
  const releases = {
    repository: 'someone/earshot',
    read: async (url: string) => {
      asked.push(url);
      return reply();
    },
  };
  const handlers = updateHandlers({
    productVersion,
    dataFolder,
    settings,
    releases: hasReleases ? releases : undefined,
    log: () => undefined,
  });
  const look = async (isNow = false): Promise<UpdateAnswer> =>
    handlers['updates.look']({ isNow }, context);
  return { look, settings };
}

describe('the look for a newer version', () => {
  it('asks nobody before it is switched on, nor in a build that knows of no releases', async () => {
    expect(await check('1.2.3').look(true)).toEqual({ kind: 'off' });
    const { look, settings } = check('1.2.3', false);
    await settings.change({ looksForUpdates: true });
    expect(await look(true)).toEqual({ kind: 'off' });
    expect(asked).toEqual([]);
  });

  it('asks once a day, or when told to, and takes nothing of the answer but a version', async () => {
    const { look, settings } = check('1.2.3');
    await settings.change({ looksForUpdates: true });
    const newer = {
      kind: 'newer',
      version: '1.3.0',
      page: 'https://github.com/someone/earshot/releases/tag/v1.3.0',
    };
    expect(await look()).toMatchObject(newer);
    expect(await look()).toMatchObject(newer);
    expect(asked).toEqual(['https://api.github.com/repos/someone/earshot/releases/latest']);
    reply = () => '{ "tag_name": "1.10.0" }';
    expect(await look(true)).toMatchObject({ kind: 'newer', version: '1.10.0' });
    expect(asked).toHaveLength(2);
    expect(await check('1.10.0').look()).toMatchObject({ kind: 'current' });
    expect(await check('1.10.0-beta.1').look()).toMatchObject({ kind: 'newer' });
    expect(await check('2.0.0').look()).toMatchObject({ kind: 'current' });
  });

  it.each(['{ "tag_name": "v1.3.0/../../evil" }', 'no JSON', '{}'])(
    'fails calmly on %s',
    async (text) => {
      const { look, settings } = check('1.2.3');
      await settings.change({ looksForUpdates: true });
      reply = () => text;
      expect(await look()).toMatchObject({ kind: 'failed' });
    },
  );
});
