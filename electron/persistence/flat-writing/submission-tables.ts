import { isDict, isList, type PyValue } from '../values.ts';

/** Tables of different sizes in one array of three dimensions, padded with -1, in C order. */
export function paddedTables(tables: readonly (readonly (readonly number[])[])[]): {
  readonly shape: readonly [tables: number, rows: number, columns: number];
  readonly items: readonly number[];
} {
  const rows = Math.max(0, ...tables.map((table) => table.length));
  const columns = tables.reduce(
    (most, table) => table.reduce((width, row) => Math.max(width, row.length), most),
    0,
  );
  const items = tables.flatMap((table) =>
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => table[row]?.[column] ?? -1),
    ).flat(),
  );
  return { shape: [tables.length, rows, columns], items };
}

/**
 * Dependencies of a block as integers with their lengths in front (GEN4 §10.4): the inverse of
 * `dependencyLists`.
 *
 * @param stored - `[[jobscript, block], {js_element_mapping, is_array}]` of each.
 */
export function dependencyIntegers(
  jobscript: number,
  block: number,
  stored: PyValue | undefined,
): number[] {
  const own = (isList(stored) ? stored : []).flatMap((pair) => {
    const [on, value] = isList(pair) ? pair : [];
    if (!isList(on) || !isDict(value)) return [];
    const mapping = value.get('js_element_mapping');
    const parts = (isDict(mapping) ? [...mapping] : []).flatMap(([element, others]) => {
      const list = isList(others) ? others.map(Number) : [];
      return [list.length + 1, Number(element), ...list];
    });
    const all = [...on.map(Number), value.get('is_array') === true ? 1 : 0, ...parts];
    return [all.length, ...all];
  });
  return [own.length + 2, jobscript, block, ...own];
}
