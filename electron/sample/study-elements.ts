import type { StudyElementSet, StudyInput } from './study.ts';

/** One element to be: position within each sequence and within each earlier task's elements. */
export interface ElementChoice {
  /** By parameter type; only inputs with a nesting order. */
  readonly positions: Readonly<Record<string, number>>;
}

function nestingOrderOf(input: StudyInput): number | undefined {
  return 'nestingOrder' in input ? input.nestingOrder : undefined;
}

/**
 * Elements of an element set (FORMATS §11.2): equal nesting orders zipped, different ones
 * multiplied, lower order varying fastest.
 * @param countOf number of values of an input that has a nesting order
 * @throws {RangeError} when zipped inputs differ in length
 */
export function expandElements(
  set: StudyElementSet,
  countOf: (input: StudyInput) => number,
): readonly ElementChoice[] {
  const axes = new Map<number, { readonly types: string[]; readonly count: number }>();
  for (const [type, input] of Object.entries(set.inputs)) {
    const order = nestingOrderOf(input);
    if (order === undefined) continue;
    const count = countOf(input);
    const axis = axes.get(order);
    if (axis === undefined) axes.set(order, { types: [type], count });
    else if (axis.count !== count) {
      throw new RangeError(`${type} has ${count} values, ${axis.types[0]} has ${axis.count}`);
    } else axis.types.push(type);
  }
  let choices: ElementChoice[] = [{ positions: {} }];
  // The highest order first: it varies slowest.
  for (const [, axis] of [...axes].sort(([a], [b]) => b - a)) {
    choices = choices.flatMap(({ positions }) =>
      Array.from({ length: axis.count }, (_, position) => ({
        positions: {
          ...positions,
          ...Object.fromEntries(axis.types.map((type) => [type, position])),
        },
      })),
    );
  }
  return choices;
}
