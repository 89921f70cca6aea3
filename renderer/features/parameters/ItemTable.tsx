import { useCallback, useState } from 'react';
import type { ValuePage, ValuePath } from '../../../shared/contract/values.ts';
import { useItems } from '../../queries/parameters.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import styles from './ItemTable.module.css';
import { nameOf } from './value-tree.ts';
import { arrayText, kindWord } from './value-words.ts';

interface ItemTableProps {
  readonly workflowId: string;
  readonly parameter: number;
  readonly path: ValuePath;
  /** The first items, and how many there are. */
  readonly page: ValuePage;
  /** Enter or double click on an item. */
  readonly onEnter: (step: string | number) => void;
}

/** Items of a container: name, value, type. Those in sight are read, however many there are. */
export function ItemTable({ workflowId, parameter, path, page, onEnter }: ItemTableProps) {
  const { total, summary } = page;
  const [inSight, setInSight] = useState({ first: 0, last: 0 });
  const onRange = useCallback((first: number, last: number) => setInSight({ first, last }), []);
  const at = useItems(workflowId, parameter, path, inSight.first, inSight.last + 1);
  return (
    <VirtualTable
      label={`Items of the ${kindWord(summary.kind)}`}
      rowCount={total}
      onRange={onRange}
      onEnter={(row) => {
        const child = at(row);
        if (child !== undefined) onEnter(child.step);
      }}
      columns={[
        {
          id: 'name',
          header: summary.kind === 'dict' ? 'Key' : 'Position',
          width: { flex: 1, minPx: 120 },
          render: (row) => {
            const child = at(row);
            if (child === undefined) return null;
            return (
              // By keyboard the row opens it, with Enter.
              <button
                type="button"
                tabIndex={-1}
                className={styles.name}
                onClick={() => onEnter(child.step)}
              >
                {nameOf(child.step, child.label)}
              </button>
            );
          },
        },
        {
          id: 'value',
          header: 'Value',
          width: { flex: 2, minPx: 160 },
          render: (row) => {
            const child = at(row)?.summary;
            const text = child?.array === undefined ? child?.text : arrayText(child.array);
            return (
              <code className={styles.cut} title={text}>
                {text}
              </code>
            );
          },
        },
        {
          id: 'type',
          header: 'Type',
          width: 100,
          render: (row) => {
            const kind = at(row)?.summary.kind;
            return <span className={styles.type}>{kind === undefined ? '' : kindWord(kind)}</span>;
          },
        },
      ]}
    />
  );
}
