import { type ReactNode, useState } from 'react';
import type { Problem } from '../../../shared/contract/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import styles from './WorthALook.module.css';

const SHOWN_AT_FIRST = 8;

interface ProblemNoteProps {
  /** How many, and what that means. */
  readonly children: ReactNode;
  readonly problems: readonly Problem[];
  /** The list is open from the beginning. */
  readonly isOpenAtFirst?: boolean;
}

/** A note on parts of the workflow, with a list of them by file and field. */
export function ProblemNote({ children, problems, isOpenAtFirst = false }: ProblemNoteProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? problems : problems.slice(0, SHOWN_AT_FIRST);
  return (
    <div className={styles.note} data-status="skipped">
      {children}{' '}
      <Button
        variant="quiet"
        size="small"
        className={styles.toggle}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Hide' : 'Which ones'}
      </Button>
      {isOpen && (
        <ul className={styles.list}>
          {shown.map((problem) => (
            <li key={`${problem.file} ${problem.place} ${problem.message}`}>
              {problem.message}
              {problem.file !== undefined && (
                <code className={styles.file}>
                  {problem.file}
                  {problem.place === undefined ? '' : ` · ${problem.place}`}
                </code>
              )}
            </li>
          ))}
          {shown.length < problems.length && (
            <li>
              <Button size="small" onClick={() => setWhole(true)}>
                Show all {formatCount(problems.length)}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
