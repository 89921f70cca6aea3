import { isList, type PyValue } from '../values.ts';
import {
  actionRuns,
  areIntegers,
  integerOf,
  integers,
  numberMap,
  plainField,
  type Tables,
} from './decode-record.ts';
import { ELEMENT_ROW, type Field } from './formats.ts';
import type { ActionRuns, IndexedElement, IndexedIteration } from './records.ts';

/** Items of a row, by their places; `undefined` for a row that is no list. */
type Items = readonly PyValue[] | undefined;

/** What the run index takes of a Zarr row, without a map of its members in between. */
export interface IndexedRow<T> {
  /** By place; the other items are passed over. */
  readonly isWanted: readonly boolean[];
  /** @throws RecordFault */
  readonly decode: (items: Items, tables: Tables) => T;
}

/** Most iterations are in no loop. */
const NO_LOOPS: IndexedIteration['loop_idx'] = {};

export function indexedElements(): IndexedRow<IndexedElement> {
  const set = placeOf('es_idx', ELEMENT_ROW);
  const iterations = placeOf('iteration_IDs', ELEMENT_ROW);
  return {
    isWanted: ELEMENT_ROW.map((_, place) => place === set || place === iterations),
    decode: (items) => ({
      es_idx: integerOf(items?.[set], 'es_idx'),
      iteration_IDs: integers(items?.[iterations], 'iteration_IDs'),
    }),
  };
}

/** @param fields - Of the rows, which are laid out in two ways. */
export function indexedIterations(fields: readonly Field[]): IndexedRow<IndexedIteration> {
  const initialised = placeOf('EARs_initialised', fields);
  const actions = placeOf('EAR_IDs', fields);
  const loops = placeOf('loop_idx', fields);
  const wanted = [initialised, actions, loops];
  return {
    isWanted: fields.map((_, place) => wanted.includes(place)),
    decode: (items, tables) => ({
      EARs_initialised: flagOf(items?.[initialised]),
      EAR_IDs: actionRunsOf(items?.[actions], fields[actions], tables),
      loop_idx: loopsOf(items?.[loops], fields[loops], tables),
    }),
  };
}

function placeOf(name: string, fields: readonly Field[]): number {
  return fields.findIndex((field) => field.name === name);
}

function flagOf(value: PyValue | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 1 || value === true;
}

/** `[[action, [run ID, …]]]`; mostly there is one action, which is taken as it is. */
function actionRunsOf(
  value: PyValue | undefined,
  field: Field | undefined,
  tables: Tables,
): readonly ActionRuns[] | null {
  if (isList(value) && value.length === 1) {
    const [action, runs] = isList(value[0]) ? value[0] : [];
    if (typeof action === 'number' && action >= 0 && areIntegers([action]) && areIntegers(runs)) {
      return [[action, runs]];
    }
  }
  if (value === undefined || field === undefined) return null;
  const actions = actionRuns(plainField(value, field, tables));
  return actions && [...actions];
}

function loopsOf(
  value: PyValue | undefined,
  field: Field | undefined,
  tables: Tables,
): IndexedIteration['loop_idx'] {
  if (isList(value) && value.length === 0) return NO_LOOPS;
  const isThere = value !== undefined && field !== undefined;
  return numberMap(isThere ? plainField(value, field, tables) : undefined, 'loop_idx');
}
