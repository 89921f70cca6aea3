import { useEffect, useState } from 'react';
import styles from './RangeFields.module.css';

interface ManualRange {
  readonly kind: 'manual';
  readonly min: number;
  readonly max: number;
}

interface RangeFieldsProps {
  readonly range: ManualRange;
  readonly onChange: (range: ManualRange) => void;
}

/** The two ends of a range, typed. What is no number, or leaves no range, is put back. */
export function RangeFields({ range, onChange }: RangeFieldsProps) {
  const take = (next: ManualRange): boolean => {
    const isRange = Number.isFinite(next.min) && Number.isFinite(next.max) && next.min < next.max;
    if (isRange) onChange(next);
    return isRange;
  };
  return (
    <span className={styles.range}>
      <EndField label="From" value={range.min} onTake={(min) => take({ ...range, min })} />
      to
      <EndField label="To" value={range.max} onTake={(max) => take({ ...range, max })} />
    </span>
  );
}

interface EndFieldProps {
  readonly label: string;
  readonly value: number;
  /** False when the number was not taken. */
  readonly onTake: (value: number) => boolean;
}

function EndField({ label, value, onTake }: EndFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const take = (): void => {
    const next = text.trim() === '' ? Number.NaN : Number(text);
    if (next !== value && !onTake(next)) setText(String(value));
  };
  return (
    <input
      className={styles.number}
      aria-label={`${label} value`}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setText(String(value));
      }}
    />
  );
}
