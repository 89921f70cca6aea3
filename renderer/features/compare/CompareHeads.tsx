import { Pin } from 'lucide-react';
import type { ElementColumn, Structure, Task } from '../../../shared/contract/documents.ts';
import type { ValueSummary } from '../../../shared/contract/values.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { elementLabel } from '../../queries/elements.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './CompareHeads.module.css';
import { type CompareField, statusOfIteration } from './compare-fields.ts';
import type { ComparedPlaces } from './compared-places.ts';

interface PlaceHeadProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly task: Task;
  readonly place: ComparedPlaces['places'][number];
  /** Columns that name an element, and its cells in them. */
  readonly columns: readonly ElementColumn[];
  readonly cells: readonly (ValueSummary | null)[] | undefined;
  readonly isReference: boolean;
  readonly onReference: () => void;
  readonly isTall: boolean;
}

/** An element by its status, number and varying inputs; a pin makes it the reference. */
export function PlaceHead(props: PlaceHeadProps) {
  const { index, task, place, columns, cells, isReference, onReference, isTall } = props;
  const { element, iteration, row } = place;
  const status = statusOfIteration(index, row);
  const label = cells === undefined ? undefined : elementLabel(columns, cells);
  return (
    <span className={classNames(styles.place, isTall && styles.tall)}>
      {status !== undefined && <StatusGlyph status={status} />}
      <PlaceLink
        className={styles.link}
        to={{ view: 'runs', task: task.insertId, element, iteration }}
      >
        {element}
      </PlaceLink>
      <span className={styles.label} title={label}>
        {label}
      </span>
      <IconButton
        icon={Pin}
        size="small"
        className={classNames(styles.pin, isReference && styles.reference)}
        label={
          isReference ? `Element ${element} is the reference` : `Compare with element ${element}`
        }
        aria-pressed={isReference}
        onClick={onReference}
      />
    </span>
  );
}

interface FieldHeadProps {
  readonly field: CompareField;
  readonly isTall: boolean;
}

/** What is compared, and what kind of thing it is. */
export function FieldHead({ field, isTall }: FieldHeadProps) {
  return (
    <span className={classNames(styles.field, isTall && styles.tallField)} title={field.label}>
      <span className={styles.name}>
        <MiddleTruncate text={field.label} />
      </span>
      <span className={styles.section}>{field.section}</span>
    </span>
  );
}
