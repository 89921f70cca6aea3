import type { RunFile } from '../../../shared/contract/run-files.ts';
import { useTextStart } from '../../queries/run-files.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { LogLine } from '../../ui/LogLine.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { absenceSentence, roleName } from './log-words.ts';
import { numbered } from './numbered-lines.ts';
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
                <Button variant="quiet" size="small" onClick={() => onShow({ key, title })}>
                  Open
                </Button>
              )}
            </div>
            {key !== undefined && file.state === 'there' ? (
              <Beginning fileKey={key} />
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

function Beginning({ fileKey }: { readonly fileKey: string }) {
  const start = useTextStart(fileKey, SHOWN_LINES + 1);
  if (start.error !== undefined) return <ErrorNote error={start.error} onRetry={start.refetch} />;
  if (start.data === undefined) return <Skeleton rows={3} label="Reading the script" />;
  const lines = start.data.lines.slice(0, SHOWN_LINES);
  return (
    <div className={styles.box}>
      {numbered(lines).map(({ text, isCut, at }) => (
        <LogLine key={at} number={at + 1} numberWidth="4ch" text={text} isCut={isCut} isWrapped />
      ))}
      {start.data.lines.length > SHOWN_LINES && (
        <LogLine number={undefined} numberWidth="4ch" text="…" />
      )}
    </div>
  );
}
