import { useCallback, useMemo } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { Jobscript, JobscriptGrid, Task } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { useJobscriptGrid } from '../../queries/submissions.ts';
import { useRunIndex } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { Note } from '../../ui/Note.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { StatusGrid } from '../../visuals/StatusGrid.tsx';
import styles from './JobscriptRuns.module.css';
import { runAt, runsByUrgency, statusAt } from './jobscript-runs.ts';
import { loopText, taskName } from './submission-words.ts';

/** More rows of actions are only listed. */
const MOST_GRID_ROWS = 64;

interface JobscriptRunsProps {
  readonly submission: number;
  readonly jobscript: Jobscript;
  readonly tasks: readonly Task[];
}

/** The runs of a jobscript: as a grid of actions by elements, and as a list with failures first. */
export function JobscriptRuns({ submission, jobscript, tasks }: JobscriptRunsProps) {
  const { workflowId } = usePlace();
  const grid = useJobscriptGrid(workflowId, submission, jobscript.index);
  const index = useRunIndex();
  const error = grid.error ?? index.error;
  return (
    <Section title="Runs" aside={formatCount(jobscript.runCount)} isNarrow>
      {error !== undefined && (
        <ErrorNote error={error} onRetry={grid.error ? grid.refetch : index.refetch} />
      )}
      {error === undefined && (grid.data === undefined || index.data === undefined) && (
        <Skeleton rows={4} label="Reading runs of the jobscript" />
      )}
      {grid.data !== undefined && index.data !== undefined && (
        <Runs grid={grid.data} index={index.data} tasks={tasks} jobscript={jobscript.index} />
      )}
    </Section>
  );
}

interface RunsProps {
  readonly grid: JobscriptGrid;
  readonly index: RunIndex;
  readonly tasks: readonly Task[];
  readonly jobscript: number;
}

function Runs({ grid, index, tasks, jobscript }: RunsProps) {
  const { go } = usePlace();
  const runs = useMemo(() => runsByUrgency(grid, index), [grid, index]);
  const status = useCallback(
    (row: number, column: number) => statusAt(grid, index, row, column),
    [grid, index],
  );
  const isOneTask = new Set(grid.rows.map(({ taskInsertId }) => taskInsertId)).size === 1;
  const rowName = (row: number): string => {
    const one = grid.rows[row];
    if (one === undefined) return '';
    const task = tasks.find(({ insertId }) => insertId === one.taskInsertId);
    const action = task?.actions[one.action]?.label ?? `action ${one.action}`;
    const loops = loopText(one.loopIdx);
    const name = isOneTask ? action : `${taskName(tasks, one.taskInsertId)} ${action}`;
    return loops === '' ? name : `${name}, ${loops}`;
  };
  const open = (run: number): void => {
    const to = addressOfRun(index, tasks, run);
    if (to !== undefined) go(to);
  };
  const wordsOf = (row: number, column: number): string => {
    const run = runAt(grid, row, column);
    const code = run === undefined ? undefined : index.runs.status[run];
    if (run === undefined || code === undefined) return `${rowName(row)}: nothing to run`;
    const { element } = placeOfRun(index, run);
    return `Element ${element}, ${rowName(row)}. ${STATUS_WORDS[statusOfCode(code)].name}.`;
  };
  return (
    <>
      {grid.problems.length > 0 && (
        <Note kind="warn" title="Some of its runs are not known.">
          {grid.problems[0]?.message}
        </Note>
      )}
      {grid.rows.length <= MOST_GRID_ROWS && grid.rows.length > 0 && (
        <ErrorBoundary fallback={<p className={styles.quiet}>The grid cannot be drawn.</p>}>
          <StatusGrid
            label={`Actions by elements of jobscript ${jobscript}`}
            rowCount={grid.rows.length}
            columnCount={grid.columnCount}
            rowLabel={rowName}
            statusAt={status}
            wordsOf={wordsOf}
            onChoose={(row, column) => {
              const run = runAt(grid, row, column);
              if (run !== undefined) open(run);
            }}
          />
        </ErrorBoundary>
      )}
      <div className={styles.list} style={{ height: Math.min(10, runs.length + 1) * 24 + 4 }}>
        <VirtualTable
          label={`Runs of jobscript ${jobscript}`}
          rowCount={runs.length}
          rowKey={(row) => runs[row]?.run ?? row}
          onEnter={(row) => {
            const run = runs[row]?.run;
            if (run !== undefined) open(run);
          }}
          columns={[
            {
              id: 'status',
              header: 'Status',
              width: 116,
              render: (row) => <RunStatusCell index={index} run={runs[row]?.run} />,
            },
            {
              id: 'element',
              header: 'Element',
              width: 68,
              align: 'end',
              render: (row) => {
                const run = runs[row]?.run;
                return run === undefined ? null : formatCount(placeOfRun(index, run).element);
              },
            },
            {
              id: 'action',
              header: 'Action',
              width: { flex: 1, minPx: 80 },
              render: (row) => <MiddleTruncate text={rowName(runs[row]?.row ?? -1)} />,
            },
            {
              id: 'duration',
              header: 'Duration',
              width: 76,
              align: 'end',
              render: (row) => {
                const run = runs[row]?.run ?? -1;
                const { startUs, endUs } = index.runs;
                return formatDuration((endUs[run] ?? Number.NaN) - (startUs[run] ?? Number.NaN));
              },
            },
          ]}
        />
      </div>
      <p className={styles.quiet}>Enter or double click opens a run.</p>
    </>
  );
}

function RunStatusCell({
  index,
  run,
}: {
  readonly index: RunIndex;
  readonly run: number | undefined;
}) {
  const code = run === undefined ? undefined : index.runs.status[run];
  if (code === undefined) return null;
  const status = statusOfCode(code);
  return (
    <span className={styles.status}>
      <StatusGlyph status={status} isDecorative />
      {STATUS_WORDS[status].shortName}
    </span>
  );
}

function addressOfRun(index: RunIndex, tasks: readonly Task[], run: number): Address | undefined {
  const { task: position, ...rest } = placeOfRun(index, run);
  const task = tasks.find((one) => one.index === position);
  return task === undefined ? undefined : { view: 'tasks', task: task.insertId, ...rest };
}
