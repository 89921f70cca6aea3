/**
 * What an entry of a data index refers to: one parameter; several, for an input that is collected
 * from a group of elements (FORMATS T21).
 */
export type DataReference = number | readonly number[];

/** Data path → parameters, in stored order. */
export type DataIndex = Readonly<Record<string, DataReference>>;

/** Entries `repeats.<name>` hold the number of a repeat, which is no parameter (FORMATS §12.3). */
export function isParameterPath(path: string): boolean {
  return !path.startsWith('repeats.');
}

/** The parameters an entry refers to. */
export function parametersOf(reference: DataReference): readonly number[] {
  return typeof reference === 'number' ? [reference] : reference;
}
