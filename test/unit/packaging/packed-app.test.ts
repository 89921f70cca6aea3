import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js';
import { type AfterPackContext, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticesText, shippedPackages } from '../../../scripts/packing/third-party-notices.mjs';
import { writeFakeElectron } from './fake-electron.ts';
import { foundTool, run } from './system-tools.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly devDependencies: { readonly electron: string };
};

/** Licences that allow what is done here; another one is to be read first. */
const KNOWN_LICENCES = /^(MIT|ISC|OFL-1\.1|BSD-[23]-Clause|Apache-2\.0|0BSD)$/;
/**
 * Read. h5wasm: that of NIST asks to keep its notice, that of HDF5 is a BSD licence. elkjs: the Eclipse
 * licence lets a program of another one hold it unchanged, when its text goes along and says where
 * its source is.
 */
const LOOKED_AT: ReadonlyMap<string, string> = new Map([
  ['h5wasm', 'SEE LICENSE IN LICENSE.txt'],
  ['elkjs', 'EPL-2.0 OR GPL-3.0-or-later'],
]);

/** `FuseState.ENABLE` of @electron/fuses, which does not export it: the letter `1`. */
const ENABLED = '1'.charCodeAt(0);

let folder: string;
let resources: string;
let archive: string;
let desktopEntry = '';

// The real electron-builder over what `npm run build` made; only the binary is not Electron's.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-packed-'));
  const electronDist = join(folder, 'electron');
  writeFakeElectron(electronDist, manifest.devDependencies.electron);
  // As `npm run dist` does before.
  writeFileSync(join(ROOT, 'dist', 'third-party-notices.txt'), noticesText(shippedPackages()));
  await build({
    projectDir: ROOT,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    // Over electron-builder.yml.
    config: {
      electronDist,
      directories: { output: join(folder, 'release'), buildResources: 'build' },
      async afterPack({ packager }: AfterPackContext) {
        const helper = new LinuxTargetHelper(packager as never);
        desktopEntry = await helper.computeDesktopEntry(packager.platformSpecificBuildOptions);
      },
    },
  });
  resources = join(folder, 'release', 'linux-unpacked', 'resources');
  archive = join(resources, 'app.asar');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed app', () => {
  it('holds the bundles of the app and nothing that they were made of', () => {
    const files = listPackage(archive, { isPack: false }).map((path) => path.slice(1));
    for (const file of [
      'package.json',
      'LICENSE',
      'dist/electron/main.cjs',
      'dist/electron/preload.cjs',
      'dist/node/workflow-worker.js',
      'dist/node/tree-worker.js',
      'dist/renderer/index.html',
      'dist/renderer/icon.png',
    ]) {
      expect(files).toContain(file);
    }
    const tops = new Set(files.map((file) => file.split('/', 1)[0]));
    expect([...tops].sort()).toEqual(['LICENSE', 'build', 'dist', 'package.json']);
    const ofBuild = files.filter((file) => file.startsWith('build/'));
    expect(ofBuild).toEqual(['build/h5wasm-licence.txt']);
    const strange = files.filter((file) =>
      /node_modules|\.map$|\.tsx?$|licenses|node\/(inspect|conformance|serve)|\/test\//.test(file),
    );
    expect(strange).toEqual([]);
    const main = extractFile(archive, 'dist/electron/main.cjs');
    expect(main.equals(readFileSync(join(ROOT, 'dist/electron/main.cjs')))).toBe(true);
  });

  it('has outside the archive what threads start from, and all they load', () => {
    const unpacked = join(`${archive}.unpacked`, 'dist', 'node');
    const there = readdirSync(unpacked, { recursive: true, encoding: 'utf8' });
    const wanted = ['workflow-worker.js', 'tree-worker.js'];
    for (const name of wanted) {
      const text = readFileSync(join(unpacked, name), 'utf8');
      const loaded = [...text.matchAll(/from\s*"\.\/([^"]+)"/g)].map(([, file = '']) => file);
      expect(there).toEqual(expect.arrayContaining([name, ...loaded]));
    }
    const beside = JSON.parse(
      readFileSync(join(`${archive}.unpacked`, 'package.json'), 'utf8'),
    ) as object;
    expect(beside).toMatchObject({ type: 'module', name: 'earshot' });
  });

  it('has the fuses as they are asked for', async () => {
    const executable = join(resources, '..', 'earshot');
    expect(statSync(executable).size).toBeLessThan(1000);
    const wire = await getCurrentFuseWire(executable);
    const isOn = (fuse: FuseV1Options): boolean => wire[fuse] === ENABLED;
    expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
    expect(isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false);
    expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  });

  it('brings the licence of every package that is in it', () => {
    const notices = readFileSync(join(resources, 'third-party-notices.txt'), 'utf8');
    const shipped = shippedPackages();
    const names = shipped.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['react', 'zarrita', 'zod', '@fontsource-variable/inter']),
    );
    for (const { name, version, identifier, text } of shipped) {
      const isLookedAt = LOOKED_AT.get(name) === identifier;
      if (!isLookedAt) expect(identifier, name).toMatch(KNOWN_LICENCES);
      expect(text, name).toMatch(/copyright|permission|agreement/i);
      expect(notices).toContain(`${name} ${version} (${identifier})`);
    }
    expect(notices).toContain('c-blosc (BSD-3-Clause)');
    expect(notices).toContain('Its source: https://github.com/kieler/elkjs');
  });

  it('has a desktop file that offers it for folders, archives and links', ({ skip }) => {
    expect(desktopEntry).toContain(
      'MimeType=inode/directory;application/zip;x-scheme-handler/earshot;\n',
    );
    expect(desktopEntry).toContain('Exec=/opt/Earshot/earshot %U\n');
    expect(desktopEntry).toContain('StartupWMClass=earshot\n');
    const tool = foundTool('desktop-file-validate');
    if (tool === undefined) return skip('desktop-file-utils is not installed');
    const file = join(folder, 'earshot.desktop');
    writeFileSync(file, desktopEntry);
    expect(run(tool, [file])).toEqual({ code: 0, text: '' });
  });
});
