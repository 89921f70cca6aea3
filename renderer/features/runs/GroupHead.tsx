import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { countsOfElement } from '../../../shared/model/run-index-counts.ts';
import { countOf, mostUrgent, noRuns } from '../../../shared/model/status.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import styles from './GroupHead.module.css';
import type { TableModel } from './table-model.ts';
import type { ElementGroup } from './value-columns.ts';

interface GroupHeadProps {
  readonly model: TableModel;
  readonly group: ElementGroup;
}

/** Name of a group of elements, how many they are and how their runs ended. */
export function GroupHead({ model, group }: GroupHeadProps) {
  const { index, summaries, order } = model;
  const counts = useMemo(() => {
    const sum = noRuns();
    for (let at = group.start; at < group.start + group.count; at += 1) {
      const row = summaries.firstRow + (order[at] ?? 0);
      countsOfElement(index, row).forEach((count, code) => {
        sum[code] = (sum[code] ?? 0) + count;
      });
    }
    return sum;
  }, [index, summaries, order, group]);
  const isClosed = model.isClosed(group.code);
  const worst = mostUrgent(counts);
  return (
    <span className={styles.head}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.toggle}
        aria-label={`${isClosed ? 'Open' : 'Close'} group ${group.text}`}
        onClick={(event) => {
          event.stopPropagation();
          model.onToggleGroup(group.code);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <Icon of={isClosed ? ChevronRight : ChevronDown} size={12} />
      </button>
      <span className={styles.name}>{group.text}</span>
      <span className={styles.quiet}>{formatCounted(group.count, 'element')}</span>
      <span className={styles.bar}>
        <CountBar counts={counts} size="thin" label={group.text} />
      </span>
      {worst !== undefined && worst !== 'success' && worst !== 'complete' && (
        <span className={styles.words} data-status={worst}>
          {countOf(counts, worst)} {STATUS_WORDS[worst].counted}
        </span>
      )}
    </span>
  );
}
