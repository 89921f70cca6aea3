import { useEffect, useState } from 'react';
import styles from './NumberField.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  /** The least is 0. */
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly isLabelHidden?: boolean | undefined;
}

/** A position to type: taken on Enter or when left, put back when it is none. */
export function NumberField({
  label,
  value,
  max,
  onChange,
  isLabelHidden = false,
}: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const take = (): void => {
    const next = Number(text);
    if (text.trim() === '' || !Number.isInteger(next) || next < 0 || next > max) {
      setText(String(value));
    } else if (next !== value) {
      onChange(next);
    }
  };
  return (
    <label className={styles.label}>
      <span className={isLabelHidden ? 'visually-hidden' : styles.name}>{label}</span>
      <input
        className={styles.field}
        inputMode="numeric"
        autoComplete="off"
        style={{ width: `${Math.max(3, String(max).length) + 3}ch` }}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          if (event.key === 'Escape') setText(String(value));
          if (event.key === 'ArrowUp' && value < max) onChange(value + 1);
          if (event.key === 'ArrowDown' && value > 0) onChange(value - 1);
        }}
      />
    </label>
  );
}
