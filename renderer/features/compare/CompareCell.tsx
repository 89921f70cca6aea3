import type { LineDifferences } from '../../queries/comparison.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './CompareCell.module.css';
import type { CompareField } from './compare-fields.ts';

interface CompareCellProps {
  readonly field: CompareField;
  readonly place: number;
  readonly reference: number;
  /** Of the arrays of the field, where it has some and they have been read. */
  readonly differences: LineDifferences | undefined;
}

/** One value: as text, or as the largest difference of an array from that of the reference. */
export function CompareCell({ field, place, reference, differences }: CompareCellProps) {
  const parameter = field.line?.parameters?.[place] ?? -1;
  const ofReference = field.line?.parameters?.[reference] ?? -1;
  if (place !== reference && parameter >= 0 && ofReference >= 0) {
    const found = differences?.get(parameter);
    if (parameter !== ofReference && found === undefined) {
      return <span className={styles.waiting}>reading…</span>;
    }
    const isSame = found === undefined || (found.differing === 0 && found.note === '');
    return (
      <span className={classNames(styles.value, isSame ? styles.same : styles.differs)}>
        {isSame ? 'same' : differenceText(found)}
      </span>
    );
  }
  const differs = field.codeAt(place) !== field.codeAt(reference);
  const isReference = place === reference;
  return (
    <span
      className={classNames(
        styles.value,
        field.isAbsent(place) && styles.absent,
        isReference ? styles.reference : differs ? styles.differs : styles.same,
      )}
    >
      {field.textAt(place)}
    </span>
  );
}

type Difference = NonNullable<ReturnType<LineDifferences['get']>>;

/** `max |Δ| 0.02`: the largest absolute difference of two items. */
export function differenceText({ maxAbsolute, differing, note }: Difference): string {
  if (differing <= 0) return note;
  if (Number.isNaN(maxAbsolute)) return 'NaN beside a number';
  return `max |Δ| ${Number(maxAbsolute.toPrecision(4))}`;
}
