import type { AppError } from '../../shared/contract/errors.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { Mark } from '../ui/Mark.tsx';
import styles from './boundaries.module.css';

/** There is no host to talk to: the key is wrong, or nothing answers. */
export function HostErrorPage({ error }: { readonly error: AppError }) {
  return (
    <div className={styles.window}>
      <div className={styles.inner}>
        <Mark size={30} />
        <h1 className="visually-hidden">Earshot</h1>
        <ErrorNote error={error} onRetry={() => window.location.reload()} />
      </div>
    </div>
  );
}
