import { useEffect } from 'react';
import { useHostQuery } from '../queries/use-host-query.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import styles from './ReportDialog.module.css';

/** What to paste where one tells of a problem, shown before it is copied. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error, refetch } = useHostQuery('host.readReport', {});
  // Asked anew each time it is opened: the log goes on.
  useEffect(refetch, [refetch]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Report of a problem"
      width="wide"
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {data !== undefined && <CopyButton text={data.text} what="report" size="normal" />}
        </>
      }
    >
      <p className={styles.what}>
        Versions and the end of the log. Folders and files are numbered instead of named. Nothing is
        sent: you paste it where you want.
      </p>
      {error !== undefined && <ErrorNote error={error} />}
      {data === undefined && error === undefined && <Skeleton label="Reading the log" />}
      {data !== undefined && (
        <textarea className={styles.text} aria-label="Report" readOnly value={data.text} />
      )}
    </Dialog>
  );
}
