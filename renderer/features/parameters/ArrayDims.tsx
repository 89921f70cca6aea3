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
  /** Last dimensions that are taken whole: components a quantity is made of. */
  readonly componentDims?: number | undefined;
  readonly axes: 'plane' | 'line' | 'none';
  readonly slice: ArraySlice;
  readonly onChange: (slice: ArraySlice) => void;
}

/** Which dimensions are laid out, and where the slice stands in the others. */
export function ArrayDims({ shape, componentDims = 0, axes, slice, onChange }: ArrayDimsProps) {
  const places = shape.slice(0, shape.length - componentDims);
  const menu = { shape: places, slice, onChange };
  return (
    <div className={styles.dims}>
      {axes === 'plane' && places.length > 1 && (
        <>
          <DimMenu {...menu} name="Rows" axis="row" />
          <DimMenu {...menu} name="Columns" axis="column" />
        </>
      )}
      {axes === 'line' && (
        <>
          <DimMenu {...menu} name="Along" axis="row" />
          {places.length > 1 && <DimMenu {...menu} name="Curves" axis="column" isOptional />}
        </>
      )}
      {fixedDims(places, slice).map((dim) => {
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

interface DimMenuProps {
  readonly name: string;
  readonly axis: 'row' | 'column';
  readonly isOptional?: boolean | undefined;
  readonly shape: readonly number[];
  readonly slice: ArraySlice;
  readonly onChange: (slice: ArraySlice) => void;
}

function DimMenu({ name, axis, isOptional = false, shape, slice, onChange }: DimMenuProps) {
  const dim = axis === 'row' ? slice.rowDim : slice.columnDim;
  const text = (one: number): string => `dimension ${one} (${formatCount(shape[one] ?? 0)})`;
  const none = {
    id: 'none',
    label: 'none',
    isCurrent: dim === undefined,
    onChoose: () => onChange({ ...slice, columnDim: undefined }),
  };
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
      items={[
        ...(isOptional ? [none] : []),
        ...shape.map((_, one) => ({
          id: text(one),
          label: text(one),
          isCurrent: one === dim,
          onChoose: () => onChange(showDim(slice, axis, one)),
        })),
      ]}
    />
  );
}
