import type { Problem } from '../../shared/contract/errors.ts';

/** Notice that something of how a parameter is encoded is not known: it is shown as it is stored. */
export function unknownType(file: string, parameter: number, place: string): Problem {
  const key = place.split('.')[1] ?? place;
  return {
    message:
      `Not understood: the special type “${key}” of parameter ${parameter}. ` +
      'The value is shown as it is stored, without it.',
    file,
    place: `parameter ${parameter}, ${place}`,
  };
}
