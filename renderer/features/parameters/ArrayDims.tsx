import { ChevronDown } from 'lucide-react';
import { Chip } from '../../ui/Chip.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { type ArraySlice, fixedDims, moveTo, showDim } from '../../visuals/array-slice.ts';
import styles from './ArrayDims.module.css';
import { NumberField } from './NumberField.tsx';

interface ArrayDimsProps {
  readonly shape: readonly number[];
  readonly slice: ArraySlice;
  readonly onChange: (slice: ArraySlice) => void;
}

/** Which dimensions are rows and columns, and where the table stands in the others. */
export function ArrayDims({ shape, slice, onChange }: ArrayDimsProps) {
  return (
    <div className={styles.dims}>
      <DimMenu axis="row" shape={shape} slice={slice} onChange={onChange} />
      <DimMenu axis="column" shape={shape} slice={slice} onChange={onChange} />
      {fixedDims(shape, slice).map((dim) => {
        const last = (shape[dim] ?? 1) - 1;
        const at = slice.at[dim] ?? 0;
        return (
          <div key={dim} className={styles.slider}>
            <NumberField
              label={`Dimension ${dim}`}
              value={at}
              max={last}
              onChange={(position) => onChange(moveTo(slice, dim, position))}
            />
            <span className={styles.of}>of {formatCount(last)}</span>
            <input
              type="range"
              className={styles.range}
              aria-label={`Position in dimension ${dim}`}
              min={0}
              max={last}
              value={at}
              onChange={(event) => onChange(moveTo(slice, dim, event.target.valueAsNumber))}
            />
          </div>
        );
      })}
    </div>
  );
}

function DimMenu({
  axis,
  shape,
  slice,
  onChange,
}: ArrayDimsProps & { readonly axis: 'row' | 'column' }) {
  const name = axis === 'row' ? 'Rows' : 'Columns';
  const dim = axis === 'row' ? slice.rowDim : slice.columnDim;
  const text = (one: number): string => `dimension ${one} (${formatCount(shape[one] ?? 0)})`;
  return (
    <Menu
      label={name}
      trigger={
        <Chip>
          <span className={styles.of}>{name} </span>
          {dim === undefined ? 'none' : text(dim)}
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
      items={shape.map((_, one) => ({
        id: text(one),
        label: text(one),
        isCurrent: one === dim,
        onChoose: () => onChange(showDim(slice, axis, one)),
      }))}
    />
  );
}
