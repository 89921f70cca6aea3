import { describe, expect, it } from 'vitest';
import {
  buildTree,
  fileOf,
  type TreeNode,
  type TreeState,
} from '../../../../renderer/features/parameters/value-tree.ts';
import { rowText } from '../../../../renderer/features/parameters/value-words.ts';
import type { LoadedChildren } from '../../../../renderer/queries/parameters.ts';
import { nextPageSize, pageRange } from '../../../../renderer/queries/value-pages.ts';
import type { DataEntry } from '../../../../shared/contract/documents.ts';
import type { ValueKind, ValueSummary } from '../../../../shared/contract/values.ts';

function summary(kind: ValueKind, text: string, length?: number): ValueSummary {
  return { kind, text, isCut: false, ...(length === undefined ? {} : { length }) };
}

const data: DataEntry[] = [
  { path: 'outputs.p2', parameter: 4, isSet: false },
  { path: 'inputs.p1', parameter: 2, isSet: true, summary: summary('dict', "{'a': 1, 'b': 2}", 2) },
  { path: 'resources.any', parameter: 1, isSet: true, summary: summary('none', 'None') },
  { path: 'repeats.x', isSet: true },
];

const children: LoadedChildren = {
  children: [
    { label: "'alpha'", step: 'alpha', summary: summary('int', '1') },
    { label: "'beta'", step: 'beta', summary: summary('list', '[]', 0) },
  ],
  total: 500,
  pages: 1,
  isLoading: false,
};

/** Names of the tree from top to bottom, with their nodes. */
function walk(change: Partial<TreeState> = {}): (TreeNode | 'loading')[] {
  const state = { data, expanded: new Set<string>(), childrenOf: () => undefined, search: '' };
  const tree = buildTree({ ...state, ...change });
  const visit = (ids: readonly string[]): (TreeNode | 'loading')[] =>
    ids.flatMap((id) => {
      const inside = tree.children.get(id) ?? [];
      const node = tree.nodes.get(id);
      const rest: (TreeNode | 'loading')[] = inside === 'loading' ? [inside] : visit(inside);
      return node === undefined ? rest : [node, ...rest];
    });
  return visit(tree.roots);
}

const names = (list: readonly (TreeNode | 'loading')[]): string[] =>
  list.map((node) => {
    if (node === 'loading') return node;
    return node.kind === 'group' || node.kind === 'value' ? node.label : node.kind;
  });

describe('buildTree', () => {
  it('groups entries, whatever their order', () => {
    expect(names(walk())).toEqual('Inputs p1 Outputs p2 Resources any Other x'.split(' '));
  });

  it('opens only containers that are set', () => {
    const open = walk().filter(
      (node) => node !== 'loading' && node.kind === 'value' && node.isContainer,
    );
    expect(names(open)).toEqual(['p1']);
  });

  it('does not open the stored map of a value that is a file', () => {
    const file = { state: 'there', path: 'artifacts/in.txt', key: 'artifacts/in.txt' } as const;
    const map = { path: 'input_files.f', parameter: 2, isSet: true, file } as const;
    const entry = { ...map, summary: summary('dict', "{'path': 'artifacts/in.txt'}", 1) };
    const shown = walk({ data: [entry], expanded: new Set(['input_files.f']) });
    expect(shown[1]).toMatchObject({ label: 'f', isContainer: false });
    expect(fileOf(entry, [])).toBe(file);
    expect(fileOf({ ...map, summary: summary('str', 'in.txt') }, [])).toBeUndefined();
  });

  it('says that children are on their way', () => {
    expect(names(walk({ expanded: new Set(['inputs.p1']) })).slice(0, 3)).toEqual([
      'Inputs',
      'p1',
      'loading',
    ]);
  });

  it('shows children and how many more there are', () => {
    const list = walk({ expanded: new Set(['inputs.p1']), childrenOf: () => children });
    expect(names(list).slice(1, 5)).toEqual(['p1', 'alpha', 'beta', 'more']);
    expect(list[4]).toMatchObject({ of: 'inputs.p1', shown: 2, total: 500, pages: 1 });
    expect(list[2]).toMatchObject({ id: 'inputs.p1["alpha"]', isContainer: false });
  });

  it('finds names inside opened values and keeps what they are in', () => {
    const state = {
      expanded: new Set(['inputs.p1']),
      childrenOf: () => ({ ...children, total: 2 }),
    };
    expect(names(walk({ ...state, search: 'BETA' }))).toEqual(['Inputs', 'p1', 'beta']);
    expect(names(walk({ ...state, search: 'p1' }))).toEqual(['Inputs', 'p1', 'alpha', 'beta']);
    expect(walk({ ...state, search: 'gamma' })).toEqual([]);
  });

  it('keeps a failed page beside what was read', () => {
    const error = { code: 'corrupt-data', message: 'Chunk 3 is cut short.', file: 'x' } as const;
    const list = walk({
      expanded: new Set(['inputs.p1']),
      childrenOf: () => ({ ...children, error }),
    });
    expect(names(list).slice(2, 5)).toEqual(['alpha', 'beta', 'error']);
  });
});

describe('rowText', () => {
  const [unset, dict, none, bare] = data as [DataEntry, DataEntry, DataEntry, DataEntry];

  it('tells unset from None', () => {
    expect(rowText(unset, undefined, true)).toBe('never set');
    expect(rowText({ ...unset, isSkipped: true }, undefined, true)).toBe('skipped');
    expect(rowText(unset, undefined, false)).toBe('not set yet');
    expect(rowText({ ...unset, path: 'inputs.p9' }, undefined, true)).toBe('not set');
    expect(rowText(none, none.summary, true)).toBe('None');
    expect(rowText(bare, undefined, true)).toBe('');
  });

  it('shows short containers whole and long ones by size', () => {
    expect(rowText(dict, dict.summary, true)).toBe("{'a': 1, 'b': 2}");
    expect(rowText(dict, { ...summary('dict', "{'a': …", 2630), isCut: true }, true)).toBe(
      '2\u2009630 items',
    );
    expect(rowText(dict, { ...summary('list', '[…', 1), isCut: true }, true)).toBe('1 item');
  });

  it('shows shape and dtype of arrays', () => {
    const array = { dtype: '<f8', dtypeName: 'float64', shape: [64, 4], chunks: [64, 4] };
    const one = { ...summary('array', ''), array: { ...array, sizeBytes: 2048 } };
    expect(rowText(dict, one, true)).toBe('64 × 4 float64');
  });

  it('says what cannot be read', () => {
    expect(rowText({ ...dict, problem: { message: 'x' } }, undefined, true)).toBe('unreadable');
    expect(rowText(dict, summary('missing', ''), true)).toBe('missing on disk');
  });
});

describe('pages', () => {
  it('follow each other without gaps until all are shown', () => {
    let shown = 0;
    let pages = 0;
    while (shown < 100_000) {
      const { start, stop } = pageRange(pages);
      expect(start).toBe(shown);
      shown = stop;
      pages += 1;
    }
    // Six presses of "show more".
    expect(pages).toBeLessThanOrEqual(7);
    expect(nextPageSize(1, 500)).toBe(300);
    expect(nextPageSize(1, 200)).toBe(0);
  });
});
