import { ProgressNote } from '../ui/ProgressNote.tsx';
import { baseName } from '../ui/path-parts.ts';
import styles from './OpeningPage.module.css';

interface OpeningPageProps {
  readonly path: string;
  readonly onCancel: () => void;
}

/** While a path is recognised and its identity read. */
export function OpeningPage({ path, onCancel }: OpeningPageProps) {
  return (
    <main className={styles.page}>
      <h1 className={styles.name}>{baseName(path)}</h1>
      <ProgressNote progress={undefined} phase={`Opening ${path}`} onCancel={onCancel} />
    </main>
  );
}
