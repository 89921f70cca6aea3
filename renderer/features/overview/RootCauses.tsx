import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Cause } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { useFailures } from '../../queries/reasons.ts';
import { Chip } from '../../ui/Chip.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { CauseRow } from './CauseRow.tsx';
import styles from './RootCauses.module.css';

type Order = 'count' | 'rarity';
const ORDERS: Readonly<Record<Order, string>> = {
  rarity: 'Sorted by rarity',
  count: 'Sorted by count',
};

function inOrder(causes: readonly Cause[], order: Order): readonly Cause[] {
  const sign = order === 'rarity' ? 1 : -1;
  const rank = ({ kind }: Cause): number => (kind === 'aborted' ? 1 : 0);
  return [...causes].sort((a, b) => rank(a) - rank(b) || sign * (a.runs.length - b.runs.length));
}

interface RootCausesProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly failures: ReturnType<typeof useFailures>;
}

/** Why runs failed: one row per cause, with what it took down. Causes before victims. */
export function RootCauses({ structure, index, failures }: RootCausesProps) {
  const [order, setOrder] = useState<Order>('rarity');
  // By a run, not by its key: a cause may be told apart more finely once the logs are read.
  const [openRun, setOpenRun] = useState<number | undefined>();
  const { data, query, progress, isFinal } = failures;
  const causes = useMemo(() => inOrder(data?.causes ?? [], order), [data, order]);
  const choose = (
    <Menu
      label="Order of the causes"
      items={(['rarity', 'count'] as const).map((id) => ({
        id,
        label: ORDERS[id],
        isCurrent: id === order,
        onChoose: () => setOrder(id),
      }))}
      trigger={
        <Chip>
          {ORDERS[order]}
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
    />
  );
  return (
    <Section title="Root causes" aside={causes.length > 1 ? choose : undefined}>
      {data === undefined && query.error === undefined && (
        <Skeleton rows={3} label="Finding causes" />
      )}
      {!isFinal && (
        <ProgressNote progress={progress} phase="Reading error logs" onCancel={query.cancel} />
      )}
      {query.error !== undefined && <ErrorNote error={query.error} onRetry={query.refetch} />}
      <ul className={styles.causes} aria-label="Root causes">
        {causes.map((cause) => {
          const isOpen = openRun !== undefined && cause.runs.includes(openRun);
          return (
            <CauseRow
              key={cause.runs[0]}
              cause={cause}
              structure={structure}
              index={index}
              isOpen={isOpen}
              hasLogs={isFinal && query.error === undefined}
              onToggle={() => setOpenRun(isOpen ? undefined : cause.runs[0])}
            />
          );
        })}
      </ul>
    </Section>
  );
}
