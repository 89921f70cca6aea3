import { useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Why } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun } from '../../queries/run-places.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './BlastRadius.module.css';
import { runName } from './why-words.ts';

interface BlastRadiusProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly why: Why;
}

const AT_FIRST = 4;
const MOST = 500;

/** What was skipped, or failed in turn, because of a run: how many, and which. */
export function BlastRadius({ structure, index, why }: BlastRadiusProps) {
  const [isWhole, setWhole] = useState(false);
  const rows = [...why.skipped, ...why.knockOn].sort((a, b) => a - b);
  if (rows.length === 0) return null;
  const shown = rows.slice(0, isWhole ? MOST : AT_FIRST);
  const counts = [
    ...(why.skipped.length > 0 ? [`${formatCount(why.skipped.length)} skipped`] : []),
    ...(why.knockOn.length > 0 ? [`${formatCount(why.knockOn.length)} failed in turn`] : []),
  ].join(', ');
  return (
    <Section title="Skipped because of this" aside={counts} isNarrow>
      <ul aria-label="Skipped because of this">
        {shown.map((row) => (
          <li key={row} className={styles.line}>
            <StatusGlyph status={statusOfCode(index.runs.status[row] ?? 0)} />
            <PlaceLink to={addressOfRun(structure, index, row)}>
              {runName(structure, index, row)}
            </PlaceLink>
          </li>
        ))}
      </ul>
      {rows.length > AT_FIRST && !isWhole && (
        <Button variant="quiet" size="small" onClick={() => setWhole(true)}>
          Show all {formatCount(rows.length)}
        </Button>
      )}
      {isWhole && rows.length > MOST && <p>and {formatCount(rows.length - MOST)} more</p>}
    </Section>
  );
}
