import { useMemo } from 'react';
import type { ArrayStatistics } from '../../shared/model/array-statistics.ts';
import { colourTable, cssColour, TABLE_SIZE } from './colour-maps.ts';
import { Figure } from './Figure.tsx';
import styles from './HistogramChart.module.css';
import type { Drawing } from './painter.ts';
import { ticksOf, tickText, valueScale } from './value-scale.ts';

interface HistogramChartProps {
  readonly statistics: ArrayStatistics;
  readonly unit?: string | undefined;
}

/** How many values are where between the least and the largest, and their mean. */
export function HistogramChart({ statistics, unit }: HistogramChartProps) {
  const draw = useMemo(() => histogramDrawing(statistics, unit), [statistics, unit]);
  return (
    <div className={styles.chart}>
      <Figure label="Histogram of the values" draw={draw} />
    </div>
  );
}

const FOOT_PX = 18;

function histogramDrawing({ moments, histogram }: ArrayStatistics, unit = ''): Drawing {
  return (painter, { widthPx, heightPx }, theme) => {
    if (moments === undefined) return;
    const bottom = heightPx - FOOT_PX;
    const most = Math.max(1, ...histogram);
    const barPx = widthPx / histogram.length;
    const table = colourTable('viridis');
    for (const [bar, count] of histogram.entries()) {
      if (count === 0) continue;
      const at = Math.round(((bar + 0.5) / histogram.length) * (TABLE_SIZE - 1)) * 3;
      // One value among millions is still a pixel.
      const height = Math.max(1, ((bottom - 14) * count) / most);
      painter.rect(
        { x: bar * barPx, y: bottom - height, width: Math.max(1, barPx - 1), height },
        { fill: cssColour(table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0) },
      );
    }
    painter.rect({ x: 0, y: bottom, width: widthPx, height: 1 }, { fill: theme.lineStrong });
    const scale = valueScale('linear', moments);
    for (const value of ticksOf(scale, 3)) {
      const x = scale.share(value) * widthPx;
      const anchor = x < 20 ? 'start' : x > widthPx - 20 ? 'end' : 'middle';
      painter.text(tickText(value) + unit, x, heightPx - 4, { fill: theme.axis, anchor });
    }
    const mean = scale.share(moments.mean) * widthPx;
    painter.line([mean, 2, mean, bottom], { stroke: theme.text, lineWidth: 1, dash: [2, 2] });
    const isRight = mean > widthPx * 0.6;
    const text = `mean ${tickText(Number(moments.mean.toPrecision(3)))}${unit}`;
    painter.text(text, mean + (isRight ? -5 : 5), 10, {
      fill: theme.textSecondary,
      anchor: isRight ? 'end' : 'start',
      halo: theme.surface,
    });
  };
}
