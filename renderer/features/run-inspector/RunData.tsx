import type { RunDetail, Task } from '../../../shared/contract/documents.ts';
import { useStructure } from '../../queries/workflow.ts';
import { formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { DataRow } from './DataRow.tsx';
import { groupData } from './data-groups.ts';
import styles from './RunData.module.css';

interface RunDataProps {
  readonly detail: RunDetail;
  readonly task: Task;
}

/** Everything a run took and gave, by kind; each entry opens in place. */
export function RunData({ detail, task }: RunDataProps) {
  const tasks = useStructure().data?.tasks ?? [task];
  const groups = groupData(detail.data);
  const notices = detail.data.flatMap((entry) => entry.notices ?? []);
  const place = `${detail.element} ${detail.iteration} ${detail.run?.action} ${detail.run?.attempt}`;
  return (
    <>
      {detail.problems.length > 0 && (
        <div className={styles.problems}>
          <Note
            kind="warn"
            title={`${formatCounted(detail.problems.length, 'part')} cannot be read.`}
          >
            {detail.problems.map(({ message }) => message).join(' ')}
          </Note>
        </div>
      )}
      {notices.length > 0 && (
        <div className={styles.problems}>
          <Note
            kind="warn"
            title={`${formatCounted(notices.length, 'part')} of the values not understood.`}
          >
            {notices.map(({ message, file, place: where }) => (
              <p key={`${file} ${where}`}>
                {message} <code>{`${file} · ${where}`}</code>
              </p>
            ))}
          </Note>
        </div>
      )}
      {groups.length === 0 && (
        <p className={styles.none}>
          {detail.run === undefined ? 'This iteration' : 'This run'} has no data.
        </p>
      )}
      {groups.map((group) => (
        <Section
          key={group.title}
          title={group.title}
          aside={
            group.entries.length > 9 ? formatCounted(group.entries.length, 'value') : undefined
          }
          isNarrow
        >
          <ul className={styles.rows}>
            {group.entries.map(({ label, entry }) => (
              <DataRow
                key={`${place} ${entry.path}`}
                label={label}
                entry={entry}
                detail={detail}
                tasks={tasks}
              />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
