import { isDict, isList, PyFloat, PyTuple, type PyValue } from './values.ts';

/** Plain JavaScript value of a record, as the fast JSON parser would give it. */
export function plainRecord(value: PyValue): unknown {
  if (value instanceof PyFloat) return value.value;
  if (value instanceof PyTuple) return value.items.map(plainRecord);
  if (isList(value)) return value.map(plainRecord);
  if (isDict(value))
    return Object.fromEntries([...value].map(([k, item]) => [k, plainRecord(item)]));
  return value;
}
