import type { RunFile } from '../../../shared/contract/run-files.ts';
import { useTextPart } from '../../queries/run-files.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { LogLine } from '../../ui/LogLine.tsx';
import { numbered } from '../../ui/numbered-lines.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { absenceSentence, roleName } from './log-words.ts';
import styles from './RunLog.module.css';
import type { ShownText } from './RunLog.tsx';

const SHOWN_LINES = 12;

interface RunScriptsProps {
  readonly files: readonly RunFile[];
  readonly appName: string;
  readonly onShow: (text: ShownText) => void;
}

/** What was executed: the commands, the script, and the jobscript they are called from. */
export function RunScripts({ files, appName, onShow }: RunScriptsProps) {
  if (files.length === 0) {
    return (
      <div className={styles.pane}>
        <p className={styles.quiet}>Nothing is written before the run is submitted.</p>
      </div>
    );
  }
  return (
    <div className={styles.pane}>
      {files.map((file) => {
        const title = roleName(file.role, appName);
        const { key } = file;
        return (
          <section key={file.role} className={styles.part} aria-label={title}>
            <div className={styles.partHead}>
              <span className={styles.partName}>{title}</span>
              <span className={styles.quiet}>{key?.split('/').at(-1)}</span>
              <span className={styles.spacer} />
              {key !== undefined && file.state === 'there' && (
                <Button
                  variant="quiet"
                  size="small"
                  onClick={() => onShow({ key, title, marked: file.marked })}
                >
                  Open
                </Button>
              )}
            </div>
            {key !== undefined && file.state === 'there' ? (
              <Part fileKey={key} marked={file.marked} />
            ) : (
              <p className={styles.quiet}>{absenceSentence(file)}</p>
            )}
            {file.state === 'there' && file.note !== undefined && (
              <p className={styles.note}>{file.note}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** The first lines, or those of the run where it shares the file. */
function Part({
  fileKey,
  marked,
}: {
  readonly fileKey: string;
  readonly marked: RunFile['marked'];
}) {
  const first = marked?.first ?? 0;
  const part = useTextPart(fileKey, first, SHOWN_LINES + 1);
  if (part.error !== undefined) return <ErrorNote error={part.error} onRetry={part.refetch} />;
  if (part.data === undefined) return <Skeleton rows={3} label="Reading the script" />;
  const most = marked === undefined ? SHOWN_LINES : marked.last - first + 1;
  const lines = part.data.lines.slice(0, Math.min(SHOWN_LINES, most));
  return (
    <div className={styles.box}>
      {first > 0 && <LogLine number={undefined} numberWidth="4ch" text="…" />}
      {numbered(lines).map(({ text, isCut, at }) => (
        <LogLine
          key={at}
          number={first + at + 1}
          numberWidth="4ch"
          text={text}
          isCut={isCut}
          isWrapped
          mark={marked === undefined ? undefined : 'own'}
        />
      ))}
      {part.data.lines.length > lines.length && (
        <LogLine number={undefined} numberWidth="4ch" text="…" />
      )}
    </div>
  );
}
