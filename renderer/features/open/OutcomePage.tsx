import { useHostDescription } from '../../queries/host.ts';
import { useOpener } from '../../queries/opening.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Note } from '../../ui/Note.tsx';
import { baseName, parentPath } from '../../ui/path-parts.ts';
import { generationWords, storeWords } from '../../ui/store-words.ts';
import styles from './OutcomePage.module.css';
import type { OpenOutcome } from './open-workflow.ts';

type NotOpened = Exclude<OpenOutcome, { kind: 'opened' }>;

interface OutcomePageProps {
  readonly outcome: NotOpened;
  readonly onRetry: () => void;
  /** Opens another path in place of this one. */
  readonly onOpenInstead: (path: string) => void;
}

/** Why a path was not opened, and what to do about it. */
export function OutcomePage({ outcome, onRetry, onOpenInstead }: OutcomePageProps) {
  const { chooseFolder } = useOpener();
  const { data: host } = useHostDescription();
  const canChoose =
    host?.capabilities.openDialog === true || host?.capabilities.folderPicker === true;
  const choose = canChoose ? (
    <Button size="small" variant="quiet" onClick={chooseFolder}>
      Choose another…
    </Button>
  ) : undefined;
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <h1 className={styles.name}>{baseName(pathOf(outcome))}</h1>
        <code className={styles.path}>{pathOf(outcome)}</code>
        {outcome.kind === 'failed' && (
          <ErrorNote error={outcome.error} onRetry={onRetry} actions={choose} />
        )}
        {outcome.kind === 'unreadable' && <Unreadable outcome={outcome} choose={choose} />}
        {outcome.kind === 'not-a-workflow' && (
          <NotAWorkflow outcome={outcome} choose={choose} onOpenInstead={onOpenInstead} />
        )}
      </div>
    </main>
  );
}

function pathOf(outcome: NotOpened): string {
  return outcome.kind === 'failed' ? outcome.path : outcome.recognition.path;
}

function Unreadable({
  outcome,
  choose,
}: {
  readonly outcome: Extract<NotOpened, { kind: 'unreadable' }>;
  readonly choose: React.ReactNode;
}) {
  const { recognition } = outcome;
  const version =
    recognition.version === undefined ? '' : ` Written by version ${recognition.version}.`;
  return (
    <Note kind="warn" title="This workflow is recognised, but not yet readable." actions={choose}>
      {storeWords(recognition.store)}, {generationWords(recognition.generation) ?? 'unknown format'}
      .{version} {recognition.note ?? ''}
      <span className={styles.next}>
        {recognition.store === 'zip'
          ? 'If the folder it was made from is of a readable format, open that. The zip is untouched.'
          : 'A newer Earshot will read it. Nothing was written; the folder is untouched.'}
      </span>
    </Note>
  );
}

function NotAWorkflow({
  outcome,
  choose,
  onOpenInstead,
}: {
  readonly outcome: Extract<NotOpened, { kind: 'not-a-workflow' }>;
  readonly choose: React.ReactNode;
  readonly onOpenInstead: (path: string) => void;
}) {
  const { path, reason, suggestions } = outcome.recognition;
  const parent = parentPath(path);
  return (
    <>
      <Note
        kind="error"
        title="This folder is not a workflow."
        actions={
          <>
            {suggestions.length === 0 && parent !== '' && (
              <Button size="small" onClick={() => onOpenInstead(parent)}>
                Look in the parent
              </Button>
            )}
            {choose}
          </>
        }
      >
        {reason}
      </Note>
      {suggestions.length > 0 && (
        <section>
          <h2 className={styles.heading}>
            {suggestions.length === 1 ? 'One workflow is inside it' : 'Workflows inside it'}
          </h2>
          <ul className={styles.suggestions}>
            {suggestions.map((suggestion) => (
              <li key={suggestion}>
                <button
                  type="button"
                  className={styles.suggestion}
                  onClick={() => onOpenInstead(suggestion)}
                >
                  <span className={styles.suggestionName}>{baseName(suggestion)}</span>
                  {parentPath(suggestion) !== path && (
                    <span className={styles.suggestionPath}>{parentPath(suggestion)}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
