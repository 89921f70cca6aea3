import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundTool, run } from './system-tools.ts';

const BUILD = join(import.meta.dirname, '..', '..', '..', 'build');
const textOf = (path: string): string => readFileSync(join(BUILD, path), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-system-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with electron-builder's variables filled in, as it is in a package. */
function filledIn(path: string, name: string): string {
  const text = textOf(path)
    .replaceAll(/\$\{executable\}/g, 'earshot')
    .replaceAll(/\$\{sanitizedProductName\}/g, 'Earshot');
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('what goes into the system', () => {
  it('the AppArmor profile is for the executable, and allows its sandbox', ({ skip }) => {
    const file = filledIn('linux/apparmor-profile', 'earshot');
    const profile = readFileSync(file, 'utf8');
    expect(profile).toContain('profile "earshot" "/opt/Earshot/earshot" flags=(unconfined) {');
    expect(profile).toMatch(/^ {2}userns,$/m);
    expect(profile).not.toContain('$');
    const parser = foundTool('apparmor_parser');
    const version = parser === undefined ? '' : run(parser, ['--version']).text;
    const major = Number(/version (\d+)/.exec(version)?.[1] ?? 0);
    if (parser === undefined || major < 4) return skip('apparmor_parser 4 is not installed');
    const parsed = run(parser, ['--skip-kernel-load', '--skip-cache', file]);
    expect(parsed).toMatchObject({ code: 0 });
  });

  it('the service menu of Dolphin opens folders and archives', ({ skip }) => {
    const file = filledIn('linux/service-menu.desktop', 'service-menu.desktop');
    const menu = readFileSync(file, 'utf8');
    expect(menu).toContain('MimeType=inode/directory;application/zip;');
    expect(menu).toContain('Exec=earshot -- %F');
    const tool = foundTool('desktop-file-validate');
    if (tool === undefined) return skip('desktop-file-utils is not installed');
    // It knows applications only: what it says of KDE's own type is left out.
    const said = run(tool, ['--no-hints', file]).text.split('\n');
    const others = said.filter((line) => line !== '' && !/[Tt]ype/.test(line));
    expect(others).toEqual([]);
  });

  it('the part of the Windows installer is one that makensis takes', ({ skip }) => {
    const tool = foundTool('makensis');
    if (tool === undefined) return skip('nsis is not installed');
    const script = join(folder, 'try.nsi');
    const include = join(BUILD, 'windows', 'installer.nsh');
    // As electron-builder's own scripts use the two macros.
    writeFileSync(
      script,
      [
        'Unicode true',
        `OutFile "${join(folder, 'try.exe')}"`,
        'Name "Try"',
        'InstallDir "$TEMP\\Try"',
        'Var appExe',
        `!include "${include}"`,
        'Section',
        'StrCpy $appExe "$INSTDIR\\Earshot.exe"',
        'WriteUninstaller "$INSTDIR\\un.exe"',
        '!insertmacro customInstall',
        'SectionEnd',
        'Section Uninstall',
        '!insertmacro customUnInstall',
        'SectionEnd',
      ].join('\n'),
    );
    // Warnings are errors, as electron-builder has them.
    expect(run(tool, ['-WX', '-V2', script])).toEqual({ code: 0, text: '' });
  });

  it('the installer takes away all that it registered, and never the default of .zip', () => {
    const script = textOf('windows/installer.nsh');
    const [install = '', uninstall = ''] = script.split('!macro customUnInstall');
    const menus = [...install.matchAll(/insertmacro earshotMenu "([^"]+)"/g)].map(
      ([, key = '']) => key,
    );
    expect(menus).toHaveLength(3);
    for (const key of menus) expect(uninstall).toContain(`Software\\Classes\\${key}\\$`);
    const owned = [...install.matchAll(/Software\\Classes\\(earshot|\$\{EARSHOT_PROGID\})" ""/g)];
    expect(owned).toHaveLength(2);
    for (const [, key = ''] of owned) {
      expect(uninstall).toContain(`DeleteRegKey SHELL_CONTEXT "Software\\Classes\\${key}"`);
    }
    expect(uninstall).toContain('DeleteRegValue SHELL_CONTEXT "Software\\Classes\\.zip');
    expect(script).not.toMatch(/WriteRegStr SHELL_CONTEXT "Software\\Classes\\\.zip"/);
    expect(script).not.toMatch(/DeleteRegKey SHELL_CONTEXT "Software\\Classes\\(\.zip|Directory)"/);
    // Paths are quoted, and nothing after `--` is an option.
    for (const [, command = ''] of install.matchAll(/command" "" '([^']+)'/g)) {
      expect(command).toMatch(/^"\$appExe" (-- )?"(\$\{PATH\}|%1)"$/);
    }
  });

  it('macOS allows the compiler of JavaScript and nothing else', () => {
    const entitlements = [...textOf('mac/entitlements.plist').matchAll(/<key>([^<]+)<\/key>/g)];
    expect(entitlements.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit']);
  });
});
