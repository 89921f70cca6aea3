import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DataEntry, RunDetail, Task } from '../../../shared/contract/documents.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useOpenFile } from '../../queries/shown-file.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { ValueFileLink } from '../../ui/ValueFileLink.tsx';
import styles from './DataRow.module.css';
import { DataRowDetail } from './DataRowDetail.tsx';
import { unsetWords } from './data-groups.ts';
import { sourceWords } from './source-words.ts';

interface DataRowProps {
  readonly label: string;
  readonly entry: DataEntry;
  readonly detail: RunDetail;
  readonly tasks: readonly Task[];
}

/** One value of a run: its name, the value in one line, where it came from; opens in place. */
export function DataRow({ label, entry, detail, tasks }: DataRowProps) {
  const [isOpen, setOpen] = useState(false);
  const { file } = entry;
  const openFile = useOpenFile();
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <button
          type="button"
          className={classNames(styles.opener, file !== undefined && styles.short)}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={12} className={styles.chevron} />
          <MiddleTruncate text={label} isMono className={styles.label} />
          {file === undefined && <ValueLine entry={entry} detail={detail} />}
        </button>
        {file !== undefined && <ValueFileLink file={file} onOpen={openFile} />}
        {entry.notices !== undefined && (
          <span
            role="img"
            aria-label="Partly not understood"
            className={styles.broken}
            title={entry.notices.map(({ message }) => message).join(' ')}
          >
            <Icon of={TriangleAlert} size={12} />
          </span>
        )}
        <SourceCell entry={entry} detail={detail} tasks={tasks} />
      </div>
      {entry.effective !== undefined && (
        <p className={styles.effective} title={entry.effective.summary.text}>
          used as <code>{entry.effective.summary.text}</code>
        </p>
      )}
      {isOpen && <DataRowDetail entry={entry} detail={detail} tasks={tasks} />}
    </li>
  );
}

function ValueLine({ entry, detail }: { readonly entry: DataEntry; readonly detail: RunDetail }) {
  if (entry.problem !== undefined) {
    return (
      <span className={classNames(styles.value, styles.broken)} title={entry.problem.message}>
        <Icon of={TriangleAlert} size={12} /> cannot be read
      </span>
    );
  }
  if (!entry.isSet) {
    const words = unsetWords(entry, detail.run);
    return words === 'never set' ? (
      <span className={classNames(styles.value, styles.never)}>
        <StatusGlyph status="likely-failed" isDecorative /> {words}
      </span>
    ) : (
      <span className={classNames(styles.value, styles.unset)}>{words}</span>
    );
  }
  const text = entry.summary?.text ?? '';
  return (
    <code className={styles.value} title={text}>
      {text}
    </code>
  );
}

interface SourceCellProps {
  readonly entry: DataEntry;
  readonly detail: RunDetail;
  readonly tasks: readonly Task[];
}

function SourceCell({ entry, detail, tasks }: SourceCellProps) {
  if (entry.source === undefined) return <span className={styles.source} />;
  const { text, to } = sourceWords(entry.source, detail, tasks);
  return to === undefined ? (
    <span className={styles.source} title={entry.source.text}>
      {text}
    </span>
  ) : (
    <PlaceLink to={to} className={styles.source} title={entry.source.text}>
      <MiddleTruncate text={text} />
    </PlaceLink>
  );
}
