import './bootstrap/check-node.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './bootstrap/root.mjs';
import { say } from './bootstrap/say.mjs';

// npm run lockfile: npm leaves packages for other platforms out of the lockfile when it cannot see
// them (npm/cli#4828), and `npm ci` then refuses it everywhere. This puts them in by name and
// version; npm fetches none that is not for its own platform.

/**
 * @typedef {object} Locked
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * What a package is for, by its name, such as `binding-linux-x64-musl`.
 * @param {string} name
 * @returns {Pick<Locked, 'os' | 'cpu' | 'libc'>}
 */
function platformOf(name) {
  const parts = name.split(/[-/]/);
  const system = SYSTEMS.find((known) => parts.includes(known));
  const processor = PROCESSORS.find((known) => parts.includes(known));
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu')) && system === 'linux'
      ? 'glibc'
      : undefined;
  return {
    ...(system === undefined ? {} : { os: [system] }),
    ...(processor === undefined ? {} : { cpu: [processor] }),
    ...(libc === undefined ? {} : { libc: [libc] }),
  };
}

const file = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
/** @type {Record<string, Locked>} */
const packages = lock.packages;
const added = Object.entries(packages).flatMap(([, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies).flatMap(([name, version]) => {
    const place = `node_modules/${name}`;
    const isExact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
    if (packages[place] !== undefined || !isExact) return [];
    return [[place, { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }]];
  }),
);
const sorted = Object.entries({ ...packages, ...Object.fromEntries(added) }).sort(([a], [b]) =>
  a.localeCompare(b, 'en'),
);
writeFileSync(
  file,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
);
say(`${added.length} packages for other platforms added to package-lock.json.`);
