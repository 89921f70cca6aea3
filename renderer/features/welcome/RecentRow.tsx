import { Unplug, Workflow } from 'lucide-react';
import type { Recent } from '../../../shared/contract/host.ts';
import { totalOf } from '../../../shared/model/status.ts';
import { useRemoveRecent } from '../../queries/library.ts';
import { useOpener } from '../../queries/opening.ts';
import { Button } from '../../ui/Button.tsx';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatAgo, formatCount, formatTime } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { parentPath } from '../../ui/path-parts.ts';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { storeWords } from '../../ui/store-words.ts';
import styles from './Recents.module.css';
import { remarksOf } from './recent-words.ts';

export function RecentRow({ recent }: { readonly recent: Recent }) {
  const { openPaths } = useOpener();
  const removeRecent = useRemoveRecent();
  const { counts } = recent;
  const ago = formatAgo(recent.lookedAtMs, Date.now());
  if (recent.isMissing) {
    return (
      <tr className={styles.missing}>
        <td>
          <span className={styles.name}>
            <Icon of={Unplug} size={12} className={styles.sign} />
            <Names recent={recent} />
          </span>
        </td>
        <td colSpan={3} className={styles.why}>
          The folder is not there now. Its drive may not be connected.
        </td>
        <td className={styles.end}>
          <Button size="small" variant="quiet" onClick={() => removeRecent(recent.path)}>
            Remove<span className="visually-hidden"> {recent.name}</span>
          </Button>
        </td>
      </tr>
    );
  }
  return (
    // A click anywhere opens; the keyboard has the button inside.
    <tr className={styles.row} onClick={() => openPaths([recent.path])}>
      <td>
        <span className={styles.name}>
          {counts === undefined ? (
            <Icon of={Workflow} size={12} className={styles.sign} />
          ) : (
            <CountsGlyph counts={counts} />
          )}
          <button
            type="button"
            className={styles.open}
            onClick={(event) => {
              event.stopPropagation();
              openPaths([recent.path]);
            }}
          >
            <Names recent={recent} />
          </button>
        </span>
      </td>
      <td>
        {counts !== undefined && (
          <span className={styles.runs}>
            <CountBar counts={counts} size="thin" label={recent.name} />
            <span className={styles.total}>{formatCount(totalOf(counts))}</span>
          </span>
        )}
      </td>
      <td className={styles.remarks}>
        {counts !== undefined &&
          remarksOf(counts).map((remark) => (
            <span key={remark.text} className={remark.isFailure ? styles.failure : styles.remark}>
              {remark.text}
            </span>
          ))}
      </td>
      <td className={styles.store}>{storeWords(recent.store)}</td>
      <td className={styles.end} title={formatTime(recent.lookedAtMs)}>
        {ago}
      </td>
    </tr>
  );
}

function Names({ recent }: { readonly recent: Recent }) {
  return (
    <span className={styles.names}>
      <MiddleTruncate text={recent.name} className={styles.nameText} />
      <MiddleTruncate text={parentPath(recent.path)} className={styles.path} />
    </span>
  );
}
