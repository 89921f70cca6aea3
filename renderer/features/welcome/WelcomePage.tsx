import { useHostDescription } from '../../queries/host.ts';
import { useUpdate } from '../../queries/updates.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { DropZone } from './DropZone.tsx';
import { OpenActions } from './OpenActions.tsx';
import { Recents } from './Recents.tsx';
import styles from './WelcomePage.module.css';

/** First page: ways in at the left, what was looked at before at the right. */
export default function WelcomePage() {
  const { data: host } = useHostDescription();
  const { answer: update } = useUpdate();
  return (
    <main className={styles.page}>
      <section className={styles.left} aria-label="Open">
        <div className={styles.brand}>
          <Mark size={30} />
          <h1 className={styles.name}>Earshot</h1>
        </div>
        <DropZone />
        <OpenActions />
        <p className={styles.keys}>
          Press <Kbd keys="?" /> for all shortcuts
        </p>
        <p className={styles.version}>
          {host !== undefined && `Version ${host.productVersion}. `}
          {update?.kind === 'newer' && `Version ${update.version} is there, see the settings. `}
          No account, no telemetry, works offline.
          {host?.machine !== undefined && (
            <>
              {' '}
              Files are those of <b>{host.machine}</b>.
            </>
          )}
        </p>
      </section>
      <section className={styles.right} aria-label="Recent workflows">
        <Recents />
      </section>
    </main>
  );
}
