import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..', 'node_modules', 'electron');

/**
 * Electron's binary, where it is installed. Looks at the files: `require('electron')` would start a
 * download.
 */
export function findElectron(): string | undefined {
  const named = process.env.EARSHOT_ELECTRON;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const pathFile = join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const file = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(file) ? file : undefined;
}
