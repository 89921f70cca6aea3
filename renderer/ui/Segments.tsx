import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  /** What is chosen, for assistive technology. */
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly size?: 'normal' | 'small' | undefined;
}

/** Chooses how something is shown; at most five. (Tabs choose what.) */
export function Segments<T extends string>({
  label,
  options,
  value,
  onChange,
  size = 'normal',
}: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className={classNames(styles.segments, size === 'small' && styles.small)}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input
            type="radio"
            className={styles.input}
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
