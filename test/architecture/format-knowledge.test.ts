import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { sourcesIn, textOf } from './sources.ts';

/** Names of files and fields that only readers of the format need. */
const FORMAT_NAMES = [
  '.zarray',
  '.zattrs',
  '.zgroup',
  'metadata.json',
  'parameters.json',
  'submissions.json',
  'element_iters',
  'EAR_times',
  'parameter_data',
  'element_data',
  'type_lookup',
  'iterations_idx',
  'global_idx',
];

/** Where the format is known: stores, decoders, and what writes samples. */
const KNOW_THE_FORMAT = [
  'electron/persistence/',
  'electron/generations/',
  'electron/sample/',
  // Compares the stores with hpcflow's own answers, which use hpcflow's names.
  'electron/conformance/',
];

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly property?: { readonly name?: unknown };
}

/** Every node of a syntax tree. */
function nodesOf(tree: unknown): Node[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.values(tree).flatMap(nodesOf);
  return 'type' in tree && typeof tree.type === 'string' ? [tree as Node, ...inner] : inner;
}

/** Texts and names of members in the code of a file (not in its comments). */
function wordsOf(path: string): string[] {
  return nodesOf(parseSync(path, textOf(path)).program).flatMap(({ type, value, property }) => {
    if (type === 'Literal') return typeof value === 'string' ? [value] : [];
    if (type === 'TemplateElement') return [(value as { readonly raw: string }).raw];
    return type === 'MemberExpression' && typeof property?.name === 'string' ? [property.name] : [];
  });
}

/** Names of the format that the code of a file uses. */
function formatNamesIn(path: string): string[] {
  return wordsOf(path).flatMap((word) => {
    const name = FORMAT_NAMES.find(
      (known) => word === known || word.includes(`/${known}`) || word.startsWith(`${known}/`),
    );
    return name === undefined ? [] : [name];
  });
}

describe('the format', () => {
  test('is known to stores, decoders and the sample only', () => {
    const wrong = sourcesIn('shared', 'electron', 'renderer')
      .filter((path) => !KNOW_THE_FORMAT.some((folder) => path.startsWith(folder)))
      .map((path) => [path, ...new Set(formatNamesIn(path))])
      .filter(({ length }) => length > 1);
    expect(wrong).toEqual([]);
    // Hundreds of syntax trees, on a machine that may be busy.
  }, 60_000);

  test('is found where it is known', () => {
    const paths = sourcesIn('electron/persistence');
    const names = new Set(paths.flatMap(formatNamesIn));
    expect([...names]).toEqual(expect.arrayContaining(['.zarray', 'metadata.json']));
  });
});
