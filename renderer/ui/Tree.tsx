// biome-ignore-all lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its lines
import { ChevronRight } from 'lucide-react';
import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { classNames } from './class-names.ts';
import { flattenTree, type TreeRow, type TreeSource } from './flatten-tree.ts';
import { Icon } from './Icon.tsx';
import type { RowCommand } from './row-keys.ts';
import styles from './Tree.module.css';
import { useVirtualRows } from './use-virtual-rows.ts';

interface TreeProps extends TreeSource {
  readonly label: string;
  /** A line's content, right of its arrow: plain text or a grid of cells. */
  readonly renderNode: (id: string) => ReactNode;
  readonly onExpand: (id: string, isExpanded: boolean) => void;
  readonly selected?: string | undefined;
  readonly onSelect?: ((id: string) => void) | undefined;
  /** Enter or double click. */
  readonly onEnter?: ((id: string) => void) | undefined;
  /** Names of the cells above the lines. */
  readonly header?: ReactNode;
}

/** A tree of any size: children are asked for when opened, and only visible lines exist. */
export function Tree({
  label,
  roots,
  expanded,
  hasChildren,
  childrenOf,
  renderNode,
  onExpand,
  selected,
  onSelect,
  onEnter,
  header,
}: TreeProps) {
  const rows = useMemo(
    () => flattenTree({ roots, expanded, hasChildren, childrenOf }),
    [roots, expanded, hasChildren, childrenOf],
  );
  const selectedRow = selected === undefined ? -1 : rows.findIndex((row) => row.id === selected);
  const run = (command: RowCommand): void => {
    const row = rows[command.row];
    if (row === undefined || row.isLoading === true) return;
    if (command.kind === 'move') onSelect?.(row.id);
    else if (command.kind === 'toggle') onExpand(row.id, command.isExpanded);
    else if (onEnter !== undefined) onEnter(row.id);
    else if (row.isExpanded !== undefined) onExpand(row.id, !row.isExpanded);
  };
  const headPx = header === undefined ? 0 : 26;
  const view = useVirtualRows({
    rowCount: rows.length,
    headPx,
    selectedRow: selectedRow < 0 ? undefined : selectedRow,
    stateOf: (row) => rows[row] ?? {},
    onCommand: run,
  });
  const { scrollRef, activeRow, setActiveRow, onKeyDown } = view;
  return (
    <div ref={scrollRef} className={styles.scroll}>
      {header !== undefined && <div className={styles.header}>{header}</div>}
      <div
        role="tree"
        aria-label={label}
        className={styles.tree}
        style={{ height: view.heightPx }}
        onKeyDown={onKeyDown}
        tabIndex={rows.length === 0 ? 0 : -1}
      >
        <div ref={view.holderRef} role="presentation">
          {view.rows.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <Line
                key={row.id}
                row={row}
                index={item.index}
                topPx={item.topPx}
                isSelected={item.index === selectedRow}
                isTabStop={item.index === activeRow}
                onActivate={() => {
                  setActiveRow(item.index);
                  onSelect?.(row.id);
                }}
                onExpand={onExpand}
                onEnter={onEnter}
              >
                {row.isLoading === true ? 'Reading…' : renderNode(row.id)}
              </Line>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface LineProps {
  readonly row: TreeRow;
  readonly index: number;
  readonly topPx: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onActivate: () => void;
  readonly onExpand: (id: string, isExpanded: boolean) => void;
  readonly onEnter: ((id: string) => void) | undefined;
  readonly children: ReactNode;
}

function Line({
  row,
  index,
  topPx,
  isSelected,
  isTabStop,
  onActivate,
  onExpand,
  onEnter,
  children,
}: LineProps) {
  const place = { transform: `translateY(${topPx}px)`, '--level': row.level - 1 } as CSSProperties;
  return (
    <div
      className={classNames(
        styles.line,
        isSelected && styles.selected,
        row.isLoading && styles.loading,
      )}
      style={place}
      role="treeitem"
      aria-level={row.level}
      aria-expanded={row.isExpanded}
      aria-selected={isSelected}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      data-row={index}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onActivate}
      onDoubleClick={() => {
        if (onEnter !== undefined) onEnter(row.id);
        else if (row.isExpanded !== undefined) onExpand(row.id, !row.isExpanded);
      }}
    >
      <span
        className={styles.arrow}
        data-expanded={row.isExpanded}
        aria-hidden
        onClick={(event) => {
          if (row.isExpanded === undefined) return;
          event.stopPropagation();
          onExpand(row.id, !row.isExpanded);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {row.isExpanded !== undefined && <Icon of={ChevronRight} size={12} />}
      </span>
      <div className={styles.content}>{children}</div>
    </div>
  );
}
