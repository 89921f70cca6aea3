import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { addressOfRun, runName, statusOfRun } from '../../queries/run-places.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './TaskPanel.module.css';
import { useSelectedRow } from './use-lit.ts';

interface SelectedRunProps {
  readonly structure: Structure;
  readonly index: RunIndex;
}

/** The run of the task that is selected, as in the other views. */
export function SelectedRun({ structure, index }: SelectedRunProps) {
  const row = useSelectedRow(structure, index);
  if (row === undefined) return null;
  const address = addressOfRun(structure, index, row);
  return (
    <Section isNarrow title="Selected run">
      <div className={styles.line}>
        <StatusGlyph status={statusOfRun(index)(row)} />
        <PlaceLink to={address}>{runName(structure, index, row)}</PlaceLink>
      </div>
    </Section>
  );
}
