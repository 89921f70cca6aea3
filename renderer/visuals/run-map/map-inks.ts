import {
  RUN_STATUSES,
  type RunStatus,
  statusOfCode,
  URGENCY,
} from '../../../shared/model/status.ts';
import type { CellColours } from '../paint-status-cell.ts';
import {
  CATEGORY_COLOURS,
  type MapColouring,
  NO_CODE,
  SCALE_STEPS,
  SEVERAL,
} from './map-colouring.ts';
import type { CellInk, InkOfCode } from './map-raster.ts';

const SHAPES: Readonly<Record<RunStatus, CellInk['shape']>> = {
  pending: 'dot',
  prepared: 'full',
  submitted: 'full',
  running: 'full',
  complete: 'full',
  success: 'full',
  'likely-failed': 'outline',
  error: 'loud',
  skipped: 'bar',
  'ended-by-loop': 'dash',
  aborted: 'full',
};

/** Part of a status' colour its shape is drawn in. */
const partOf = (status: RunStatus): 'mark' | 'cell' =>
  status === 'skipped' || status === 'ended-by-loop' || status === 'pending' ? 'mark' : 'cell';

/** Viridis, from its dark end (small) to its bright one (large). */
const VIRIDIS = ['#440154', '#414487', '#2a788e', '#22a884', '#7ad151', '#fde725'] as const;

/** Told apart with every common colour vision by lightness as well as hue (Paul Tol's muted set). */
const CATEGORIES = [
  '#88ccee',
  '#cc6677',
  '#ddcc77',
  '#117733',
  '#aa4499',
  '#44aa99',
  '#999933',
  '#882255',
  '#6699cc',
  '#c2a5cf',
  '#e08b4f',
  '#5a6b7b',
] as const;

/** Status a code of the status colouring stands for. */
export function statusOfRank(code: number): RunStatus {
  return URGENCY[code] ?? statusOfCode(0);
}

/** `#rrggbb` (or `#rgb`) as image data lies in memory; `undefined` for other notations. */
export function packedColour(css: string): number | undefined {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(css.trim());
  const digits = match?.[1];
  if (digits === undefined) return undefined;
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  const bytes = new Uint8Array([red ?? 0, green ?? 0, blue ?? 0, 255]);
  return new Uint32Array(bytes.buffer)[0];
}

function mix(from: string, to: string, share: number): string {
  const part = (css: string, at: number): number =>
    Number.parseInt(css.slice(1 + at * 2, 3 + at * 2), 16);
  const channels = [0, 1, 2].map((at) =>
    Math.round(part(from, at) + (part(to, at) - part(from, at)) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${channels.join('')}`;
}

/** Colour of a step of the scale: 0 is the largest value. */
export function scaleColour(step: number): string {
  const share = 1 - step / (SCALE_STEPS - 1);
  const at = Math.min(VIRIDIS.length - 2, Math.floor(share * (VIRIDIS.length - 1)));
  return mix(
    VIRIDIS[at] ?? VIRIDIS[0],
    VIRIDIS[at + 1] ?? VIRIDIS[0],
    share * (VIRIDIS.length - 1) - at,
  );
}

export const categoryColour = (code: number): string =>
  CATEGORIES[code % CATEGORY_COLOURS] ?? CATEGORIES[0];

/** CSS colour of a code that is no status. */
export function colourOfCode(isScale: boolean, code: number, colours: CellColours): string {
  if (code === SEVERAL) return colours.line;
  return isScale ? scaleColour(code) : categoryColour(code);
}

/** Inks of the theme in use. */
export function inksOf(
  { mode, isScale }: Pick<MapColouring, 'mode' | 'isScale'>,
  colours: CellColours,
): InkOfCode {
  const ground = packedColour(colours.cut) ?? 0;
  if (mode !== 'status') {
    return (code) => {
      if (code === NO_CODE) return undefined;
      const colour = packedColour(colourOfCode(isScale, code, colours));
      return colour === undefined ? undefined : { shape: 'full', colour, ground };
    };
  }
  const inks = new Map<number, CellInk>();
  for (const status of RUN_STATUSES) {
    const shape = SHAPES[status];
    const colour = packedColour(colours.of(status, partOf(status)));
    if (colour === undefined) continue;
    const under = shape === 'bar' ? packedColour(colours.of(status, 'tint')) : ground;
    inks.set(URGENCY.indexOf(status), { shape, colour, ground: under ?? ground });
  }
  return (code) => inks.get(code);
}

/** How much of a colour is left of what is not on the path. */
export const DIM_SHARE = 0.26;

/** Inks of what is not on the path: the same colours, faint, and nothing over its neighbours. */
export function dimmed(inkOf: InkOfCode): InkOfCode {
  return (code) => {
    const ink = inkOf(code);
    if (ink === undefined) return undefined;
    return {
      shape: ink.shape === 'loud' ? 'full' : ink.shape,
      colour: faint(ink.colour),
      ground: faint(ink.ground),
    };
  };
}

/** The colour with less of itself: its last byte is how opaque it is. */
function faint(packed: number): number {
  const bytes = new Uint8Array(Uint32Array.of(packed).buffer);
  bytes[3] = Math.round((bytes[3] ?? 255) * DIM_SHARE);
  return new Uint32Array(bytes.buffer)[0] ?? packed;
}
