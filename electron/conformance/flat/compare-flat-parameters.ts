import { isDict, isList, type PyValue } from '../../persistence/values.ts';
import { hasFrozenSpecial } from '../compare-parameters.ts';
import { compareValues } from '../compare-values.ts';
import { dict } from '../encode-records.ts';
import { encodeValue, withSortedSets } from '../encode-value.ts';
import { compareOutcome, outcomeOf } from '../outcome.ts';
import type { FlatContext } from './flat-context.ts';

/** First version in which an unset parameter is `0` (FORMATS T9). */
const FIRST_WITH_ZERO = 157;

/** Calls `compare` for each entry of a section by ID; the IDs must be those that exist. */
async function eachId(
  expected: PyValue,
  place: string,
  { store, findings }: FlatContext,
  compare: (value: PyValue, id: number, place: string) => Promise<void>,
): Promise<void> {
  if (!isDict(expected)) {
    findings.differs(place, 'is no map by number');
    return;
  }
  for (const id of store.parameterIds()) {
    if (!expected.has(String(id))) findings.differs(`${place}.${id}`, 'not expected');
  }
  for (const [key, value] of expected) await compare(value, Number(key), `${place}.${key}`);
}

export function compareFlatParameters(expected: PyValue, context: FlatContext): Promise<void> {
  const { store, findings } = context;
  return eachId(expected, 'get_parameters', context, async (value, id, place) => {
    const actual = await outcomeOf(async () => {
      const [parameter] = await store.getParameters([id]);
      const [source] = await store.getParameterSources([id]);
      return dict({
        is_set: parameter?.is_set ?? false,
        value: await encodeValue(parameter?.value ?? null),
        file: parameter?.file ?? null,
        source: source ?? null,
      });
    });
    await compareOutcome(
      withSortedSets(value),
      actual,
      place,
      findings,
      async (pythonName) => {
        const [parameter] = await store.getParameters([id]);
        const isFrozen = hasFrozenSpecial(parameter?.value ?? null);
        return pythonName === 'TypeError' && isFrozen ? 'T11' : undefined;
      },
      { isOrdered: store.storeName === 'json' },
    );
  });
}

export function compareFlatSources(expected: PyValue, context: FlatContext): Promise<void> {
  return eachId(expected, 'get_parameter_sources', context, async (value, id, place) => {
    const [source] = await context.store.getParameterSources([id]);
    compareValues(value, source ?? null, place, context.findings);
  });
}

export function compareStatuses(expected: PyValue, context: FlatContext): Promise<void> {
  return eachId(expected, 'get_parameter_set_statuses', context, async (value, id, place) => {
    const { store, alpha, findings } = context;
    const [isSet] = await store.getParameterSetStatuses([id]);
    // T9: hpcflow tests for null, although unset parameters are 0 by now.
    const isZero = (alpha ?? 0) >= FIRST_WITH_ZERO;
    if (isZero && value === true && isSet === false) findings.followed('T9');
    else compareValues(value, isSet ?? null, place, findings);
  });
}

export function compareExistence(expected: PyValue, { store, findings }: FlatContext): void {
  const ids = isDict(expected) ? expected.get('ids') : undefined;
  const result = isDict(expected) ? expected.get('result') : undefined;
  if (!isList(ids)) {
    findings.differs('check_parameters_exist', 'is no call');
    return;
  }
  const numbers = ids.flatMap((id) => (typeof id === 'number' ? [id] : []));
  compareValues(
    result ?? null,
    store.checkParametersExist(numbers),
    'check_parameters_exist.result',
    findings,
  );
}
