import type { PyDict } from '../persistence/values.ts';
import { textOf } from './py-access.ts';

/**
 * Name of a task as hpcflow builds it from its schemas (FORMATS §2.4): the objective, then method
 * and implementation of each schema, joined with `and` where a later schema has one of them.
 * `undefined` without schemas.
 */
export function taskName(schemas: readonly PyDict[]): string | undefined {
  const objective = textOf(schemas[0]?.get('objective'));
  if (objective === undefined) return undefined;
  let name = objective;
  schemas.forEach((schema, position) => {
    for (const part of partsOf(schema)) name += `_${part}`;
    const next = schemas[position + 1];
    if (next !== undefined && partsOf(next).length > 0) name += '_and';
  });
  return name;
}

function partsOf(schema: PyDict): string[] {
  return ['method', 'implementation'].flatMap((key) => textOf(schema.get(key)) ?? []);
}

/** Names in template order, told apart as hpcflow does: `t1_1`, `t1_2` where several are alike. */
export function uniqueNames(names: readonly string[]): string[] {
  const total = new Map<string, number>();
  for (const name of names) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return names.map((name) => {
    if (total.get(name) === 1) return name;
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return `${name}_${number}`;
  });
}
