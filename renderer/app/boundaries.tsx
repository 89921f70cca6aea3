import type { ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './boundaries.module.css';

function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function AppFallback({ error }: FallbackProps) {
  return (
    <div className={styles.window}>
      <div className={styles.inner}>
        <Note
          kind="error"
          title="Earshot cannot go on."
          actions={<Button onClick={() => window.location.reload()}>Start again</Button>}
        >
          A part of the app failed: <code>{wordsOf(error)}</code> Your workflows were not touched.
        </Note>
      </div>
    </div>
  );
}

/** Catches what no inner boundary has caught. */
export function TopBoundary({ children }: { readonly children: ReactNode }) {
  return <ErrorBoundary FallbackComponent={AppFallback}>{children}</ErrorBoundary>;
}

interface ViewBoundaryProps {
  /** The view, for the sentence. */
  readonly name: string;
  /** Another place is shown: try again. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

/** Keeps a failing view from taking the others with it. */
export function ViewBoundary({ name, resetKey, children }: ViewBoundaryProps) {
  return (
    <ErrorBoundary
      resetKeys={[resetKey]}
      fallbackRender={({ error, resetErrorBoundary }) => (
        <div className={styles.view}>
          <div className={styles.inner}>
            <Note
              kind="error"
              title={`${name} cannot be shown.`}
              actions={
                <Button size="small" onClick={resetErrorBoundary}>
                  Try again
                </Button>
              }
            >
              This is a fault of Earshot, not of the workflow: <code>{wordsOf(error)}</code> The
              other views still work.
            </Note>
          </div>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
