import { ErrorBoundary } from 'react-error-boundary';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Jobscript } from '../../../shared/contract/submissions.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { JobscriptPicture } from '../../visuals/JobscriptPicture.tsx';
import { isDrawable } from '../../visuals/jobscript-layout.ts';
import styles from './JobscriptGraph.module.css';
import { jobscriptShortWords } from './submission-words.ts';

interface JobscriptGraphProps {
  readonly jobscripts: readonly Jobscript[];
  readonly tasks: readonly Task[];
  readonly selected: number | undefined;
  readonly onSelect: (index: number) => void;
}

/** The picture of dependencies, as long as it can be read. */
export function JobscriptGraph({ jobscripts, tasks, selected, onSelect }: JobscriptGraphProps) {
  if (jobscripts.length < 2) return null;
  if (!isDrawable(jobscripts)) {
    return (
      <p className={styles.instead}>
        {formatCount(jobscripts.length)} jobscripts are too many for a picture; the table says what
        each waits for.
      </p>
    );
  }
  const byIndex = new Map(jobscripts.map((jobscript) => [jobscript.index, jobscript]));
  return (
    <ErrorBoundary fallback={<p className={styles.instead}>The picture cannot be drawn.</p>}>
      <JobscriptPicture
        jobscripts={jobscripts}
        selected={selected}
        onSelect={onSelect}
        renderNode={(index) => {
          const jobscript = byIndex.get(index);
          if (jobscript === undefined) return null;
          const { name, aside } = jobscriptShortWords(jobscript, tasks);
          return (
            <>
              <span className={styles.head}>
                <CountsGlyph counts={jobscript.counts} />
                js {index}{' '}
                <span className={styles.size}>×{formatCount(jobscript.elementCount)}</span>
              </span>
              <CountBar counts={jobscript.counts} size="thin" />
              <span className={styles.tasks}>
                <MiddleTruncate text={name} />
                {aside !== '' && <span className={styles.aside}>{aside}</span>}
              </span>
            </>
          );
        }}
      />
    </ErrorBoundary>
  );
}
