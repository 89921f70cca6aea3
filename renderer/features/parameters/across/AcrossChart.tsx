import { useCallback, useMemo, useState } from 'react';
import type { Across } from '../../../../shared/contract/across.ts';
import { useElementLabel } from '../../../queries/elements.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { FootBar, FootHint } from '../../../ui/Layout.tsx';
import { CurveChart } from '../../../visuals/CurveChart.tsx';
import type { DrawnFigure } from '../../../visuals/Figure.tsx';
import { float64Text } from '../../../visuals/number-text.ts';
import { ScatterChart } from '../../../visuals/ScatterChart.tsx';
import { SmallMultiples } from '../../../visuals/SmallMultiples.tsx';
import type { ScaleKind } from '../../../visuals/value-scale.ts';
import type { IterationChoice } from '../iteration-choice.ts';
import styles from './AcrossChart.module.css';
import { convergenceCurves, drawnRows, leastOf, statesText } from './across-columns.ts';
import type { AcrossMode } from './across-store.ts';
import { BrushedTable } from './BrushedTable.tsx';
import type { XChoice } from './x-choices.ts';

/** All curves in one picture, or each in its own. */
export type AcrossLayout = 'overlay' | 'multiples';

interface AcrossChartProps {
  readonly across: Across;
  readonly name: string;
  readonly x: XChoice | undefined;
  readonly mode: Exclude<AcrossMode, 'one'>;
  readonly scale: ScaleKind;
  readonly layout: AcrossLayout;
  readonly choice: IterationChoice;
  readonly onGo: (element: number, iteration: number) => void;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
}

/** What a curve or a point is of. */
interface Origin {
  readonly element: number;
  readonly iteration: number;
}

/** Curves laid over each other, points, or scalars over iterations; each leads to its element. */
export function AcrossChart(props: AcrossChartProps) {
  const { across, name, x, mode, scale, layout, choice, onGo, onDrawn } = props;
  const [selected, setSelected] = useState<number>();
  const [brushed, setBrushed] = useState<readonly number[]>();
  const drawn = useMemo(() => drawnRows(across), [across]);
  const isConvergence = mode === 'iterations' && drawn.areScalars;
  const convergence = useMemo(() => convergenceCurves(across, drawn), [across, drawn]);
  const { rows, curves } = drawn;
  const shownCurves = isConvergence ? convergence.curves : curves;

  const originOf = useCallback(
    (at: number): Origin => {
      const row = rows[at] ?? 0;
      return { element: across.elements[row] ?? 0, iteration: across.iterations[row] ?? 0 };
    },
    [across, rows],
  );
  const nameOf = useCallback(
    (at: number): string => {
      if (isConvergence) return `element ${convergence.elements[at] ?? 0}`;
      const { element, iteration } = originOf(at);
      return mode === 'elements'
        ? `element ${element}`
        : `element ${element}, iteration ${iteration}`;
    },
    [isConvergence, convergence, originOf, mode],
  );
  const textOf = useCallback(
    (_: number, at: number) => float64Text(curves.y[at] ?? Number.NaN),
    [curves],
  );
  const chart = { yLabel: name, scale, nameOf, selected, onSelect: setSelected, onDrawn };
  const least = isConvergence ? leastIteration(convergence.curves, selected) : undefined;
  const origin = selected === undefined ? undefined : placeOf(selected);

  /** Where a curve leads: its element, of several iterations the one with the least value. */
  function placeOf(curve: number): Origin {
    if (!isConvergence) return originOf(curve);
    const at = leastIteration(convergence.curves, curve);
    return originOf(at ?? convergence.curves.starts[curve] ?? 0);
  }

  return (
    <>
      <div className={styles.chart}>
        {layout === 'multiples' && (isConvergence || !drawn.areScalars) ? (
          <SmallMultiples
            label={`${name} of each of ${shownCurves.count} ${isConvergence ? 'elements' : mode}`}
            curves={shownCurves}
            scale={scale}
            nameOf={nameOf}
            onChoose={(curve) => {
              const { element, iteration } = placeOf(curve);
              onGo(element, iteration);
            }}
          />
        ) : isConvergence ? (
          <CurveChart
            {...chart}
            label={`${name} over iterations of ${convergence.curves.count} elements`}
            curves={convergence.curves}
            xLabel="iteration"
            isXWhole
            textOf={textOf}
          />
        ) : drawn.areScalars ? (
          <ScatterChart
            {...chart}
            label={`${name} of ${rows.length} elements`}
            x={curves.x ?? Float64Array.from(rows, (row) => across.elements[row] ?? 0)}
            y={curves.y}
            xLabel={x?.label ?? 'element'}
            isXWhole={x === undefined}
            onBrush={setBrushed}
          />
        ) : (
          <CurveChart
            {...chart}
            label={`${name} of ${curves.count} ${mode}`}
            curves={curves}
            xLabel={x?.label ?? 'index'}
            isXWhole={x === undefined}
            textOf={textOf}
          />
        )}
      </div>
      {brushed !== undefined && brushed.length > 0 && (
        <BrushedTable
          points={brushed}
          xLabel={x?.label}
          yLabel={name}
          curves={curves}
          elementOf={(at) => originOf(at).element}
          onGo={(at) => onGo(originOf(at).element, originOf(at).iteration)}
        />
      )}
      <FootBar>
        <span className={styles.counts}>{statesText(across)}</span>
        {origin === undefined ? (
          <FootHint>
            {drawn.areScalars && !isConvergence
              ? 'Draw a box to choose elements'
              : 'Click a curve, or choose with the arrow keys'}
          </FootHint>
        ) : (
          <SelectedElement
            origin={origin}
            choice={choice}
            isLeast={least !== undefined}
            onGo={onGo}
          />
        )}
      </FootBar>
    </>
  );
}

/** Point of the least value of the selected curve, or of the only one. */
function leastIteration(
  curves: { readonly count: number; readonly starts: Uint32Array; readonly y: Float64Array },
  selected: number | undefined,
): number | undefined {
  const curve = selected ?? (curves.count === 1 ? 0 : undefined);
  if (curve === undefined) return undefined;
  return leastOf(curves.y, curves.starts[curve] ?? 0, curves.starts[curve + 1] ?? 0);
}

interface SelectedElementProps {
  readonly origin: Origin;
  readonly choice: IterationChoice;
  readonly isLeast: boolean;
  readonly onGo: (element: number, iteration: number) => void;
}

function SelectedElement({ origin, choice, isLeast, onGo }: SelectedElementProps) {
  const { element, iteration } = origin;
  const label = useElementLabel(choice.task?.insertId, element, choice.elementCount);
  return (
    <span className={styles.selected}>
      <span className={styles.label} title={label}>
        Element {formatCount(element)}
        {isLeast ? `, least at iteration ${iteration}` : ''}
        {label === undefined ? '' : `: ${label}`}
      </span>
      <Button size="small" onClick={() => onGo(element, iteration)}>
        {isLeast ? `Go to iteration ${iteration}` : `Go to element ${element}`}
      </Button>
    </span>
  );
}
