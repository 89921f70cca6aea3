import { useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Cause, Separators } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun } from '../../queries/run-places.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { alsoWords } from '../../ui/tie-words.ts';
import styles from './RootCauses.module.css';

interface CauseRunsProps {
  readonly cause: Cause;
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly separators: Separators | undefined;
}

const AT_FIRST = 12;

/** The log line of a cause, its runs as links, and other inputs tied to just these runs. */
export function CauseRuns({ cause, structure, index, separators }: CauseRunsProps) {
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? [...cause.runs] : [...cause.runs.slice(0, AT_FIRST)];
  const also = separators === undefined ? [] : alsoWords(separators);
  return (
    <div className={styles.runs}>
      {cause.line !== undefined && <code className={styles.line}>{cause.line}</code>}
      <ul className={styles.links} aria-label="Runs of this cause">
        {rows.map((row) => {
          const { element, iteration } = placeOfRun(index, row);
          return (
            <li key={row}>
              <PlaceLink to={addressOfRun(structure, index, row)}>
                element {element}
                {iteration > 0 ? `, iteration ${iteration}` : ''}
              </PlaceLink>
            </li>
          );
        })}
        {rows.length < cause.runs.length && (
          <li>
            <Button variant="quiet" size="small" onClick={() => setWhole(true)}>
              {formatCount(cause.runs.length - rows.length)} more
            </Button>
          </li>
        )}
      </ul>
      {also.length > 0 && <p className={styles.also}>The same runs: {also.join(', ')}</p>}
    </div>
  );
}
