import { useLayoutEffect, useRef } from 'react';
import { canvasPainter } from './canvas-painter.ts';
import type { Drawing } from './painter.ts';
import styles from './Thumbnail.module.css';
import { useChartTheme } from './use-chart-theme.ts';
import { useDeviceScale } from './use-device-scale.ts';
import { useElementSize } from './use-element-size.ts';

interface ThumbnailProps {
  readonly label: string;
  readonly draw: Drawing;
}

/** A small picture without pointer or keys: what is around it has them. */
export function Thumbnail({ label, draw }: ThumbnailProps) {
  const [ref, { widthPx, heightPx }] = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useChartTheme(ref);
  const ratio = useDeviceScale();
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? undefined;
    if (element === null || context === undefined || theme === undefined) return;
    if (widthPx === 0 || heightPx === 0) return;
    element.width = Math.round(widthPx * ratio);
    element.height = Math.round(heightPx * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(canvasPainter(context, theme.font), { widthPx, heightPx }, theme);
  }, [draw, widthPx, heightPx, theme, ratio]);
  return (
    <div ref={ref} className={styles.frame}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
    </div>
  );
}
