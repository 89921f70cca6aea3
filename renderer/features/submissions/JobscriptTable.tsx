import type { ReactNode } from 'react';
import type { Jobscript, Task } from '../../../shared/contract/documents.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount, formatTimeUs } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import type { TableColumn } from '../../ui/virtual-table-columns.ts';
import styles from './JobscriptTable.module.css';
import { dependsOnText, jobscriptTasksText } from './submission-words.ts';

interface JobscriptTableProps {
  readonly jobscripts: readonly Jobscript[];
  readonly tasks: readonly Task[];
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
}

/** The jobscripts of a submission, one per line. */
export function JobscriptTable({ jobscripts, tasks, selected, onSelect }: JobscriptTableProps) {
  const column = (
    id: string,
    header: string,
    width: TableColumn['width'],
    render: (jobscript: Jobscript) => ReactNode,
    align: 'start' | 'end' = 'start',
  ): TableColumn => ({
    id,
    header,
    width,
    align,
    render: (row) => {
      const jobscript = jobscripts[row];
      return jobscript === undefined ? null : render(jobscript);
    },
  });
  const selectedRow = jobscripts.findIndex(({ index }) => index === selected);
  return (
    <VirtualTable
      label="Jobscripts"
      rowCount={jobscripts.length}
      rowKey={(row) => jobscripts[row]?.index ?? row}
      selectedRow={selectedRow < 0 ? undefined : selectedRow}
      onSelect={(row) => {
        const jobscript = jobscripts[row];
        if (jobscript !== undefined) onSelect(jobscript.index);
      }}
      columns={[
        column('js', 'js', 52, ({ index }) => index, 'end'),
        column('tasks', 'Tasks, loop iteration', { flex: 2, minPx: 130 }, (jobscript) => (
          <MiddleTruncate text={jobscriptTasksText(jobscript, tasks)} />
        )),
        column('depends', 'Depends on', { flex: 1, minPx: 90 }, (jobscript) => {
          const text = dependsOnText(jobscript);
          return (
            <span className={styles.cut} title={text}>
              {text}
            </span>
          );
        }),
        column('elements', 'Elements', 72, (one) => formatCount(one.elementCount), 'end'),
        column('actions', 'Actions', 64, (one) => formatCount(one.actionCount), 'end'),
        column('runs', 'Runs', 96, ({ counts, index }) => (
          <CountBar counts={counts} label={`js ${index}`} />
        )),
        column('job', 'Job ID', 84, ({ schedulerJobId }) =>
          schedulerJobId === undefined ? (
            <span className={styles.none}>none</span>
          ) : (
            <code className={styles.cut} title={schedulerJobId}>
              {schedulerJobId}
            </code>
          ),
        ),
        column('submitted', 'Submitted', 152, ({ submitUs, isSubmitted }) =>
          isSubmitted ? formatTimeUs(submitUs) : <span className={styles.none}>not submitted</span>,
        ),
      ]}
    />
  );
}
