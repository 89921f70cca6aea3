import { type ReactNode, useMemo } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Jobscript } from '../../../shared/contract/submissions.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount, formatTimeUs } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { leastWidth, type TableColumn } from '../../ui/virtual-table-columns.ts';
import styles from './JobscriptTable.module.css';
import { dependsOnText, jobscriptTasksText } from './submission-words.ts';

interface JobscriptTableProps {
  readonly jobscripts: readonly Jobscript[];
  readonly tasks: readonly Task[];
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
}

const JOB_PX = 84;
const SUBMITTED_PX = 152;

type Cell = (jobscript: Jobscript) => ReactNode;

/** The columns there is room for; what is left out is said of the selected jobscript beside them. */
function columnsFor(
  jobscripts: readonly Jobscript[],
  tasks: readonly Task[],
  widthPx: number,
): readonly TableColumn[] {
  const column = (
    id: string,
    header: string,
    width: TableColumn['width'],
    render: Cell,
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
  const columns = [
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
  ];
  const roomPx = widthPx - leastWidth(columns);
  const hasJobs = jobscripts.some(({ schedulerJobId }) => schedulerJobId !== undefined);
  if (hasJobs && roomPx >= JOB_PX) {
    columns.push(
      column('job', 'Job ID', JOB_PX, ({ schedulerJobId }) =>
        schedulerJobId === undefined ? (
          <span className={styles.none}>none</span>
        ) : (
          <code className={styles.cut} title={schedulerJobId}>
            {schedulerJobId}
          </code>
        ),
      ),
    );
  }
  if (roomPx >= SUBMITTED_PX + (hasJobs ? JOB_PX : 0)) {
    columns.push(
      column('submitted', 'Submitted', SUBMITTED_PX, ({ submitUs, isSubmitted }) =>
        submitUs !== undefined ? (
          formatTimeUs(submitUs)
        ) : (
          <span className={styles.none}>{isSubmitted ? 'not recorded' : 'not submitted'}</span>
        ),
      ),
    );
  }
  return columns;
}

/** The jobscripts of a submission, one per line. */
export function JobscriptTable({ jobscripts, tasks, selected, onSelect }: JobscriptTableProps) {
  const [widthPx, frame] = useWidth();
  const columns = useMemo(
    () => columnsFor(jobscripts, tasks, widthPx),
    [jobscripts, tasks, widthPx],
  );
  const selectedRow = jobscripts.findIndex(({ index }) => index === selected);
  return (
    <div ref={frame} className={styles.frame}>
      <VirtualTable
        label="Jobscripts"
        rowCount={jobscripts.length}
        rowKey={(row) => jobscripts[row]?.index ?? row}
        selectedRow={selectedRow < 0 ? undefined : selectedRow}
        onSelect={(row) => {
          const jobscript = jobscripts[row];
          if (jobscript !== undefined) onSelect(jobscript.index);
        }}
        columns={columns}
      />
    </div>
  );
}
