import { useCallback, useMemo, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Jobscript, JobscriptGrid } from '../../../shared/contract/submissions.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { useJobscriptGrid } from '../../queries/submissions.ts';
import { useRunIndex } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { writerWords } from '../../ui/store-words.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { StatusGrid } from '../../visuals/StatusGrid.tsx';
import styles from './JobscriptRuns.module.css';
import { jobscriptRowNames } from './jobscript-row-names.ts';
import { runAt, runsByUrgency, statusAt } from './jobscript-runs.ts';
import { runColumns } from './run-columns.tsx';

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
  const blockCount = jobscript.blocks?.length ?? 1;
  const [chosen, setChosen] = useState(0);
  // Another jobscript may have fewer blocks.
  const block = chosen < blockCount ? chosen : 0;
  const grid = useJobscriptGrid(workflowId, submission, jobscript.index, block);
  const index = useRunIndex();
  const error = grid.error ?? index.error;
  return (
    <Section title="Runs" aside={formatCount(jobscript.runCount)} isNarrow>
      {blockCount > 1 && (
        <div className={styles.blocks}>
          <Segments
            label="Block of the jobscript"
            size="small"
            options={Array.from({ length: blockCount }, (_, at) => ({
              value: String(at),
              label: `Block ${at}`,
            }))}
            value={String(block)}
            onChange={(value) => setChosen(Number(value))}
          />
        </div>
      )}
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
  const { go, identity } = usePlace();
  const writer = writerWords(identity);
  const runs = useMemo(() => runsByUrgency(grid, index), [grid, index]);
  const status = useCallback(
    (row: number, column: number) => statusAt(grid, index, row, column),
    [grid, index],
  );
  const names = useMemo(() => jobscriptRowNames(grid.rows, tasks), [grid.rows, tasks]);
  const wholeName = (row: number): string => {
    const { action = '', aside = '' } = names[row] ?? {};
    return aside === '' ? action : `${action} of ${aside}`;
  };
  const open = (run: number): void => {
    const to = addressOfRun(index, tasks, run);
    if (to !== undefined) go(to);
  };
  const wordsOf = (row: number, column: number): string => {
    const run = runAt(grid, row, column);
    const code = run === undefined ? undefined : index.runs.status[run];
    if (run === undefined || code === undefined) return `${wholeName(row)}: nothing to run`;
    const { element } = placeOfRun(index, run);
    return `Element ${element}, ${wholeName(row)}. ${STATUS_WORDS[statusOfCode(code)].name}.`;
  };
  const columns = useMemo(
    () => runColumns(runs, names, index, writer),
    [runs, names, index, writer],
  );
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
            rowLabel={(row) => names[row]?.short ?? ''}
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
          columns={columns}
        />
      </div>
      <p className={styles.quiet}>Enter or double click opens a run.</p>
    </>
  );
}

function addressOfRun(index: RunIndex, tasks: readonly Task[], run: number): Address | undefined {
  const { task: position, ...rest } = placeOfRun(index, run);
  const task = tasks.find((one) => one.index === position);
  return task === undefined ? undefined : { view: 'runs', task: task.insertId, ...rest };
}
