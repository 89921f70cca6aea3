import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Toggles.module.css';

interface TogglesProps<T extends string> {
  /** What is chosen from, for assistive technology. */
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  /** Any number of the values. */
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
  /** First choice, which takes all others back. */
  readonly none: ReactNode;
}

/** Buttons of which several can be on, as one control; the first stands for none of them. */
export function Toggles<T extends string>({
  label,
  options,
  chosen,
  onChange,
  none,
}: TogglesProps<T>) {
  return (
    <fieldset className={styles.toggles}>
      <legend className="visually-hidden">{label}</legend>
      <button
        type="button"
        className={classNames(styles.toggle, chosen.length === 0 && styles.on)}
        aria-pressed={chosen.length === 0}
        onClick={() => onChange([])}
      >
        {none}
      </button>
      {options.map(({ value, label: words }) => {
        const isOn = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            className={classNames(styles.toggle, isOn && styles.on)}
            aria-pressed={isOn}
            onClick={() =>
              onChange(isOn ? chosen.filter((other) => other !== value) : [...chosen, value])
            }
          >
            {words}
          </button>
        );
      })}
    </fieldset>
  );
}
