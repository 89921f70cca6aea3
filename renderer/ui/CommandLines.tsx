import styles from './CommandLines.module.css';
import { CopyButton } from './CopyButton.tsx';

interface CommandLinesProps {
  /** Commands, each with what it is for. */
  readonly commands: readonly { readonly command: string; readonly note: string }[];
}

/** Commands to copy and run elsewhere: nothing here runs them. */
export function CommandLines({ commands }: CommandLinesProps) {
  return (
    <ul className={styles.commands}>
      {commands.map(({ command, note }) => (
        <li key={command} className={styles.item}>
          <code className={styles.command}>{command}</code>
          <div className={styles.line}>
            <span className={styles.note}>{note}</span>
            <CopyButton what={command.split(' ')[0] ?? 'command'} text={command} />
          </div>
        </li>
      ))}
    </ul>
  );
}
