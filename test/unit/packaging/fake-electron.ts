import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where @electron/fuses finds the fuses in the binary of Electron, and those of version 1. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = '110011100';

/**
 * A folder that packs as an Electron for Linux does, and runs nothing: the real one cannot be had
 * everywhere. What is put around it is that of electron-builder.
 */
export function writeFakeElectron(folder: string, version: string): void {
  for (const inside of ['resources', 'locales']) {
    mkdirSync(join(folder, inside), { recursive: true });
  }
  const wire = Buffer.from([1, FUSES.length]);
  const binary = [Buffer.from(`fake${SENTINEL}`), wire, Buffer.from(FUSES)];
  writeFileSync(join(folder, 'electron'), Buffer.concat(binary));
  writeFileSync(join(folder, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox']) {
    writeFileSync(join(folder, name), name);
  }
}
