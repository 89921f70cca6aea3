// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { commandOfKeys } from '../../../../renderer/app/command-keys.ts';
import { offeredCommands } from '../../../../renderer/app/offered-commands.ts';
import { commandGroup } from '../../../../renderer/app/palette-groups.ts';
import { shortcutGroups } from '../../../../renderer/app/shortcuts.ts';
import { APP_COMMANDS, type AppCommandId } from '../../../../shared/contract/app-commands.ts';
import type { Capabilities } from '../../../../shared/contract/host.ts';

const BROWSER: Capabilities = {
  openDialog: false,
  folderPicker: true,
  droppedPaths: false,
  writes: false,
  trash: false,
  placeDialog: false,
  windows: false,
  appLinks: false,
  notifications: false,
  updates: false,
  zoom: false,
  ownWindowFrame: false,
};
const DESKTOP: Capabilities = { ...BROWSER, windows: true, writes: true };

const key = (name: string, parts: Partial<KeyboardEventInit> = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: name, ...parts });

describe('the list of commands', () => {
  it('has what the palette has, each with the keys of the list of shortcuts', () => {
    const offered = offeredCommands(DESKTOP, true);
    const run: AppCommandId[] = [];
    const { entries } = commandGroup(offered, (id) => run.push(id), []);
    const sheet = new Set(shortcutGroups(offered).flatMap(({ keys }) => keys.map(([at]) => at)));
    for (const { keys, onChoose } of entries) {
      if (keys !== undefined) expect(sheet).toContain(keys);
      onChoose();
    }
    const listed = APP_COMMANDS.filter(({ isNotInPalette }) => isNotInPalette !== true);
    expect(run).toEqual(listed.map(({ id }) => id));
    for (const { keys } of APP_COMMANDS) if (keys !== undefined) expect(sheet).toContain(keys);
  });

  it('offers nothing that leads nowhere', () => {
    const ids = offeredCommands(BROWSER, false).map(({ id }) => id);
    expect(ids).toContain('open-folder');
    for (const id of ['new-window', 'close-tab', 'copy-link', 'go-back']) {
      expect(ids).not.toContain(id);
    }
  });

  it('gives no key to two commands', () => {
    const keys = APP_COMMANDS.flatMap((command) => command.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('keys', () => {
  it.each([
    [key('o', { ctrlKey: true }), 'open-folder'],
    [key('O', { ctrlKey: true, shiftKey: true }), 'open-zip'],
    [key('o', { metaKey: true }), 'open-folder'],
    [key(',', { ctrlKey: true }), 'show-settings'],
    [key('ArrowLeft', { altKey: true }), 'go-back'],
    [key('?', { shiftKey: true }), 'show-shortcuts'],
    [key('i'), 'toggle-inspector'],
  ])('%# are of a command', (event, id) => {
    expect(commandOfKeys(event, true)).toBe(id);
  });

  it.each([
    key('o'),
    key('o', { ctrlKey: true, altKey: true }),
    key('I', { shiftKey: true }),
    key('i', { ctrlKey: true }),
    // The browser's, or the menu's.
    key('w', { ctrlKey: true }),
    key('v', { ctrlKey: true }),
    key('n', { ctrlKey: true, shiftKey: true }),
  ])('%# are not ours', (event) => {
    expect(commandOfKeys(event, true)).toBeUndefined();
  });

  it('of one letter can be switched off', () => {
    expect(commandOfKeys(key('i'), false)).toBeUndefined();
    expect(commandOfKeys(key('?', { shiftKey: true }), false)).toBeUndefined();
    expect(commandOfKeys(key('k', { ctrlKey: true }), false)).toBe('show-palette');
  });
});
