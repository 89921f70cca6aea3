import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What is not the project's own text. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'release', 'test-results', 'playwright-report']);

/** Paths of all files below a folder of the project, relative to it, with `/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (LEFT_OUT.has(entry.name) || (entry.name.startsWith('.') && entry.name !== '.ci')) return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const SOURCE = /\.(ts|tsx|mjs)$/;

/** Source files of the given folders. */
export function sourcesIn(...folders: readonly string[]): string[] {
  return folders.flatMap(filesIn).filter((path) => SOURCE.test(path) && !path.endsWith('.d.ts'));
}

export interface Import {
  /** File that imports. */
  readonly from: string;
  /** As it is written. */
  readonly specifier: string;
  /** Path of the imported file; absent for packages and Node's own modules. */
  readonly target?: string;
  /** Nothing of it is left when the code runs. */
  readonly isTypeOnly: boolean;
}

/** Everything a source file imports: statically, again-exported, or with a literal `import()`. */
export function importsOf(path: string): Import[] {
  const text = textOf(path);
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found = (specifier: string, isTypeOnly: boolean): Import => ({
    from: path,
    specifier,
    isTypeOnly,
    ...(specifier.startsWith('.') ? { target: posix.join(dirname(path), specifier) } : {}),
  });
  const literals = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const [, literal] = /^(?:'([^']*)'|"([^"]*)")$/.exec(text.slice(start, end)) ?? [];
    return literal === undefined ? [] : [found(literal, false)];
  });
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) =>
      found(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType)),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [found(moduleRequest.value, isType)],
      ),
    ),
    ...literals,
  ];
}
