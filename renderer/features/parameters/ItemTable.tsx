import type { ValuePage } from '../../../shared/contract/values.ts';
import { formatCount } from '../../ui/format.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import styles from './ItemTable.module.css';
import { nameOf } from './value-tree.ts';
import { arrayText, kindWord } from './value-words.ts';

interface ItemTableProps {
  readonly page: ValuePage;
  /** Enter or double click on an item. */
  readonly onEnter: (step: string | number) => void;
}

/** Items of a container: name, value, type. */
export function ItemTable({ page, onEnter }: ItemTableProps) {
  const { children, total, summary } = page;
  const at = (row: number) => children[row];
  return (
    <>
      <VirtualTable
        label={`Items of the ${kindWord(summary.kind)}`}
        rowCount={children.length}
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
              return <code className={styles.cut}>{nameOf(child.step, child.label)}</code>;
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
              return (
                <span className={styles.type}>{kind === undefined ? '' : kindWord(kind)}</span>
              );
            },
          },
        ]}
      />
      {children.length < total && (
        <p className={styles.rest}>
          First {formatCount(children.length)} of {formatCount(total)}. The tree has the rest.
        </p>
      )}
    </>
  );
}
