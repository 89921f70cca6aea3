import type { JSONPersistentStore } from '../persistence/json-persistent-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type { ParameterData } from '../persistence/records.ts';
import {
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  MissingArray,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { compareValues } from './compare-values.ts';
import { dict } from './encode-records.ts';
import { encodeValue, withSortedSets } from './encode-value.ts';
import type { Findings, RuleName } from './findings.ts';
import { compareOutcome, type Outcome, outcomeOf, raisedName, raisedText } from './outcome.ts';
import type { Structure } from './structure.ts';

const SAME = 'same as get_all_parameter_data for every index';

export interface ParameterContext {
  readonly store: PersistentStore;
  readonly structure: Structure;
  readonly findings: Findings;
  /** Indices that exist. */
  readonly indices: readonly number[];
}

function children(value: PyValue): readonly PyValue[] {
  if (value instanceof PyTuple || value instanceof PySet) return value.items;
  if (isList(value)) return value;
  return isDict(value) ? [...value.values()] : [];
}

function someInside(value: PyValue, test: (item: PyValue) => boolean): boolean {
  return test(value) || children(value).some((item) => someInside(item, test));
}

/** T11: a tuple that directly holds something hpcflow would have to put into it. */
export function hasFrozenSpecial(value: PyValue): boolean {
  const isSpecial = (item: PyValue): boolean =>
    item instanceof PySet ||
    item instanceof MissingArray ||
    isArrayHandle(item) ||
    isMaskedArrayHandle(item);
  return someInside(value, (item) => item instanceof PyTuple && item.items.some(isSpecial));
}

/** Why hpcflow could not read a parameter that ours can. */
async function ruleFor(
  pythonName: string,
  index: number,
  context: ParameterContext,
): Promise<RuleName | undefined> {
  const { store, structure } = context;
  if (pythonName === 'ValueError') {
    return (await structure.hasForeignKeys(index)) ? 'T10' : undefined;
  }
  const [, value] = await store.getParameterData(index);
  if (pythonName === 'TypeError' && hasFrozenSpecial(value)) return 'T11';
  const isMissing = someInside(value, (item) => item instanceof MissingArray);
  if (isMissing && (pythonName === 'AttributeError' || pythonName === 'TypeError')) return 'T8';
  if (pythonName === 'KeyError' && (await hasNumberedMapKey(store, index))) return 'T10';
  return undefined;
}

/** T10: the path of a tuple or set goes through a map by an integer, which is a text by now. */
async function hasNumberedMapKey(store: PersistentStore, index: number): Promise<boolean> {
  if (!isJsonStore(store)) return false;
  const encoded = (await store.loadParameterData()).get(String(index));
  const lookup = isDict(encoded) ? encoded.get('type_lookup') : undefined;
  const paths = ['tuples', 'sets'].flatMap((kind) => {
    const list = isDict(lookup) ? lookup.get(kind) : undefined;
    return isList(list) ? list : [];
  });
  return paths.some((path) => {
    let at: PyValue | undefined = isDict(encoded) ? encoded.get('data') : undefined;
    for (const step of isList(path) ? path : []) {
      if (isDict(at) && typeof step === 'number') return true;
      if (isDict(at)) at = at.get(String(step));
      else at = isList(at) && typeof step === 'number' ? at[step] : undefined;
    }
    return false;
  });
}

function isJsonStore(store: PersistentStore): store is JSONPersistentStore {
  return store.storeName === 'json';
}

async function encodeData([isSet, value]: ParameterData): Promise<PyValue> {
  return dict({ is_set: isSet, value: await encodeValue(value) });
}

/** T8: where an array is gone, hpcflow puts `None`. */
function withNothingForMissing(value: PyValue, findings: Findings): PyValue {
  if (isList(value)) return value.map((item) => withNothingForMissing(item, findings));
  if (!isDict(value)) return value;
  if (value.size === 1 && value.has('__missing__')) {
    findings.followed('T8');
    return null;
  }
  return new Map([...value].map(([key, item]) => [key, withNothingForMissing(item, findings)]));
}

async function compareData(
  expected: PyValue,
  index: number,
  place: string,
  context: ParameterContext,
): Promise<void> {
  const { store, findings } = context;
  const actual = await outcomeOf(async () => encodeData(await store.getParameterData(index)));
  const isCompared = raisedText(expected) === undefined && 'value' in actual;
  const ours: Outcome = isCompared
    ? { value: withNothingForMissing(actual.value, findings) }
    : actual;
  await compareOutcome(
    withSortedSets(expected),
    ours,
    place,
    findings,
    (pythonName) => ruleFor(pythonName, index, context),
    { isOrdered: true },
  );
}

/** Calls `compare` for each entry of a section by index; the indices must be those that exist. */
async function eachIndex(
  expected: PyValue,
  place: string,
  { indices, findings }: ParameterContext,
  compare: (value: PyValue, index: number, place: string) => Promise<void>,
): Promise<void> {
  if (!isDict(expected)) {
    findings.differs(place, 'is no map by index');
    return;
  }
  for (const index of indices) {
    if (!expected.has(String(index))) findings.differs(`${place}.${index}`, 'not expected');
  }
  for (const [key, value] of expected) await compare(value, Number(key), `${place}.${key}`);
}

/** Why hpcflow could not read all parameters at once. */
async function ruleForAll(
  pythonName: string,
  context: ParameterContext,
): Promise<RuleName | undefined> {
  const { indices, store } = context;
  const hasGaps = indices.some((index, row) => index !== row);
  const isEmptyJson = indices.length === 0 && store.storeName === 'json';
  if (pythonName === 'KeyError' && hasGaps) return 'T7';
  if (pythonName === 'ValueError' && isEmptyJson) return 'T7';
  for (const index of indices) {
    const rule = await ruleFor(pythonName, index, context);
    if (rule !== undefined) return rule;
  }
  return undefined;
}

export async function compareAllParameterData(
  expected: PyValue,
  context: ParameterContext,
): Promise<void> {
  const place = 'get_all_parameter_data';
  const { store, findings } = context;
  const raised = raisedText(expected);
  if (raised !== undefined) {
    const rule = await ruleForAll(raisedName(raised), context);
    if (rule === undefined) findings.differs(place, `${raised} expected, values found`);
    else findings.followed(rule);
    return;
  }
  await eachIndex(expected, place, context, (value, index, at) =>
    compareData(value, index, at, context),
  );
  const all = await store.getAllParameterData();
  const flags = [...all].map(([index, [isSet]]) => [String(index), isSet] as const);
  const wanted = isDict(expected)
    ? [...expected].map(
        ([key, entry]) => [key, isDict(entry) ? entry.get('is_set') : null] as const,
      )
    : [];
  compareValues(new Map(wanted.map(([k, v]) => [k, v ?? null])), new Map(flags), place, findings);
}

export async function compareParameterData(
  expected: PyValue,
  allData: PyValue,
  context: ParameterContext,
): Promise<void> {
  const place = 'get_parameter_data';
  if (typeof expected === 'string') {
    if (expected !== SAME || raisedText(allData) !== undefined) {
      context.findings.differs(place, `“${expected}” is not known`);
    }
    return;
  }
  await eachIndex(expected, place, context, (value, index, at) =>
    compareData(value, index, at, context),
  );
}

export async function compareSources(expected: PyValue, context: ParameterContext): Promise<void> {
  await eachIndex(expected, 'get_parameter_source', context, async (value, index, at) => {
    const actual = await outcomeOf(() => context.store.getParameterSource(index));
    await compareOutcome(value, actual, at, context.findings, () => undefined);
  });
}

export async function compareSetFlags(expected: PyValue, context: ParameterContext): Promise<void> {
  const { store, structure, findings, indices } = context;
  await eachIndex(expected, 'is_parameter_set', context, async (value, index, at) => {
    const actual = await outcomeOf(() => store.isParameterSet(index));
    await compareOutcome(value, actual, at, findings, async (pythonName) =>
      pythonName === 'ValueError' && (await structure.hasForeignKeys(index)) ? 'T10' : undefined,
    );
  });
  const flags = await store.areParametersSet(Uint32Array.from(indices));
  for (const [row, index] of indices.entries()) {
    if ((flags[row] === 1) !== (await store.isParameterSet(index))) {
      findings.differs(`is_parameter_set.${index}`, 'the flags of all parameters say otherwise');
    }
  }
}

export async function compareExistence(
  expected: PyValue,
  { store, findings }: ParameterContext,
): Promise<void> {
  const place = 'check_parameters_exist';
  if (!isList(expected)) return findings.differs(place, 'is no list of calls');
  for (const [i, call] of expected.entries()) {
    const wanted = isDict(call) ? call.get('indices') : undefined;
    const at = `${place}.${i}`;
    const numbers = isList(wanted) ? wanted.filter((index) => typeof index === 'number') : [];
    const isValid =
      typeof wanted === 'number' || (isList(wanted) && numbers.length === wanted.length);
    if (!isDict(call) || !isValid) {
      findings.differs(at, 'is no call');
      continue;
    }
    const result =
      typeof wanted === 'number'
        ? await store.checkParametersExist(wanted)
        : await store.checkParametersExist(numbers);
    compareValues(call.get('result') ?? null, result, `${at}.result`, findings);
  }
}
