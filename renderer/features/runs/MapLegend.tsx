import { formatDuration, withMinusSign } from '../../ui/format.ts';
import type { LegendItem, MapColouring } from '../../visuals/run-map/map-colouring.ts';
import { SCALE_STEPS } from '../../visuals/run-map/map-colouring.ts';
import { categoryColour, scaleColour } from '../../visuals/run-map/map-inks.ts';
import styles from './MapLegend.module.css';

/** More are told by the card of a cell. */
const MOST_ITEMS = 6;

/** What the colours of the map stand for; statuses have their glyphs in the table. */
export function MapLegend({ colouring }: { readonly colouring: MapColouring }) {
  const { mode, legend, isScale } = colouring;
  if (legend.length === 0) return null;
  if (isScale) return <ScaleLegend legend={legend} isOfTime={mode === 'duration'} />;
  const rest = legend.length - MOST_ITEMS;
  return (
    <span className={styles.legend}>
      {legend.slice(0, MOST_ITEMS).map(({ code, value }) => (
        <span key={value} className={styles.item}>
          <span className={styles.swatch} style={{ background: categoryColour(code) }} />
          {value}
        </span>
      ))}
      {rest > 0 && <span>and {rest} more</span>}
    </span>
  );
}

interface ScaleLegendProps {
  readonly legend: readonly LegendItem[];
  readonly isOfTime: boolean;
}

function ScaleLegend({ legend, isOfTime }: ScaleLegendProps) {
  const [least, most] = legend;
  const words = (item: LegendItem | undefined): string =>
    isOfTime ? formatDuration(Number(item?.value)) : withMinusSign(String(item?.value));
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) =>
    scaleColour(Math.round((1 - share) * (SCALE_STEPS - 1))),
  );
  return (
    <span className={styles.legend}>
      {words(least)}
      <span
        className={styles.scale}
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      {words(most)}
    </span>
  );
}
