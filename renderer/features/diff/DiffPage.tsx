import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import { useRunDiff } from '../../queries/reasons.ts';
import { taskOfRun } from '../../queries/run-places.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Column, Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './DiffPage.module.css';
import { DiffSide } from './DiffSide.tsx';
import { DiffTable } from './DiffTable.tsx';
import { givenSections, outcomeRows } from './diff-sections.ts';
import { compareAddress, useCompared } from './use-compared.ts';

type Shown = 'differences' | 'all';

/** A run beside a successful one of the same action: what makes this one fail. */
export default function DiffPage() {
  const { address, go } = usePlace();
  const structure = useStructure().data;
  const index = useRunIndex().data;
  const compared = useCompared(structure, index, address);
  const diff = useRunDiff(compared?.left, compared?.other);
  const [shown, setShown] = useState<Shown>('differences');
  if (structure === undefined || index === undefined) {
    return <Skeleton rows={8} label="Reading runs" />;
  }
  if (compared === undefined) {
    return <Empty title="No run to compare">Select a run, then press D.</Empty>;
  }
  if (diff.data === undefined) {
    return diff.error === undefined ? (
      <Skeleton rows={8} label="Comparing" />
    ) : (
      <ErrorNote error={diff.error} onRetry={diff.refetch} />
    );
  }
  const { left, right, candidates } = diff.data;
  if (right === undefined) {
    return (
      <Empty title="Nothing to compare with">
        No run of this action has ended well. Its siblings are in the table of its task.
      </Empty>
    );
  }
  const sections = [
    { title: 'Outcome', rows: outcomeRows(index, left, right) },
    ...givenSections(diff.data),
  ];
  const rows = sections.flatMap((section) => section.rows);
  const differing = rows.filter((row) => row.differs).length;
  const nameOf = (row: number): string => {
    const { element, iteration } = placeOfRun(index, row);
    const isSameIteration = iteration === placeOfRun(index, left).iteration;
    return isSameIteration ? `element ${element}` : `element ${element}, iteration ${iteration}`;
  };
  const compareWith = (row: number): void => go(compareAddress(structure, index, left, row));
  const isNearest = right === candidates[0]?.row;
  return (
    <div className={styles.page}>
      <Column>
        <Toolbar>
          <Segments
            label="What is shown"
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              {
                value: 'differences',
                label: (
                  <>
                    Only differences <span className={styles.number}>{differing}</span>
                  </>
                ),
              },
              {
                value: 'all',
                label: (
                  <>
                    All <span className={styles.number}>{rows.length}</span>
                  </>
                ),
              },
            ]}
          />
          <Menu
            label="Compare with"
            items={candidates.map(({ row, differing: count }) => ({
              id: String(row),
              label: `${nameOf(row)}: ${count} ${count === 1 ? 'value differs' : 'values differ'}`,
              isCurrent: row === right,
              onChoose: () => compareWith(row),
            }))}
            trigger={
              <Chip>
                {isNearest ? 'Nearest success' : 'Compared with'}: {nameOf(right)}
                <Icon of={ChevronDown} size={12} />
              </Chip>
            }
          />
          <Spacer />
          <Button
            variant="quiet"
            size="small"
            onClick={() => go(compareAddress(structure, index, right, left))}
          >
            Swap
          </Button>
        </Toolbar>
        <DiffTable
          structure={structure}
          index={index}
          left={left}
          right={right}
          sections={sections}
          isWhole={shown === 'all'}
          summary={`${differing} of ${rows.length} differ`}
        />
      </Column>
      <DiffSide
        task={taskOfRun(structure, index, left)}
        index={index}
        row={left}
        diff={diff.data}
      />
    </div>
  );
}
