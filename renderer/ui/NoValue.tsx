import styles from './NoValue.module.css';

/** Nothing to show in a cell, and why: in words on hover and to a screen reader. */
export function NoValue({ why }: { readonly why: string }) {
  return (
    <span className={styles.none} title={why}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{why}</span>
    </span>
  );
}
