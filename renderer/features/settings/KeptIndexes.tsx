import { useIndexCache } from '../../queries/index-cache.ts';
import { Button } from '../../ui/Button.tsx';
import { formatBytes, formatCounted } from '../../ui/format.ts';
import styles from './SettingsDialog.module.css';

/** How much is kept so that workflows open at once, and the way to be rid of it. */
export function KeptIndexes() {
  const { size, error, clear } = useIndexCache();
  const isEmpty = size === undefined || size.count === 0;
  return (
    <div className={styles.row}>
      <span>
        Cached indexes:{' '}
        {error !== undefined
          ? error.message
          : size === undefined
            ? '…'
            : isEmpty
              ? 'none'
              : `${formatCounted(size.count, 'workflow')}, ${formatBytes(size.sizeBytes)}`}
      </span>
      <Button size="small" disabled={isEmpty} onClick={clear}>
        Clear cached indexes
      </Button>
    </div>
  );
}
