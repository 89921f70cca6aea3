import { Check, Minus, Play } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Held, Operation } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useOpener } from '../../queries/opening.ts';
import { useDismissOperation, useOperations } from '../../queries/operations.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { Note } from '../../ui/Note.tsx';
import { Checks } from './Checks.tsx';
import { resultMentions } from './check-words.ts';
import { FailureNote } from './FailureNote.tsx';
import {
  cancelWords,
  copyFacts,
  doingWords,
  doneWords,
  endedTitle,
  makesNew,
  rateWords,
  remainingWords,
  type Step,
  shareOf,
  stepsOf,
} from './operation-words.ts';
import { closeOperationsDialog } from './operations-view.ts';
import styles from './WatchDialog.module.css';

/** Phases that are long, and of which the totals speak. */
const RATED: ReadonlySet<string> = new Set(['copying', 'converting', 'removing']);

/** How an operation goes on, and its end where there is something to say or do. */
export function WatchDialog({ operationId }: { readonly operationId: string }) {
  const operation = useOperations().find((known) => known.operationId === operationId);
  const isDone = operation?.outcome?.kind === 'done';
  // The end of all but what makes something new is told by a notice: nothing needs to be clicked away.
  const isOver = isDone && !makesNew(operation.kind);
  useEffect(() => {
    if (isOver) closeOperationsDialog();
  }, [isOver]);
  if (operation === undefined || isOver) return null;
  return operation.outcome === undefined ? (
    <Running operation={operation} />
  ) : (
    <Ended operation={operation} />
  );
}

function Running({ operation }: { readonly operation: Operation }) {
  const host = useHost();
  const cancelRef = useRef<HTMLButtonElement>(null);
  const { isCancelling, kind, operationId, progress } = operation;
  const { current, files, held, phase, sizeBytes, total } = progress;
  const share = shareOf(progress);
  return (
    <Dialog
      isOpen
      title={doingWords(operation)}
      onClose={closeOperationsDialog}
      initialFocus={cancelRef}
      footer={
        <>
          <span className={styles.hint}>
            {isCancelling ? 'Cancelling, and cleaning up.' : cancelWords(kind)}
          </span>
          <Button onClick={closeOperationsDialog}>Run in background</Button>
          <Button
            ref={cancelRef}
            disabled={isCancelling}
            onClick={() => void host.call('operations.cancel', { operationId })}
          >
            Cancel
          </Button>
        </>
      }
    >
      <div className={styles.counts}>
        <span className={styles.number}>{formatCount(files)}</span>
        <span>{total === undefined ? 'files' : `of ${formatCount(total.files)} files`}</span>
        <span className={styles.bytes}>
          {sizeBytes > 0 && formatBytes(sizeBytes)}
          {sizeBytes > 0 && total !== undefined && ` of ${formatBytes(total.sizeBytes)}`}
        </span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={doingWords(operation)}
        {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      >
        <div className={styles.bar} style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <div className={styles.rates}>
        <span>{rateWords(progress)}</span>
        <span>{RATED.has(phase) ? remainingWords(progress) : ''}</span>
      </div>
      <div className={styles.current}>
        <MiddleTruncate text={current} isMono />
      </div>
      {held !== undefined && <HeldNote held={held} operationId={operationId} />}
      <ol className={styles.steps}>
        {stepsOf(operation).map((step) => (
          <StepRow key={step.text} step={step} />
        ))}
      </ol>
    </Dialog>
  );
}

function HeldNote({ held, operationId }: { readonly held: Held; readonly operationId: string }) {
  const host = useHost();
  const { attempt, attempts, canSkip, path, retryInMs } = held;
  const answer = (said: 'try-now' | 'skip') => (): void =>
    void host.call('operations.answerHeld', { operationId, answer: said });
  return (
    <Note
      kind="warn"
      title="1 file is locked."
      actions={
        <>
          <Button size="small" onClick={answer('try-now')}>
            Try now
          </Button>
          {canSkip && (
            <Button size="small" onClick={answer('skip')}>
              Skip this file
            </Button>
          )}
        </>
      }
    >
      Another program holds <code>{path}</code>. Trying again in {Math.ceil(retryInMs / 1000)} s,
      attempt {attempt} of {attempts}.
    </Note>
  );
}

const STEP_ICONS = { done: Check, now: Play, next: Minus } as const;

function StepRow({ step: { state, text } }: { readonly step: Step }) {
  return (
    <li className={styles[state]} aria-current={state === 'now' ? 'step' : undefined}>
      <Icon of={STEP_ICONS[state]} size={14} />
      {text}
    </li>
  );
}

function Ended({ operation }: { readonly operation: Operation }) {
  const { openPaths } = useOpener();
  const dismiss = useDismissOperation();
  const { kind, operationId, outcome } = operation;
  const close = (): void => {
    closeOperationsDialog();
    dismiss(operationId);
  };
  const path = outcome?.kind === 'done' ? outcome.result.path : undefined;
  const facts = copyFacts(operation);
  return (
    <Dialog
      isOpen
      title={endedTitle(operation)}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Close</Button>
          {makesNew(kind) && path !== undefined && (
            <Button
              variant="primary"
              onClick={() => {
                close();
                openPaths([path]);
              }}
            >
              {kind === 'copy' ? 'Open the copy' : 'Open it'}
            </Button>
          )}
        </>
      }
    >
      {outcome?.kind === 'failed' ? (
        <FailureNote operation={operation} error={outcome.error} />
      ) : (
        <div className={styles.ended} role="status">
          <p>{doneWords(operation)}</p>
          {facts !== undefined && <p className={styles.facts}>{facts}</p>}
          {path !== undefined && <MiddleTruncate text={path} isMono />}
          {outcome !== undefined && (
            <Checks label="Worth knowing" checks={resultMentions(outcome.result.mentions)} />
          )}
        </div>
      )}
    </Dialog>
  );
}
