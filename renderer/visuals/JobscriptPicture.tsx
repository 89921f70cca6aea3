import { type ReactNode, useId, useMemo } from 'react';
import styles from './JobscriptPicture.module.css';
import { type JobscriptNode, layOut, NODE_HEIGHT_PX, NODE_WIDTH_PX } from './jobscript-layout.ts';

interface JobscriptPictureProps {
  readonly jobscripts: readonly JobscriptNode[];
  readonly selected?: number | undefined;
  readonly onSelect: (index: number) => void;
  /** What stands in the box of a jobscript; also its name. */
  readonly renderNode: (index: number) => ReactNode;
}

/** Which jobscript waits for which: columns by depth, arrows from what is waited for. */
export function JobscriptPicture({
  jobscripts,
  selected,
  onSelect,
  renderNode,
}: JobscriptPictureProps) {
  const { nodes, edges, widthPx, heightPx } = useMemo(() => layOut(jobscripts), [jobscripts]);
  const marker = useId();
  const hasArrays = edges.some(({ isArray }) => isArray);
  const hasOthers = edges.some(({ isArray }) => !isArray);
  // Drawn over the others, so that a chosen jobscript's lines can be followed.
  const ordered = [...edges].sort((a, b) => Number(isOf(a, selected)) - Number(isOf(b, selected)));
  return (
    <div className={styles.frame}>
      <div className={styles.scroll}>
        <div className={styles.picture} style={{ width: widthPx, height: heightPx }}>
          <svg className={styles.edges} width={widthPx} height={heightPx} aria-hidden="true">
            <defs>
              <marker
                id={marker}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path className={styles.head} d="M0 .8L7 4 0 7.2z" />
              </marker>
            </defs>
            {ordered.map((edge) => (
              <path
                key={`${edge.from} ${edge.to}`}
                className={edge.isArray ? styles.array : styles.edge}
                data-selected={isOf(edge, selected)}
                d={edge.path}
                markerEnd={`url(#${marker})`}
              />
            ))}
          </svg>
          {nodes.map(({ index, x, y }) => (
            <button
              key={index}
              type="button"
              className={styles.node}
              style={{ left: x, top: y, width: NODE_WIDTH_PX, height: NODE_HEIGHT_PX }}
              aria-pressed={index === selected}
              onClick={() => onSelect(index)}
            >
              {renderNode(index)}
            </button>
          ))}
        </div>
      </div>
      {(hasArrays || hasOthers) && (
        <div className={styles.legend}>
          {hasArrays && (
            <span className={styles.key}>
              <svg width="18" height="6" aria-hidden="true">
                <path className={styles.array} d="M0 3h18" />
              </svg>
              array dependency
            </span>
          )}
          {hasOthers && (
            <span className={styles.key}>
              <svg width="18" height="6" aria-hidden="true">
                <path className={styles.edge} d="M0 3h18" />
              </svg>
              waits for the elements it needs
            </span>
          )}
        </div>
      )}
    </div>
  );
}

function isOf(
  { from, to }: { readonly from: number; readonly to: number },
  selected: number | undefined,
): boolean {
  return from === selected || to === selected;
}
