import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../bootstrap/root.mjs';

/**
 * A package that is in the bundles. Vite lists those whose modules it took in.
 * @typedef {{ name: string, version: string, identifier?: string, text?: string }} Shipped
 */

/** Where the builds leave their lists. */
const LISTS = [
  'dist/renderer/licenses.json',
  'dist/node/licenses.json',
  'dist/electron/licenses.json',
];

const IMPORTED = /@import\s+["']((?:@[^/"']+\/)?[^./"'][^/"']*)/g;

/**
 * Packages that style sheets take in: Vite's lists are of modules, and fonts are none.
 * @param {string} folder
 * @returns {string[]}
 */
function packagesOfStyles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(IMPORTED)])
    .map(([, name = '']) => name);
}

/**
 * @param {string} name
 * @returns {Shipped}
 */
function packageByName(name) {
  const folder = inRoot(`node_modules/${name}`);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  return {
    name,
    version,
    identifier: license,
    ...(file === undefined ? {} : { text: readFileSync(join(folder, file), 'utf8').trim() }),
  };
}

/**
 * All packages in the bundles, by name, each once.
 * @returns {readonly Shipped[]}
 * @throws {Error} before the app is built
 */
export function shippedPackages() {
  const missing = LISTS.filter((list) => !existsSync(inRoot(list)));
  if (missing.length > 0) throw new Error(`${missing.join(', ')}: not built`);
  /** @type {Map<string, Shipped>} */
  const found = new Map();
  const ofModules = LISTS.flatMap((list) => JSON.parse(readFileSync(inRoot(list), 'utf8')));
  const ofStyles = packagesOfStyles(inRoot('renderer')).map(packageByName);
  for (const shipped of [...ofModules, ...ofStyles]) {
    found.set(`${shipped.name}@${shipped.version}`, shipped);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shipped]) => shipped);
}

/** Packages whose licence asks to say where their source is, unchanged. */
const SOURCES = new Map([['elkjs', 'https://github.com/kieler/elkjs']]);

/**
 * The text that goes along with the app. Electron brings those of itself and of Chromium.
 * @param {readonly Shipped[]} packages
 */
export function noticesText(packages) {
  const parts = packages.map(({ name, version, identifier, text }) => {
    const head = `${name} ${version} (${identifier ?? 'no licence named'})`;
    const source = SOURCES.get(name);
    const where = source === undefined ? '' : `Its source: ${source}, version ${version}\n\n`;
    const licence = text ?? 'The package has no licence file.';
    return `${head}\n${'-'.repeat(head.length)}\n\n${where}${licence}\n`;
  });
  // The package numcodecs brings only its own licence.
  const compiled = readFileSync(inRoot('build/notices/compiled-codecs.txt'), 'utf8');
  return ['Earshot contains the following packages.', ...parts, compiled].join('\n\n');
}
