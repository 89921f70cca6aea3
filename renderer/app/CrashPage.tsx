import { useState } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './boundaries.module.css';
import { showSheet } from './view-state.ts';

interface CrashPageProps {
  readonly error: AppError;
  readonly onReopen: () => Promise<void>;
}

/** The worker of this workflow is gone; the others are not touched. */
export function CrashPage({ error, onReopen }: CrashPageProps) {
  const [isBusy, setBusy] = useState(false);
  return (
    <div className={styles.view}>
      <div className={styles.inner}>
        <Note
          kind="error"
          title="Reading this workflow stopped unexpectedly."
          actions={
            <>
              <Button
                size="small"
                disabled={isBusy}
                onClick={() => {
                  setBusy(true);
                  void onReopen().finally(() => setBusy(false));
                }}
              >
                Reopen
              </Button>
              <Button size="small" variant="quiet" onClick={() => showSheet('report')}>
                Report…
              </Button>
            </>
          }
        >
          {error.message} {error.code === 'internal' && <>Reference {error.reference}. </>}
          {error.action ?? 'Other workflows are not touched, and nothing was written.'}
        </Note>
      </div>
    </div>
  );
}
