import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { forwardRef } from 'react';
import styles from './FindBox.module.css';
import { formatCount } from './format.ts';
import { IconButton } from './IconButton.tsx';
import { TextField } from './TextField.tsx';

interface FindBoxProps {
  /** What is searched, for assistive technology. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** How many there are, in words: {@link hitWords}. */
  readonly words: string;
  readonly hitCount: number;
  /** To the next match, or back by -1. */
  readonly onStep: (by: number) => void;
}

/** Looks for a text: the field, how much was found, and steps from match to match. */
export const FindBox = forwardRef<HTMLInputElement, FindBoxProps>(function FindBox(
  { label, query, onQuery, words, hitCount, onStep },
  ref,
) {
  return (
    <>
      <TextField
        ref={ref}
        className={styles.field}
        label={`Find in ${label}`}
        placeholder="Find"
        icon={Search}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape' && query !== '') {
            // Only a second one closes what the field is in.
            event.stopPropagation();
            onQuery('');
          }
        }}
        after={
          <span className={styles.count} role="status">
            {words}
          </span>
        }
      />
      <IconButton
        icon={ChevronUp}
        label="Previous match"
        keys="Shift Enter"
        size="small"
        disabled={hitCount === 0}
        onClick={() => onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        label="Next match"
        keys="Enter"
        size="small"
        disabled={hitCount === 0}
        onClick={() => onStep(1)}
      />
    </>
  );
});

/** `3 of 12`, or that there is none; `at` counts from 0. */
export function hitWords(at: number, count: number, isCut = false): string {
  if (count === 0) return 'none';
  return `${formatCount(at + 1)} of ${formatCount(count)}${isCut ? '+' : ''}`;
}
