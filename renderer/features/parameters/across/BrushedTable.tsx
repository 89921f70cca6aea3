import { formatCounted } from '../../../ui/format.ts';
import { VirtualTable } from '../../../ui/VirtualTable.tsx';
import type { CurveSet } from '../../../visuals/curves.ts';
import { float64Text } from '../../../visuals/number-text.ts';
import styles from './AcrossChart.module.css';

interface BrushedTableProps {
  /** Points inside the box. */
  readonly points: readonly number[];
  readonly xLabel: string | undefined;
  readonly yLabel: string;
  readonly curves: CurveSet;
  readonly elementOf: (point: number) => number;
  readonly onGo: (point: number) => void;
}

/** The elements a box was drawn around; Enter or a double click goes to one. */
export function BrushedTable(props: BrushedTableProps) {
  const { points, xLabel, yLabel, curves, elementOf, onGo } = props;
  const number = (values: Float64Array | undefined) => (row: number) => {
    const point = points[row];
    const value = point === undefined ? undefined : values?.[point];
    return <code>{value === undefined ? '' : float64Text(value)}</code>;
  };
  return (
    <div className={styles.brushed}>
      <VirtualTable
        label={`${formatCounted(points.length, 'element')} in the box`}
        rowCount={points.length}
        onEnter={(row) => {
          const point = points[row];
          if (point !== undefined) onGo(point);
        }}
        columns={[
          {
            id: 'element',
            header: `Element (${points.length} in the box)`,
            width: 180,
            render: (row) => {
              const point = points[row];
              return point === undefined ? null : elementOf(point);
            },
          },
          ...(xLabel === undefined
            ? []
            : [
                {
                  id: 'x',
                  header: xLabel,
                  width: { flex: 1, minPx: 100 },
                  render: number(curves.x),
                },
              ]),
          { id: 'y', header: yLabel, width: { flex: 1, minPx: 100 }, render: number(curves.y) },
        ]}
      />
    </div>
  );
}
