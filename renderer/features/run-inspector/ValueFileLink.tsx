import { FileText } from 'lucide-react';
import type { ValueFile } from '../../../shared/contract/value-files.ts';
import { showFile } from '../../queries/shown-file.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { fileName, fileStateWords } from './file-words.ts';
import styles from './ValueFileLink.module.css';

/** A file that is a value: opens in the viewer of files, or says why it cannot. */
export function ValueFileLink({ file }: { readonly file: ValueFile }) {
  const { workflowId } = usePlace();
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
        onClick={() => showFile({ workflowId, key, title: name, isGrowing: false })}
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
