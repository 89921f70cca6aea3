import {
  isFailure,
  RUN_STATUSES,
  type RunStatus,
  statusOfCode,
} from '../../shared/model/status.ts';
import { categoryColour, colourTable, cssColour, TABLE_SIZE } from './colour-maps.ts';
import type { CellColours } from './paint-status-cell.ts';
import { type PlotScalar, scalarRange } from './plot-scalar.ts';
import { tickText } from './value-scale.ts';

/** Colours of elements, a few for all of them, so that those of one colour are drawn at once. */
export interface PointColours {
  /** Position in `colours`, one per element. */
  readonly codes: Uint8Array;
  readonly colours: readonly string[];
  /** Elements that failed: drawn as diamonds, above the others. */
  readonly isFailure: (element: number) => boolean;
  readonly legend: readonly {
    readonly colour: string;
    readonly label: string;
    readonly status?: RunStatus | undefined;
  }[];
}

/** Steps of a colour map that are told apart. */
const STEPS = 32;
const MOST_CATEGORIES = 12;

/** By the most urgent status of each element. */
export function coloursByStatus(statusCodes: Uint8Array, cells: CellColours): PointColours {
  const present = RUN_STATUSES.filter((_, code) => statusCodes.includes(code));
  return {
    codes: statusCodes,
    colours: RUN_STATUSES.map((status) => cells.of(status, 'mark')),
    isFailure: (element) => isFailure(statusOfCode(statusCodes[element] ?? 0)),
    legend: present.map((status) => ({
      colour: cells.of(status, 'mark'),
      label: status,
      status,
    })),
  };
}

/** By a number, or by a word. What has none is drawn in the colour of NaN. */
export function coloursByScalar(
  { values, categories }: PlotScalar,
  statusCodes: Uint8Array,
  nan: string,
): PointColours {
  const failed = (element: number): boolean => isFailure(statusOfCode(statusCodes[element] ?? 0));
  if (categories !== undefined) {
    const count = Math.min(categories.length, MOST_CATEGORIES);
    const colours = [...categoryCss(count), nan];
    return {
      codes: Uint8Array.from(values, (value) => (value >= 0 && value < count ? value : count)),
      colours,
      isFailure: failed,
      legend: [
        ...categories.slice(0, count).map((label, at) => ({ colour: colours[at] ?? nan, label })),
        ...(categories.length > count ? [{ colour: nan, label: 'others' }] : []),
      ],
    };
  }
  const { min, max } = scalarRange(values) ?? { min: 0, max: 1 };
  const table = colourTable('viridis');
  const steps = Array.from({ length: STEPS }, (_, step) => {
    const at = Math.round((step / (STEPS - 1)) * (TABLE_SIZE - 1)) * 3;
    return cssColour(table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0);
  });
  const codeOf = (value: number): number => {
    if (!Number.isFinite(value)) return STEPS;
    return max > min ? Math.round(((value - min) / (max - min)) * (STEPS - 1)) : 0;
  };
  return {
    codes: Uint8Array.from(values, codeOf),
    colours: [...steps, nan],
    isFailure: failed,
    legend: [0, 0.5, 1].map((share) => ({
      colour: steps[Math.round(share * (STEPS - 1))] ?? nan,
      label: tickText(min + (max - min) * share),
    })),
  };
}

function categoryCss(count: number): string[] {
  return Array.from({ length: count }, (_, at) => cssColour(...categoryColour(at)));
}
