import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { absenceWords } from '../../ui/absence-words.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { NoValue } from '../../ui/NoValue.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import type { TableColumn } from '../../ui/virtual-table-columns.ts';
import styles from './JobscriptRuns.module.css';
import type { JobscriptRowName } from './jobscript-row-names.ts';
import type { JobscriptRun } from './jobscript-runs.ts';

/**
 * Columns of the runs of a jobscript. Task and loop have one only where the runs differ in them.
 *
 * @param writer What wrote the workflow, such as `hpcFlow 0.2.0a59`.
 */
export function runColumns(
  runs: readonly JobscriptRun[],
  names: readonly JobscriptRowName[],
  index: RunIndex,
  writer: string,
): readonly TableColumn[] {
  const hasAside = names.some(({ aside }) => aside !== '');
  const nameAt = (row: number): JobscriptRowName | undefined => names[runs[row]?.row ?? -1];
  const columns: TableColumn[] = [
    {
      id: 'status',
      // The names need the room then; the glyph says the word, and so does its tooltip.
      header: hasAside ? <span className="visually-hidden">Status</span> : 'Status',
      width: hasAside ? 28 : 116,
      render: (row) => <StatusCell index={index} run={runs[row]?.run} hasWord={!hasAside} />,
    },
    {
      id: 'element',
      header: 'Element',
      width: 64,
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
      render: (row) => <MiddleTruncate text={nameAt(row)?.action ?? ''} />,
    },
  ];
  if (hasAside) {
    columns.push({
      id: 'aside',
      header: 'Of',
      width: { flex: 1, minPx: 80 },
      render: (row) => <MiddleTruncate text={nameAt(row)?.aside ?? ''} className={styles.aside} />,
    });
  }
  columns.push({
    id: 'duration',
    header: 'Duration',
    width: 70,
    align: 'end',
    render: (row) => {
      const run = runs[row]?.run ?? -1;
      const { startUs, endUs } = index.runs;
      const duration = (endUs[run] ?? Number.NaN) - (startUs[run] ?? Number.NaN);
      if (!Number.isNaN(duration)) return formatDuration(duration);
      const status = index.runs.status[run];
      const known = status === undefined ? undefined : statusOfCode(status);
      return <NoValue why={absenceWords('duration', known, writer)} />;
    },
  });
  return columns;
}

interface StatusCellProps {
  readonly index: RunIndex;
  readonly run: number | undefined;
  readonly hasWord: boolean;
}

function StatusCell({ index, run, hasWord }: StatusCellProps) {
  const code = run === undefined ? undefined : index.runs.status[run];
  if (code === undefined) return null;
  const status = statusOfCode(code);
  const { name, shortName } = STATUS_WORDS[status];
  return (
    <span className={styles.status} title={name}>
      <StatusGlyph status={status} isDecorative={hasWord} />
      {hasWord && shortName}
    </span>
  );
}
