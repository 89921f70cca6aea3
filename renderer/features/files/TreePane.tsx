import { useMemo, useState } from 'react';
import type { ValuePath } from '../../../shared/contract/values.ts';
import { type TreeKind, useFileNode } from '../../queries/files.ts';
import { nextPageSize } from '../../queries/value-pages.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section, Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { Tree } from '../../ui/Tree.tsx';
import styles from './FileDialog.module.css';
import type { DrawArray } from './FileDialog.tsx';
import { type FileTreeNode, idOf, partText, pathOf } from './file-tree.ts';
import type { PaneProps } from './pane-frame.ts';
import { useFileTree } from './use-file-tree.ts';

interface TreePaneProps extends PaneProps {
  readonly as: TreeKind;
  readonly drawArray: DrawArray;
}

const ROOT: ValuePath = [];

/** A YAML or JSON document or an HDF5 file as a tree, with what is chosen of it beside. */
export function TreePane({ file, views, close, as, drawArray }: TreePaneProps) {
  const [selected, setSelected] = useState(idOf(ROOT));
  const tree = useFileTree(file, as);
  const bar = (
    <Toolbar>
      {views}
      <code className={styles.key}>{placeText(pathOf(selected), as)}</code>
      <Spacer />
      {close}
    </Toolbar>
  );
  if (tree.error !== undefined) {
    return (
      <>
        {bar}
        <div className={styles.message}>
          <ErrorNote error={tree.error} />
        </div>
      </>
    );
  }
  const nodeOf = (id: string): FileTreeNode | undefined => tree.nodes.get(id);
  const enter = (id: string): void => {
    const node = nodeOf(id);
    if (node?.kind === 'more') tree.showMore(node.of);
    else if (node?.kind === 'part' && node.isContainer) {
      tree.setExpanded(id, !tree.expanded.has(id));
    }
  };
  return (
    <>
      {bar}
      <div className={styles.panes}>
        <Splitter
          id="file-tree"
          side="start"
          sizePx={340}
          minPx={200}
          maxPx={640}
          label="Width of the tree"
          start={
            tree.isLoading ? (
              <Skeleton rows={10} label="Reading the file" />
            ) : (
              <Tree
                label={`Parts of ${file.title}`}
                roots={tree.roots}
                expanded={tree.expanded}
                hasChildren={(id) => {
                  const node = nodeOf(id);
                  return node?.kind === 'part' && node.isContainer;
                }}
                childrenOf={(id) => tree.children.get(id) ?? []}
                onExpand={tree.setExpanded}
                selected={selected}
                onSelect={(id) => {
                  if (nodeOf(id)?.kind === 'part') setSelected(id);
                }}
                onEnter={enter}
                renderNode={(id) => <NodeLine node={nodeOf(id)} onMore={tree.showMore} />}
              />
            )
          }
          end={
            <Detail
              key={selected}
              file={file}
              as={as}
              path={pathOf(selected)}
              drawArray={drawArray}
            />
          }
        />
      </div>
    </>
  );
}

function placeText(path: ValuePath, as: TreeKind): string {
  if (as === 'hdf5') return `/${path.join('/')}`;
  return path.map((step) => `[${JSON.stringify(step)}]`).join('');
}

interface NodeLineProps {
  readonly node: FileTreeNode | undefined;
  readonly onMore: (id: string) => void;
}

function NodeLine({ node, onMore }: NodeLineProps) {
  if (node === undefined) return null;
  if (node.kind === 'error') return <span className={styles.facts}>{node.error.message}</span>;
  if (node.kind === 'more') {
    const next = formatCount(nextPageSize(node.pages, node.total));
    return (
      <Button variant="quiet" size="small" tabIndex={-1} onClick={() => onMore(node.of)}>
        Show {next} more of {formatCount(node.total)}
      </Button>
    );
  }
  return (
    <span className={styles.node}>
      <span className={styles.nodeName} title={node.name}>
        {node.name}
      </span>
      <span className={styles.nodeText} title={node.summary.text}>
        {partText(node.summary)}
      </span>
    </span>
  );
}

interface DetailProps {
  readonly file: PaneProps['file'];
  readonly as: TreeKind;
  readonly path: ValuePath;
  readonly drawArray: DrawArray;
}

function Detail({ file, as, path, drawArray }: DetailProps) {
  const { workflowId, key } = file;
  const node = useFileNode(file, as, path);
  const source = useMemo(() => ({ workflowId, key, path }), [workflowId, key, path]);
  const info = node.data?.summary.array;
  const subject = useMemo(
    () =>
      info && {
        name: String(path.at(-1) ?? key),
        path: path.join('.').toLowerCase(),
        info,
      },
    [info, path, key],
  );
  if (node.error !== undefined) {
    return (
      <div className={styles.message}>
        <ErrorNote error={node.error} onRetry={node.refetch} />
      </div>
    );
  }
  if (node.data === undefined) return <Skeleton rows={6} label="Reading the value" />;
  const { summary, fullText, attributes, total } = node.data;
  const text = fullText ?? summary.text;
  return (
    <section className={styles.detail} aria-label="What is chosen">
      {attributes.length > 0 && (
        <Section title="Attributes">
          <KeyValueList
            align="start"
            items={attributes.map((one) => ({ key: one.name, label: one.name, value: one.text }))}
          />
        </Section>
      )}
      {subject !== undefined ? (
        drawArray(source, subject)
      ) : total > 0 ? (
        <Empty title={path.length === 0 ? 'The whole file' : String(path.at(-1))}>
          {formatCount(total)} {total === 1 ? 'part' : 'parts'}: open it in the tree.
        </Empty>
      ) : (
        <>
          <pre className={styles.text}>{text}</pre>
          <Section>
            <CopyButton what="value" text={text} />
          </Section>
        </>
      )}
    </section>
  );
}
