import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { useValueUse } from '../../queries/reasons.ts';
import { addressOfRun, taskOfRun } from '../../queries/run-places.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import styles from './ValueFacts.module.css';

/** Runs that are named; the others are counted. */
const MOST_NAMED = 5;

/** The runs that read a parameter. */
export function ReadBy({ parameter }: { readonly parameter: number }) {
  const readers = useValueUse(parameter).data?.readers;
  const structure = useStructure().data;
  const index = useRunIndex().data;
  if (readers === undefined || structure === undefined || index === undefined) return null;
  const rest = readers.length - MOST_NAMED;
  return (
    <Section
      title="Read by"
      aside={readers.length === 0 ? undefined : formatCounted(readers.length, 'run')}
      isNarrow
    >
      {readers.length === 0 ? (
        <p className={styles.none}>No run reads it.</p>
      ) : (
        <ul>
          {[...readers.subarray(0, MOST_NAMED)].map((row) => {
            const to = addressOfRun(structure, index, row);
            return (
              <li key={row} className={styles.source}>
                <PlaceLink to={to}>
                  {taskOfRun(structure, index, row)?.name}, element {to.element}
                </PlaceLink>
              </li>
            );
          })}
          {rest > 0 && <li className={styles.none}>and {formatCounted(rest, 'other run')}</li>}
        </ul>
      )}
    </Section>
  );
}
