import type { Structure } from '../../../shared/contract/documents.ts';
import type { FocusGraph } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun } from '../../queries/run-places.ts';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './BlastRadius.module.css';
import { runName } from './why-words.ts';

interface RelativesProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly row: number;
  /** One step up and down. */
  readonly graph: FocusGraph;
}

const MOST = 5;

/** Runs this one took values from, and those that took values from it. */
export function Relatives({ structure, index, row, graph }: RelativesProps) {
  const above = graph.nodes.filter(({ level }) => level < 0).map((node) => node.row);
  const below = graph.nodes.filter(({ level }) => level > 0).map((node) => node.row);
  if (above.length + below.length === 0) return null;
  const list = (rows: readonly number[]) => (
    <ul>
      {rows.slice(0, MOST).map((at) => (
        <li key={at} className={styles.line}>
          <StatusGlyph status={statusOfCode(index.runs.status[at] ?? 0)} />
          <PlaceLink to={addressOfRun(structure, index, at)}>
            {runName(structure, index, at)}
          </PlaceLink>
        </li>
      ))}
      {rows.length > MOST && <li>and {formatCount(rows.length - MOST)} more</li>}
    </ul>
  );
  return (
    <>
      {above.length > 0 && (
        <Section
          title="Made from"
          aside={
            <PlaceLink to={{ ...addressOfRun(structure, index, row), view: 'lineage' }}>
              Lineage
            </PlaceLink>
          }
          isNarrow
        >
          {list(above)}
        </Section>
      )}
      {below.length > 0 && (
        <Section
          title="Used by"
          aside={
            above.length > 0 ? undefined : (
              <PlaceLink to={{ ...addressOfRun(structure, index, row), view: 'lineage' }}>
                Lineage
              </PlaceLink>
            )
          }
          isNarrow
        >
          {list(below)}
        </Section>
      )}
    </>
  );
}
