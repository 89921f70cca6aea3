import { Search } from 'lucide-react';
import { useState } from 'react';
import type { DataEntry } from '../../../shared/contract/documents.ts';
import { nextPageSize } from '../../queries/value-pages.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { formatCount } from '../../ui/format.ts';
import { Toolbar } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Tree } from '../../ui/Tree.tsx';
import { fileName } from '../../ui/value-file-words.ts';
import { useValueTree } from './use-value-tree.ts';
import styles from './ValueTreePane.module.css';
import { fileOf, type TreeNode, type ValueNode } from './value-tree.ts';
import { kindWord, rowText } from './value-words.ts';

interface ValueTreePaneProps {
  readonly workflowId: string;
  readonly data: readonly DataEntry[];
  /** Text of the selected place. */
  readonly selected: string | undefined;
  readonly onSelect: (place: string) => void;
  /** All runs of the iteration have ended. */
  readonly isOver: boolean;
}

/** The data of an iteration by name, opened as far as one looks into it. */
export function ValueTreePane({
  workflowId,
  data,
  selected,
  onSelect,
  isOver,
}: ValueTreePaneProps) {
  const [search, setSearch] = useState('');
  const tree = useValueTree(workflowId, data, selected, search);
  const nodeOf = (id: string): TreeNode | undefined => tree.nodes.get(id);
  const enter = (id: string): void => {
    const node = nodeOf(id);
    if (node?.kind === 'more') tree.showMore(node.of);
    else if (node?.kind === 'group' || (node?.kind === 'value' && node.isContainer)) {
      tree.setExpanded(id, !tree.expanded.has(id));
    }
  };
  return (
    <div className={styles.pane}>
      <Toolbar>
        <TextField
          className={styles.search}
          label="Find by name"
          placeholder="Find by name"
          icon={Search}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('');
          }}
        />
      </Toolbar>
      {tree.roots.length === 0 ? (
        <Empty
          title={search === '' ? 'No data' : `No name matches ${search}`}
          action={
            search === '' ? undefined : (
              <Button size="small" onClick={() => setSearch('')}>
                Clear
              </Button>
            )
          }
        >
          {search === ''
            ? 'This iteration refers to no parameter.'
            : 'Names inside closed values are not searched.'}
        </Empty>
      ) : (
        <Tree
          label="Parameters"
          roots={tree.roots}
          expanded={tree.expanded}
          hasChildren={(id) => {
            const node = nodeOf(id);
            return node?.kind === 'group' || (node?.kind === 'value' && node.isContainer);
          }}
          childrenOf={(id) => tree.children.get(id) ?? []}
          onExpand={tree.setExpanded}
          selected={selected}
          onSelect={(id) => {
            if (nodeOf(id)?.kind === 'value') onSelect(id);
          }}
          onEnter={enter}
          renderNode={(id) => <NodeLine node={nodeOf(id)} onMore={tree.showMore} isOver={isOver} />}
        />
      )}
    </div>
  );
}

interface NodeLineProps {
  readonly node: TreeNode | undefined;
  readonly onMore: (id: string) => void;
  readonly isOver: boolean;
}

function NodeLine({ node, onMore, isOver }: NodeLineProps) {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'group':
      return (
        <span className={styles.group}>
          {node.label}
          <span className={styles.aside}>{formatCount(node.count)}</span>
        </span>
      );
    case 'value':
      return <ValueLine node={node} isOver={isOver} />;
    case 'more': {
      const next = formatCount(nextPageSize(node.pages, node.total));
      return (
        <Button variant="quiet" size="small" tabIndex={-1} onClick={() => onMore(node.of)}>
          Show {next} more of {formatCount(node.total)}
        </Button>
      );
    }
    case 'error':
      return <span className={styles.problem}>{node.error.message}</span>;
  }
}

function ValueLine({ node, isOver }: { readonly node: ValueNode; readonly isOver: boolean }) {
  const { entry, label, path, summary } = node;
  // Only the entry itself can be unset; what is inside a value is always there.
  const file = fileOf(entry, path);
  const shown =
    file !== undefined
      ? fileName(file.path)
      : path.length === 0
        ? rowText(entry, summary, isOver)
        : rowText({ ...entry, isSet: true }, summary, isOver);
  const isUnset = path.length === 0 && !entry.isSet;
  const isProblem =
    (path.length === 0 && entry.problem !== undefined) || summary?.kind === 'missing';
  const kind =
    file !== undefined ? 'file' : isUnset || summary === undefined ? '' : kindWord(summary.kind);
  const isKindPlain = kind === shown || summary?.array !== undefined;
  return (
    <span className={styles.value}>
      <span className={styles.label} title={label}>
        {label}
      </span>
      <span
        className={isUnset ? styles.unset : isProblem ? styles.problem : styles.text}
        title={entry.problem?.message ?? shown}
      >
        {shown}
      </span>
      {kind !== '' && !isKindPlain && <span className={styles.kind}>{kind}</span>}
    </span>
  );
}
