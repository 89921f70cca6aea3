import type { RunFile, TextEnd } from '../../../shared/contract/run-files.ts';
import { useTextEnd } from '../../queries/run-files.ts';
import { withoutAnsi } from '../../ui/ansi-spans.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { LogLine } from '../../ui/LogLine.tsx';
import { numbered } from '../../ui/numbered-lines.ts';
import { isCulpritLine, lastTraceback } from '../../ui/python-traceback.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { absenceSentence } from './log-words.ts';
import styles from './RunLog.module.css';
import { TracebackNote } from './TracebackNote.tsx';

/** Read for the last lines: a traceback is found in them. */
const READ_LINES = 400;
const SHOWN_LINES = 5;

interface LogTailProps {
  readonly file: RunFile;
  readonly isGrowing: boolean;
  readonly onShow: () => void;
}

/** The last lines of a log, or why there are none. */
export function LogTail({ file, isGrowing, onShow }: LogTailProps) {
  const isThere = file.state === 'there' || (file.state === 'empty' && isGrowing);
  const end = useTextEnd(isThere ? file.key : undefined, READ_LINES, isGrowing);
  if (!isThere) {
    return (
      <div className={styles.pane}>
        <p className={styles.quiet}>{absenceSentence(file)}</p>
      </div>
    );
  }
  if (end.data === undefined) {
    return (
      <div className={styles.pane}>
        {end.error === undefined ? (
          <Skeleton rows={4} label="Reading the log" />
        ) : (
          <ErrorNote error={end.error} onRetry={end.refetch} />
        )}
      </div>
    );
  }
  return <Tail file={file} end={end.data} onShow={onShow} />;
}

interface TailProps {
  readonly file: RunFile;
  readonly end: TextEnd;
  readonly onShow: () => void;
}

function Tail({ file, end, onShow }: TailProps) {
  const { lines, firstLine, isBinary } = end;
  if (isBinary) {
    return (
      <div className={styles.pane}>
        <p className={styles.quiet}>It is not text.</p>
      </div>
    );
  }
  const traceback = lastTraceback(lines.map(({ text }) => withoutAnsi(text)));
  const shown = lines.slice(-SHOWN_LINES);
  const total = firstLine === undefined ? undefined : firstLine + lines.length;
  const first = total === undefined ? undefined : total - shown.length + 1;
  const width = `${Math.max(3, String(total ?? '').length) + 2}ch`;
  return (
    <div className={styles.pane}>
      {traceback !== undefined && <TracebackNote traceback={traceback} />}
      <div className={styles.box} role="log" aria-live="off" aria-label="Last lines of the log">
        {numbered(shown).map(({ text, isCut, at }) => (
          <LogLine
            key={at}
            number={first === undefined ? undefined : first + at}
            numberWidth={width}
            text={text}
            isCut={isCut}
            isWrapped
            mark={isCulpritLine(text) ? 'culprit' : undefined}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <span>{tailWords(shown.length, total)}</span>
        <span className={styles.spacer} />
        <Button variant="quiet" size="small" onClick={onShow}>
          {total !== undefined && total <= SHOWN_LINES ? 'Open' : 'Show all'}
        </Button>
        <CopyButton what="" text={() => lines.map(({ text }) => withoutAnsi(text)).join('\n')} />
      </div>
      {file.note !== undefined && <p className={styles.note}>{file.note}</p>}
    </div>
  );
}

function tailWords(shown: number, total: number | undefined): string {
  if (total === undefined) return `Last ${formatCount(shown)} lines`;
  if (shown === total) return formatCounted(total, 'line');
  return `Last ${formatCount(shown)} of ${formatCount(total)} lines`;
}
