import type { KnownCopy } from '../../../shared/contract/operations.ts';
import { useOpener } from '../../queries/opening.ts';
import { useHostQuery } from '../../queries/use-host-query.ts';
import { CheckRow } from './Checks.tsx';
import { copyWords } from './copy-words.ts';
import styles from './KnownCopies.module.css';
import { closeOperationsDialog } from './operations-view.ts';

/** Whether a workflow that is about to be taken away is somewhere else too. */
export function KnownCopies({ token }: { readonly token: string }) {
  const { data, error, isLoading } = useHostQuery('operations.findCopies', { token });
  if (isLoading) {
    return (
      <li className={styles.looking} role="status">
        Looking for copies
      </li>
    );
  }
  if (error !== undefined) {
    return <CheckRow kind="warn">Copies could not be looked for. {error.message}</CheckRow>;
  }
  const copies = data?.copies ?? [];
  return (
    <>
      {copies.every(({ origin }) => origin !== 'made') && (
        <CheckRow kind="warn">No verified copy of it is known.</CheckRow>
      )}
      {copies.map((copy) => (
        <KnownCopyRow key={copy.path} copy={copy} />
      ))}
    </>
  );
}

function KnownCopyRow({ copy }: { readonly copy: KnownCopy }) {
  const { openPaths } = useOpener();
  const { kind, before, after, isThere } = copyWords(copy, Date.now());
  const open = (): void => {
    closeOperationsDialog();
    openPaths([copy.path]);
  };
  return (
    <CheckRow kind={kind}>
      {before}{' '}
      {isThere ? (
        <button type="button" className={styles.path} title="Open it" onClick={open}>
          {copy.path}
        </button>
      ) : (
        <code>{copy.path}</code>
      )}
      {after}
    </CheckRow>
  );
}
