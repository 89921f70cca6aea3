import type { Problem } from '../../shared/contract/errors.ts';

/** Something of how a parameter is encoded that is not known: it is shown as it is stored. */
export interface UnknownType {
  /** Of the parameters, relative to the workflow. */
  readonly file: string;
  readonly parameter: number;
  /** Where in the encoded value, such as `type_lookup.rng` or `type_lookup.tuples.0`. */
  readonly place: string;
}

/** Notice for one parameter. */
export function unknownType({ file, parameter, place }: UnknownType): Problem {
  return {
    message:
      `Not understood: the special type “${typeName(place)}” of parameter ${parameter}. ` +
      'The value is shown as it is stored, without it.',
    file,
    place: `parameter ${parameter}, ${place}`,
  };
}

/** What is not known of a workflow's parameters, as far as they were read: each type once. */
export class UnknownTypes {
  readonly #parameters = new Map<string, { first: UnknownType; numbers: Set<number> }>();

  note(found: readonly UnknownType[]): void {
    for (const unknown of found) {
      const name = typeName(unknown.place);
      const known = this.#parameters.get(name) ?? { first: unknown, numbers: new Set() };
      known.numbers.add(unknown.parameter);
      this.#parameters.set(name, known);
    }
  }

  notices(): Problem[] {
    return [...this.#parameters].map(([name, { first, numbers }]) => ({
      message:
        numbers.size === 1
          ? `The special type “${name}” of a value is not known: the value is shown as it is stored.`
          : `The special type “${name}” of ${numbers.size} values is not known: they are shown as they are stored.`,
      file: first.file,
      place: `${numbers.size === 1 ? '' : 'first in '}parameter ${first.parameter}, type_lookup.${name}`,
    }));
  }
}

function typeName(place: string): string {
  return place.split('.')[1] ?? place;
}
