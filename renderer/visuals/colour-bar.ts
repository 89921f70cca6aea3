import type { Plane } from './array-plane.ts';
import { categoryColour, cssColour } from './colour-maps.ts';
import { AXIS_PX, type ChartTheme, LABEL_PX, type Painter, type PixelImage } from './painter.ts';
import type { PlaneFacts } from './plane-facts.ts';
import { INFINITE_HIGH, INFINITE_LOW } from './plane-image.ts';
import { ticksOf, tickText, type ValueScale } from './value-scale.ts';

const WIDTH = 12;

interface BarPlace {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

interface BarContent {
  readonly image: PixelImage;
  readonly scale: ValueScale;
  readonly unit?: string | undefined;
  readonly facts: PlaneFacts;
}

/** The colours with their values, and keys for NaN, infinite and masked cells. */
export function drawColourBar(
  painter: Painter,
  { x, y, height }: BarPlace,
  theme: ChartTheme,
  { image, scale, unit, facts }: BarContent,
): void {
  painter.image(image, { x, y, width: WIDTH, height });
  const text = { fill: theme.axis, sizePx: AXIS_PX };
  const inner = ticksOf(scale, Math.max(2, Math.min(6, Math.floor(height / 60))));
  const ends = [scale.min, scale.max];
  const isFar = (value: number): boolean =>
    ends.every((end) => Math.abs(scale.share(value) - scale.share(end)) * height > 14);
  for (const value of [...ends, ...inner.filter(isFar)]) {
    const at = y + height * (1 - scale.share(value));
    painter.rect(
      { x: x + WIDTH + 1, y: at - 0.5, width: 4, height: 1 },
      { fill: theme.lineStrong },
    );
    const isTop = value === scale.max;
    const more = isTop && unit !== undefined ? ` ${unit}` : '';
    painter.text(tickText(value) + more, x + WIDTH + 8, Math.min(y + height, at + 3.5), text);
  }
  if (facts.infinityCount > 0) {
    const middle = x + WIDTH / 2;
    painter.area([x, y - 2, x + WIDTH, y - 2, middle, y - 10], INFINITE_HIGH);
    painter.area(
      [x, y + height + 2, x + WIDTH, y + height + 2, middle, y + height + 10],
      INFINITE_LOW,
    );
    painter.line([x, y - 2, middle, y - 10, x + WIDTH, y - 2], {
      stroke: theme.axis,
      lineWidth: 1,
    });
  }
  const keys = [
    ...(facts.nanCount > 0 ? [{ name: 'NaN', fill: theme.nan }] : []),
    ...(facts.maskedCount > 0 ? [{ name: 'masked', fill: theme.surface }] : []),
    ...(facts.infinityCount > 0 ? [{ name: '±∞', fill: INFINITE_HIGH }] : []),
  ];
  for (const [at, key] of keys.entries()) {
    const top = y + height + 14 + at * 14;
    painter.rect(
      { x, y: top - 8, width: WIDTH, height: 10 },
      { fill: key.fill, stroke: theme.lineStrong },
    );
    painter.text(key.name, x + WIDTH + 8, top + 1, text);
  }
}

/** Categories that are there, as far as there is room; their colours are theirs in every picture. */
export function drawCategoryKey(
  painter: Painter,
  { x, y, height }: BarPlace,
  plane: Plane,
  theme: ChartTheme,
): void {
  const there = [...new Set(plane.values)].filter(Number.isFinite).sort((a, b) => a - b);
  const room = Math.max(1, Math.floor(height / 16) - 1);
  const text = { fill: theme.axis, sizePx: LABEL_PX };
  for (const [at, value] of there.slice(0, room).entries()) {
    const top = y + at * 16;
    painter.rect(
      { x, y: top, width: WIDTH, height: 11 },
      { fill: cssColour(...categoryColour(value)), stroke: theme.lineStrong },
    );
    painter.text(String(value), x + WIDTH + 8, top + 9, text);
  }
  if (there.length > room) {
    painter.text(`of ${there.length}`, x, y + room * 16 + 9, {
      ...text,
      fill: theme.textSecondary,
    });
  }
}
