import { type LaneLayout, placeInLane } from './timeline-lanes.ts';

export type TimelineCommand =
  | { readonly kind: 'select'; readonly row: number }
  | { readonly kind: 'enter'; readonly row: number }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'fit' };

const ZOOM_STEP = 0.7;
const PAN_STEP = 0.25;

/** What a key does: arrows go to the run before and after of the lane, and to the lane above and below. */
export function timelineCommand(
  key: string,
  layout: LaneLayout,
  selected: number | undefined,
): TimelineCommand | undefined {
  if (key === '+' || key === '=') return { kind: 'zoom', factor: ZOOM_STEP };
  if (key === '-') return { kind: 'zoom', factor: 1 / ZOOM_STEP };
  if (key === '0') return { kind: 'fit' };
  if (key === 'PageDown' || key === 'PageUp') {
    return { kind: 'pan', share: key === 'PageDown' ? PAN_STEP : -PAN_STEP };
  }
  if (key === 'Enter') return selected === undefined ? undefined : { kind: 'enter', row: selected };
  const row = stepFrom(key, layout, selected);
  return row === undefined ? undefined : { kind: 'select', row };
}

function stepFrom(
  key: string,
  { boxes }: LaneLayout,
  selected: number | undefined,
): number | undefined {
  const isArrow = key.startsWith('Arrow') || key === 'Home' || key === 'End';
  if (!isArrow) return undefined;
  const places = boxes.map(({ drawn }) =>
    selected === undefined ? undefined : placeInLane(drawn, selected),
  );
  const laneAt = places.findIndex((place) => place !== undefined);
  if (laneAt < 0) return boxes[0]?.drawn.lane.runs[0];
  const lane = boxes[laneAt]?.drawn;
  const at = places[laneAt] ?? 0;
  if (key === 'ArrowRight') return lane?.lane.runs[at + 1];
  if (key === 'ArrowLeft') return lane?.lane.runs[at - 1];
  if (key === 'Home') return lane?.lane.runs[0];
  if (key === 'End') return lane?.lane.runs.at(-1);
  const next = boxes[laneAt + (key === 'ArrowDown' ? 1 : -1)]?.drawn;
  if (next === undefined) return undefined;
  // The run of the other lane that started next.
  const startUs = lane?.starts[at] ?? 0;
  const found = next.starts.findIndex((start) => start >= startUs);
  return next.lane.runs[found < 0 ? next.starts.length - 1 : found];
}
