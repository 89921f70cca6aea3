import { Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './TaskGraphPicture.module.css';

interface GraphZoomProps {
  readonly scale: number;
  /** 1: larger, -1: smaller. */
  readonly onZoom: (step: 1 | -1) => void;
  readonly onFit: () => void;
}

/** How large the graph is shown. */
export function GraphZoom({ scale, onZoom, onFit }: GraphZoomProps) {
  return (
    <div className={styles.zoom}>
      <IconButton icon={Minus} label="Smaller" keys="−" size="small" onClick={() => onZoom(-1)} />
      <span className={styles.scale}>{Math.round(scale * 100)} %</span>
      <IconButton icon={Plus} label="Larger" keys="+" size="small" onClick={() => onZoom(1)} />
      <IconButton icon={Maximize} label="All of it" keys="0" size="small" onClick={onFit} />
    </div>
  );
}
