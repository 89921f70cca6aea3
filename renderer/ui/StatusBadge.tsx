import type { GroupStatus, RunStatus } from '../../shared/model/status.ts';
import styles from './StatusBadge.module.css';
import { StatusGlyph } from './StatusGlyph.tsx';
import { STATUS_WORDS } from './status-words.ts';

interface StatusBadgeProps {
  readonly status: GroupStatus;
  readonly urgent?: RunStatus | undefined;
}

/** Glyph and word of a status on its tint. */
export function StatusBadge({ status, urgent }: StatusBadgeProps) {
  const words = STATUS_WORDS[status];
  return (
    <span className={styles.badge} data-status={status} title={words.meaning}>
      <StatusGlyph status={status} urgent={urgent} isDecorative />
      {words.shortName}
    </span>
  );
}
