import { FileText } from 'lucide-react';
import type { ValueFile } from '../../shared/contract/value-files.ts';
import { Button } from './Button.tsx';
import { formatBytes } from './format.ts';
import { Icon } from './Icon.tsx';
import { MiddleTruncate } from './MiddleTruncate.tsx';
import styles from './ValueFileLink.module.css';
import { fileName, fileStateWords } from './value-file-words.ts';

interface ValueFileLinkProps {
  readonly file: ValueFile;
  /** Shows the file with this path in the workflow. */
  readonly onOpen: (key: string, title: string) => void;
}

/** A file that is a value: opens in the viewer of files, or says why it cannot. */
export function ValueFileLink({ file, onOpen }: ValueFileLinkProps) {
  const name = fileName(file.path);
  const { key } = file;
  if (key === undefined) {
    return (
      <span className={styles.file} title={`${file.path}: ${file.note ?? ''}`}>
        <Icon of={FileText} size={12} />
        <MiddleTruncate text={name} isMono />
        <span className={styles.state} data-state={file.state}>
          {fileStateWords(file)}
        </span>
      </span>
    );
  }
  return (
    <span className={styles.file}>
      <Button
        variant="quiet"
        size="small"
        className={styles.open}
        title={`Open ${key}`}
        onClick={() => onOpen(key, name)}
      >
        <Icon of={FileText} size={12} />
        <MiddleTruncate text={name} isMono />
      </Button>
      <span className={styles.state}>
        {file.state === 'empty' ? 'empty' : formatBytes(file.sizeBytes ?? 0)}
      </span>
    </span>
  );
}
