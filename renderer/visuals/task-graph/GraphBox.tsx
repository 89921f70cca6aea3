import { memo } from 'react';
import { mostUrgent } from '../../../shared/model/status.ts';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { CountBarShapes } from './CountBarShapes.tsx';
import type { Box } from './elk-graph.ts';
import styles from './GraphScene.module.css';
import type { NodeLook } from './graph-looks.ts';
import type { Detail } from './graph-view.ts';
import type { TextCut } from './use-text-cut.ts';

interface GraphBoxProps {
  readonly box: Box;
  readonly look: NodeLook;
  readonly isAction: boolean;
  readonly isSelected: boolean;
  readonly isDim: boolean;
  readonly detail: Detail;
  readonly cut: TextCut;
  readonly hatch: string;
}

const PAD = 11;
const NAME_LEFT = PAD + 19;

/** A task or an action: how it stands, its name, its numbers; less of it where it is small. */
export const GraphBox = memo(function GraphBox(props: GraphBoxProps) {
  const { box, look, isAction, isSelected, isDim, detail, cut, hatch } = props;
  const { x, y, width, height } = box;
  const inner = width - 2 * PAD;
  const barTop = detail === 'names' ? height - 12 : isAction ? 23 : 30;
  const face = look.isMono ? 'mono' : 'strong';
  return (
    <g
      className={styles.node}
      transform={`translate(${x} ${y})`}
      data-selected={isSelected}
      data-dim={isDim}
    >
      <rect
        className={styles.box}
        width={width}
        height={height}
        rx={4}
        data-status={detail === 'shapes' ? mostUrgent(look.counts) : undefined}
      />
      {detail === 'names' && (
        <text className={styles.far} x={PAD} y={height / 2 + 7}>
          {cut(look.name, (inner * 12) / 20, 'strong')}
        </text>
      )}
      {detail === 'whole' && (
        <>
          <g transform={`translate(${PAD} ${isAction ? 7 : 11})`}>
            <CountsGlyph counts={look.counts} />
          </g>
          <text
            className={look.isMono ? styles.mono : styles.name}
            x={NAME_LEFT}
            y={isAction ? 17 : 21}
          >
            {cut(look.name, width - NAME_LEFT - PAD, face)}
          </text>
          <text className={styles.small} x={PAD} y={height - 8}>
            {look.left}
          </text>
          <text
            className={styles.small}
            x={width - PAD}
            y={height - 8}
            textAnchor="end"
            data-status={look.rightStatus}
          >
            {look.right}
          </text>
        </>
      )}
      {detail !== 'shapes' && (
        <g transform={`translate(${PAD} ${barTop})`}>
          <CountBarShapes counts={look.counts} widthPx={inner} heightPx={4} hatch={hatch} />
        </g>
      )}
    </g>
  );
});
