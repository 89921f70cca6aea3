import { useHostDescription } from '../queries/host.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { offeredCommands } from './offered-commands.ts';
import styles from './ShortcutSheet.module.css';
import { shortcutGroups } from './shortcuts.ts';

/** Every key there is, by where it works. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { data: description } = useHostDescription();
  const offered = offeredCommands(description?.capabilities, true);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Keyboard shortcuts"
      width="wide"
      footer={
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section className={styles.groups} aria-label="All shortcuts" tabIndex={0}>
        {shortcutGroups(offered).map(({ where, keys }) => (
          <section key={where} className={styles.group}>
            <h3 className={styles.where}>{where}</h3>
            <dl className={styles.list}>
              {keys.map(([key, does]) => (
                <div key={key} className={styles.row}>
                  <dt>
                    <Kbd keys={key} />
                  </dt>
                  <dd className={styles.does}>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
