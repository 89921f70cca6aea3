import type { SeriesPlace } from '../../../../shared/contract/across.ts';
import type { ElementColumn } from '../../../../shared/contract/documents.ts';
import type { ValueChild } from '../../../../shared/contract/values.ts';
import type { ValuePlace } from '../value-place.ts';

/** Something that can be along the x axis. */
export interface XChoice {
  readonly id: string;
  readonly label: string;
  readonly place: SeriesPlace;
}

/** Arrays and lists beside a curve that are as long as it: strain beside stress. */
export function siblingChoices(
  { entry, path }: ValuePlace,
  siblings: readonly ValueChild[],
): XChoice[] {
  const own = siblings.find(({ step }) => step === path.at(-1))?.summary;
  const length = lengthOf(own);
  if (length === undefined) return [];
  return siblings.flatMap(({ step, label, summary }): XChoice[] => {
    if (step === path.at(-1) || lengthOf(summary) !== length) return [];
    const place = { entry, path: [...path.slice(0, -1), step] };
    const name = typeof step === 'string' ? step : label;
    return [{ id: JSON.stringify(place), label: name, place }];
  });
}

function lengthOf(summary: ValueChild['summary'] | undefined): number | undefined {
  if (summary?.array !== undefined) {
    const long = summary.array.shape.filter((length) => length > 1);
    return long.length === 1 ? long[0] : undefined;
  }
  return summary?.kind === 'list' || summary?.kind === 'tuple' ? summary.length : undefined;
}

/** Numbers that differ between the elements, for scalars. */
export function columnChoices(columns: readonly ElementColumn[]): XChoice[] {
  return columns
    .filter(({ isNumeric, isShown }) => isNumeric && isShown)
    .map(({ label, data, steps }) => {
      const place = { entry: data, path: [...steps] };
      return { id: JSON.stringify(place), label, place };
    });
}
