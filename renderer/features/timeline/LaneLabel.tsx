import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { LaneBox } from '../../visuals/timeline/timeline-lanes.ts';
import { type LaneWords, laneFacts } from './lane-words.ts';
import styles from './Timeline.module.css';

interface LaneLabelProps {
  readonly words: LaneWords;
  readonly box: LaneBox;
  readonly onToggle: () => void;
}

/** Name and figures of a lane; a click opens it. */
export function LaneLabel({ words, box, onToggle }: LaneLabelProps) {
  const { lane } = box.drawn;
  const facts = laneFacts(lane);
  return (
    <button
      type="button"
      className={styles.lane}
      aria-expanded={box.isOpen}
      title={[words.name, words.of, facts].filter((part) => part !== undefined).join('\n')}
      onClick={onToggle}
    >
      <Icon of={box.isOpen ? ChevronDown : ChevronRight} size={12} />
      <span className={styles.names}>
        <span className={styles.name}>{words.name}</span>
        <span className={styles.of}>{words.of ?? `${formatDuration(lane.totalUs)} in all`}</span>
      </span>
      <span className={styles.figures}>
        <span>
          {lane.failedCount > 0 && (
            <span className={styles.failed}>{formatCount(lane.failedCount)} of </span>
          )}
          {formatCount(lane.runs.length)}
        </span>
        <span className={styles.of}>{formatDuration(lane.medianUs)}</span>
      </span>
      <span className="visually-hidden">{facts}</span>
    </button>
  );
}
