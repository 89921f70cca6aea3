import { ChipMenu } from '../../ui/ChipMenu.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { COLOUR_MAPS } from '../../visuals/colour-maps.ts';
import { type LookChoice, mapFor, type RangeChoice } from '../../visuals/plane-look.ts';
import type { Quantity } from '../../visuals/quantities.ts';
import type { ScaleKind, ValueRange } from '../../visuals/value-scale.ts';
import { RangeFields } from './RangeFields.tsx';

interface LookControlsProps {
  readonly look: LookChoice;
  readonly quantity: Quantity;
  readonly isCategorical: boolean;
  /** False: only how values are laid out along the axis. */
  readonly hasColours: boolean;
  /** Least and largest value of what is shown, to begin a range by hand with. */
  readonly known?: ValueRange | undefined;
  readonly onChange: (look: LookChoice) => void;
}

const SCALES: readonly { readonly kind: ScaleKind; readonly label: string }[] = [
  { kind: 'linear', label: 'Linear' },
  { kind: 'log', label: 'Log' },
  { kind: 'symlog', label: 'Symlog' },
];

const RANGES: readonly { readonly choice: RangeChoice; readonly label: string }[] = [
  { choice: { kind: 'automatic' }, label: 'Automatic' },
  { choice: { kind: 'percentiles', low: 1, high: 99 }, label: '1 to 99 %' },
  { choice: { kind: 'percentiles', low: 5, high: 95 }, label: '5 to 95 %' },
];

/** Colours, scale and range of a picture. */
export function LookControls(props: LookControlsProps) {
  const { look, quantity, isCategorical, hasColours, known, onChange } = props;
  const map = mapFor(look, quantity, isCategorical);
  const isOrdered = hasColours && map !== 'categories';
  const scale = (
    <ChipMenu
      name="Scale"
      value={SCALES.find(({ kind }) => kind === look.scale)?.label ?? ''}
      items={SCALES.map(({ kind, label }) => ({
        id: kind,
        label,
        isCurrent: kind === look.scale,
        onChoose: () => onChange({ ...look, scale: kind }),
      }))}
    />
  );
  if (!hasColours) return scale;
  return (
    <>
      <ChipMenu
        name="Colours"
        value={look.isReversed && isOrdered ? `${map}, reversed` : map}
        items={[
          ...COLOUR_MAPS.map(({ name, kind }) => ({
            id: name,
            label: `${name}, ${kind}`,
            isCurrent: name === map,
            onChoose: () => onChange({ ...look, map: name }),
          })),
          toggle('Reversed', look.isReversed, (isReversed) => onChange({ ...look, isReversed })),
        ]}
      />
      {isOrdered && scale}
      {isOrdered && <RangeMenu look={look} known={known} onChange={onChange} />}
      {isOrdered && look.range.kind === 'manual' && (
        <RangeFields range={look.range} onChange={(range) => onChange({ ...look, range })} />
      )}
      <ChipMenu
        name="View"
        value=""
        items={[
          toggle('Square cells', look.keepsRatio, (keepsRatio) =>
            onChange({ ...look, keepsRatio }),
          ),
          toggle('First row at the bottom', look.isFlipped, (isFlipped) =>
            onChange({ ...look, isFlipped }),
          ),
          toggle('Grid', look.hasGrid, (hasGrid) => onChange({ ...look, hasGrid })),
        ]}
      />
    </>
  );
}

function RangeMenu({
  look,
  known = { min: 0, max: 1 },
  onChange,
}: Pick<LookControlsProps, 'look' | 'known' | 'onChange'>) {
  const { range, isPerSlice } = look;
  const isSame = (choice: RangeChoice): boolean => JSON.stringify(choice) === JSON.stringify(range);
  const label = RANGES.find(({ choice }) => isSame(choice))?.label ?? 'Manual';
  return (
    <ChipMenu
      name="Range"
      value={isPerSlice && range.kind !== 'manual' ? `${label}, per slice` : label}
      items={[
        ...RANGES.map(({ choice, label: text }) => ({
          id: text,
          label: text,
          isCurrent: isSame(choice),
          onChoose: () => onChange({ ...look, range: choice }),
        })),
        {
          id: 'manual',
          label: 'Manual',
          isCurrent: range.kind === 'manual',
          onChoose: () => onChange({ ...look, range: { kind: 'manual', ...known } }),
        },
        toggle('Per slice', isPerSlice, (next) => onChange({ ...look, isPerSlice: next })),
      ]}
    />
  );
}

function toggle(label: string, isOn: boolean, onChange: (isOn: boolean) => void): MenuItem {
  return { id: label, label, isCurrent: isOn, onChoose: () => onChange(!isOn) };
}
