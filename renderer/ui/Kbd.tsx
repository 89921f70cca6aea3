import styles from './Kbd.module.css';

/** Keys of a shortcut, such as `Ctrl K`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.kbd}>{keys}</kbd>;
}
