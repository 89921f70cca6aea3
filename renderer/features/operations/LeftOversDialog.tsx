import { useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { LeftOver } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatTime } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import styles from './LeftOversDialog.module.css';
import { leftOverWords } from './left-over-words.ts';
import { closeOperationsDialog, putOffLeftOvers } from './operations-view.ts';

interface LeftOversDialogProps {
  readonly leftOvers: readonly LeftOver[];
  readonly onChanged: () => void;
}

/** What operations left that a crash interrupted; each is cleaned up, kept, or left for later. */
export function LeftOversDialog({ leftOvers, onChanged }: LeftOversDialogProps) {
  const host = useHost();
  const [error, setError] = useState<AppError>();
  const act = async (name: 'cleanLeftOver' | 'keepLeftOver', leftOverId: string): Promise<void> => {
    const result = await host.call(`operations.${name}`, { leftOverId });
    setError(result.ok ? undefined : result.error);
    onChanged();
  };
  const later = (): void => {
    putOffLeftOvers();
    closeOperationsDialog();
  };
  return (
    <Dialog
      isOpen
      width="wide"
      title="Left by interrupted operations"
      onClose={later}
      footer={<Button onClick={later}>{leftOvers.length > 0 ? 'Decide later' : 'Close'}</Button>}
    >
      {error !== undefined && <ErrorNote error={error} />}
      {leftOvers.length === 0 && <Empty title="Nothing is left" />}
      <ul className={styles.list}>
        {leftOvers.map((leftOver) => {
          const { leftOverId, path, startedMs } = leftOver;
          const { clean, detail, title } = leftOverWords(leftOver);
          return (
            <li key={leftOverId} className={styles.item}>
              <p className={styles.title}>{title}</p>
              <p className={styles.detail}>
                {detail} Begun {formatTime(startedMs)}.
              </p>
              <MiddleTruncate text={path} isMono className={styles.path} />
              <div className={styles.actions}>
                <Button size="small" onClick={() => void act('cleanLeftOver', leftOverId)}>
                  {clean}
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  onClick={() => void act('keepLeftOver', leftOverId)}
                >
                  Keep it as it is
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
