import { useReproduction } from '../../queries/run-files.ts';
import type { RunAddress } from '../../queries/runs.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Note } from '../../ui/Note.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './ReproduceDialog.module.css';

interface ReproduceDialogProps {
  readonly address: RunAddress & { readonly action: number };
  readonly onClose: () => void;
}

/** Texts to paste that do by hand what a run did; nothing is run here. */
export function ReproduceDialog({ address, onClose }: ReproduceDialogProps) {
  const found = useReproduction(address);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Reproduce this run"
      width="wide"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {found.data === undefined ? (
        found.error === undefined ? (
          <Skeleton rows={8} label="Reading what is recorded" />
        ) : (
          <ErrorNote error={found.error} onRetry={found.refetch} />
        )
      ) : (
        <div className={styles.parts}>
          {found.data.parts.map(({ name, text }) => (
            <section key={name} aria-label={name}>
              <div className={styles.head}>
                <h3 className={styles.name}>{name}</h3>
                <CopyButton what={name} text={text} />
              </div>
              <pre className={styles.text}>{text}</pre>
            </section>
          ))}
          <Note title="What is not known">
            <ul className={styles.notKnown}>
              {found.data.notKnown.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Note>
        </div>
      )}
    </Dialog>
  );
}
