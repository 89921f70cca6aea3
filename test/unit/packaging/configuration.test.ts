import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

// Builds and threads take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = join(import.meta.dirname, '..', '..', '..');
const read = (path: string): Buffer => readFileSync(join(ROOT, path));

const ConfigSchema = z.looseObject({
  appId: z.string(),
  files: z.array(z.string()),
  asarUnpack: z.array(z.string()),
  linux: z.looseObject({ icon: z.string(), executableName: z.string() }),
  win: z.looseObject({ icon: z.string() }),
  mac: z.looseObject({ icon: z.string() }),
});
const config = ConfigSchema.parse(parse(read('electron-builder.yml').toString()));
const quiet = new DebugLogger(false);

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** Apple's types for PNG pictures, with their sides; those for `@2x` repeat sizes. */
const ICNS_TYPES = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

describe('electron-builder.yml', () => {
  it('is what the schema of electron-builder allows', async () => {
    await validateConfiguration(config, quiet);
    const odd = { ...config, aSar: true };
    await expect(validateConfiguration(odd, quiet)).rejects.toThrow("unknown property 'aSar'");
  });

  it('packs the bundles and not what they were made of', () => {
    for (const part of [
      'dist/electron/**/*',
      'dist/renderer/**/*',
      'dist/node/workflow-worker.js',
    ]) {
      expect(config.files).toContain(part);
    }
    expect(config.files).toContain('!node_modules{,/**/*}');
    // The worker, and the package.json that makes it an ES module.
    expect(config.asarUnpack).toEqual(['dist/node/**/*', 'package.json']);
  });

  it('has what a deb package must name: a page and who looks after it', () => {
    const { homepage } = z
      .looseObject({ homepage: z.url({ protocol: /^https$/ }), author: z.string().min(1) })
      .parse(JSON.parse(read('package.json').toString()));
    expect(read('docs/electron.md').toString()).toContain('names that of hpcflow');
    expect(read('README.md').toString()).toContain(homepage);
    expect(config.linux.maintainer).toBe('The Earshot contributors');
  });

  it('names the same application as the code', () => {
    const code = read('electron/desktop/application.ts').toString();
    expect(code).toContain(`const APP_ID = '${config.appId}';`);
    const manifest: unknown = JSON.parse(read('package.json').toString());
    expect(manifest).toMatchObject({
      main: 'dist/electron/main.cjs',
      desktopName: `${config.linux.executableName}.desktop`,
      // The exact version: electron-builder packs what it says.
      devDependencies: { electron: expect.stringMatching(/^45\.\d+\.\d+$/) },
    });
  });
});

describe('the icons', () => {
  it('are there for every system', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(sideOf(read(`${config.linux.icon}/${size}x${size}.png`))).toBe(size);
    }
    expect(existsSync(join(ROOT, config.win.icon))).toBe(true);
    expect(existsSync(join(ROOT, config.mac.icon))).toBe(true);
  });

  it('of Windows are one file with all sizes', () => {
    const ico = read(config.win.icon);
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([
      0,
      1,
      ICO_SIZES.length,
    ]);
    for (const [index, size] of ICO_SIZES.entries()) {
      const at = 6 + 16 * index;
      const start = ico.readUInt32LE(at + 12);
      const png = ico.subarray(start, start + ico.readUInt32LE(at + 8));
      expect(ico.readUInt8(at)).toBe(size === 256 ? 0 : size);
      expect(png.equals(read(`${config.linux.icon}/${size}x${size}.png`))).toBe(true);
    }
  });

  it('of macOS are one file with all sizes', () => {
    const icns = read(config.mac.icon);
    expect(icns.toString('latin1', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const found: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      found[icns.toString('latin1', at, at + 4)] = sideOf(icns.subarray(at + 8));
    }
    expect(found).toEqual(ICNS_TYPES);
  });
});

/** Side of a square PNG, from its first chunk. */
function sideOf(png: Buffer): number {
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(png.readUInt32BE(20));
  return png.readUInt32BE(16);
}
