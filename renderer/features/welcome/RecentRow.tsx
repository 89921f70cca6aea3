import { Ellipsis, Pin, PinOff, Unplug, Workflow } from 'lucide-react';
import { type MouseEvent, useMemo, useState } from 'react';
import type { Recent } from '../../../shared/contract/host.ts';
import { totalOf } from '../../../shared/model/status.ts';
import { useLocateRecent, usePinRecent, useRemoveRecent } from '../../queries/library.ts';
import { useOpener } from '../../queries/opening.ts';
import { useCommandEntries } from '../../queries/workflow-commands.ts';
import { Button } from '../../ui/Button.tsx';
import { CountBar } from '../../ui/CountBar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatAgo, formatCount, formatTime } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { parentPath } from '../../ui/path-parts.ts';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { storeWords } from '../../ui/store-words.ts';
import styles from './Recents.module.css';
import { remarksOf } from './recent-words.ts';

export function RecentRow({ recent }: { readonly recent: Recent }) {
  const { openPaths } = useOpener();
  const { counts } = recent;
  const subject = useMemo(() => ({ recentId: recent.recentId }), [recent.recentId]);
  const commands = useCommandEntries(subject, recent, false);
  const pin = usePinRecent();
  const { lookedAtMs } = recent;
  if (recent.isMissing) return <MissingRow recent={recent} />;
  const open = (): void => openPaths([recent.path]);
  return (
    // A click anywhere opens; the keyboard has the button inside.
    <tr
      className={classNames(styles.row, recent.isPinned && styles.pinned)}
      onClick={(event) => isOnRowItself(event) && open()}
    >
      <td>
        <span className={styles.name}>
          {counts === undefined ? (
            <Icon of={Workflow} size={12} className={styles.sign} />
          ) : (
            <CountsGlyph counts={counts} />
          )}
          <button type="button" className={styles.open} onClick={open}>
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
      <td
        className={styles.end}
        title={lookedAtMs === undefined ? unopenedWords(recent) : formatTime(lookedAtMs)}
      >
        {lookedAtMs === undefined ? 'Not yet' : formatAgo(lookedAtMs, Date.now())}
      </td>
      <td className={styles.pin}>
        <IconButton
          icon={recent.isPinned ? PinOff : Pin}
          size="small"
          label={recent.isPinned ? `Unpin ${recent.name}` : `Pin ${recent.name} to the top`}
          onClick={() => pin(recent.path, !recent.isPinned)}
        />
      </td>
      <td className={styles.menu}>
        <Menu
          label={`Commands for ${recent.name}`}
          trigger={
            <IconButton
              icon={Ellipsis}
              size="small"
              label={`Copy, rename, delete ${recent.name}`}
            />
          }
          items={commands}
        />
      </td>
    </tr>
  );
}

/** Its folder is not there: what can be done is to find it, or to forget it. */
function MissingRow({ recent }: { readonly recent: Recent }) {
  const { locate } = useOpener();
  const removeRecent = useRemoveRecent();
  const locateRecent = useLocateRecent();
  const [problem, setProblem] = useState<string>();
  const find = (): void =>
    locate(recent.name, (path) => {
      void locateRecent(recent.path, path).then(setProblem);
    });
  return (
    <tr className={styles.missing}>
      <td>
        <span className={styles.name}>
          <Icon of={Unplug} size={12} className={styles.sign} />
          <Names recent={recent} />
        </span>
      </td>
      <td colSpan={2} className={styles.why}>
        {problem ?? 'The folder is not there now. Reconnect its drive, or locate it.'}
      </td>
      <td className={styles.store} />
      <td colSpan={3} className={styles.end}>
        <Button size="small" variant="quiet" onClick={find}>
          Locate…<span className="visually-hidden"> {recent.name}</span>
        </Button>
        <Button size="small" variant="quiet" onClick={() => removeRecent(recent.path)}>
          Remove<span className="visually-hidden"> {recent.name}</span>
        </Button>
      </td>
    </tr>
  );
}

function unopenedWords({ submittedMs }: Recent): string {
  return submittedMs === undefined
    ? 'Added from a list of hpcflow'
    : `Added from a list of hpcflow; submitted ${formatTime(submittedMs)}`;
}

/** Not on a button in it, nor in a menu that is drawn elsewhere. */
function isOnRowItself({ currentTarget, target }: MouseEvent<HTMLElement>): boolean {
  const isInside = target instanceof Element && currentTarget.contains(target);
  return isInside && target.closest('button') === null;
}

function Names({ recent }: { readonly recent: Recent }) {
  return (
    <span className={styles.names}>
      <MiddleTruncate text={recent.name} className={styles.nameText} />
      <MiddleTruncate text={parentPath(recent.path)} className={styles.path} />
    </span>
  );
}
