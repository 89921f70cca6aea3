import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/desktop/menu.ts';
import { jumpList } from '../../../electron/desktop/system-lists.ts';
import { APP_COMMANDS, acceleratorOf } from '../../../shared/contract/app-commands.ts';
import type { Recent } from '../../../shared/contract/host.ts';

const recent = (name: string, isMissing = false): Recent => ({
  recentId: name,
  path: `D:\\sims\\${name}`,
  name,
  store: 'zarr',
  generation: 'GEN4',
  lookedAtMs: 0,
  isMissing,
  isPinned: false,
});

describe('the jump list', () => {
  it('has the recent workflows that are there, by their paths, and a new window', () => {
    const [recents, tasks] = jumpList([recent('a b'), recent('gone', true)], 'C:\\Earshot.exe');
    expect(recents).toMatchObject({
      type: 'custom',
      name: 'Recent workflows',
      items: [{ title: 'a b', program: 'C:\\Earshot.exe', args: '-- "D:\\sims\\a b"' }],
    });
    expect(tasks?.items).toHaveLength(1);
    const many = Array.from({ length: 30 }, (_, at) => recent(`w${at}`));
    expect(jumpList(many, 'x')[0]?.items).toHaveLength(10);
  });
});

describe('the menu', () => {
  it.each(['linux', 'darwin', 'win32'] as const)(
    'on %s has every command that names it',
    (platform) => {
      const options = { platform, isDevelopment: false, choose: () => undefined };
      const text = JSON.stringify(menuTemplate({ ...options, zoom: () => undefined }));
      for (const { label, keys, isKeyOfText } of APP_COMMANDS) {
        expect(text).toContain(JSON.stringify(label));
        const accelerator = acceleratorOf(keys);
        // On macOS the menu would keep them from fields of text.
        const isLeftToText = platform === 'darwin' && isKeyOfText === true;
        if (accelerator === undefined || isLeftToText) continue;
        expect(text).toContain(JSON.stringify(accelerator));
      }
    },
  );

  it('never takes a letter alone from fields of text', () => {
    expect(acceleratorOf('I')).toBeUndefined();
    expect(acceleratorOf('?')).toBeUndefined();
    expect(acceleratorOf('Ctrl Shift N')).toBe('CommandOrControl+Shift+N');
    expect(acceleratorOf('Alt ←')).toBe('Alt+Left');
  });
});
