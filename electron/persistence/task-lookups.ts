import { invalidRequest } from './store-errors.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import type { Lookups } from './zarr-records.ts';

/** Texts that rows refer to by position; appended to, never reordered (FORMATS §4.3). */
export class LookupTable {
  readonly #texts: string[];
  readonly #positions: Map<string, number>;
  readonly #storedCount: number;

  constructor(stored: readonly string[] = []) {
    this.#texts = [...stored];
    this.#storedCount = stored.length;
    this.#positions = new Map();
    // A text that is there twice counts as it comes first.
    for (const [i, text] of stored.entries()) {
      if (!this.#positions.has(text)) this.#positions.set(text, i);
    }
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  get isChanged(): boolean {
    return this.#texts.length > this.#storedCount;
  }

  positionOf(text: string): number {
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
}

/** @throws StoreException KeyError */
function member(document: PyDict, key: string): PyValue {
  const value = document.get(key);
  if (value !== undefined) return value;
  throw invalidRequest('KeyError', `A row lacks “${key}”.`, key);
}

function dictOf(document: PyDict, key: string): PyDict {
  const value = member(document, key);
  if (isDict(value)) return value;
  throw invalidRequest('AttributeError', `“${key}” of a row is no map.`, key);
}

function listOf(document: PyDict, key: string): readonly PyValue[] {
  const value = member(document, key);
  if (isList(value)) return value;
  throw invalidRequest('TypeError', `“${key}” of a row is no list.`, key);
}

function pairs(values: PyDict, table: LookupTable): PyValue {
  return [...values].map(([text, value]) => [table.positionOf(text), value]);
}

/** What a truth value or `null` is stored as: −1 for `null`. */
function flag(value: PyValue | undefined): PyValue {
  if (value === null || value === undefined) return -1;
  return typeof value === 'boolean' ? Number(value) : value;
}

/** Lookup tables of a task while rows are added to it, and the rows as they are stored. */
export class TaskLookups {
  readonly sequences: LookupTable;
  readonly sources: LookupTable;
  readonly loops: LookupTable;
  readonly schemaParameters: LookupTable;
  readonly parameterPaths: LookupTable;

  /** @param stored - Absent for a new task. */
  constructor(stored?: Lookups, unsavedLoop?: string) {
    this.sequences = new LookupTable(stored?.seq_idx);
    this.sources = new LookupTable(stored?.src_idx);
    this.loops = new LookupTable(stored?.loops);
    this.schemaParameters = new LookupTable(stored?.schema_parameters);
    this.parameterPaths = new LookupTable(stored?.parameter_paths);
    // Rows refer to it already (FORMATS T6): the next name must not take its place.
    if (unsavedLoop !== undefined) this.loops.positionOf(unsavedLoop);
  }

  get areElementsChanged(): boolean {
    return this.sequences.isChanged || this.sources.isChanged;
  }

  get areIterationsChanged(): boolean {
    return [this.loops, this.schemaParameters, this.parameterPaths].some((t) => t.isChanged);
  }

  elementAttributes(): Map<string, PyValue> {
    return new Map([
      ['seq_idx', this.sequences.texts],
      ['src_idx', this.sources.texts],
    ]);
  }

  iterationAttributes(): Map<string, PyValue> {
    return new Map([
      ['loops', this.loops.texts],
      ['parameter_paths', this.parameterPaths.texts],
      ['schema_parameters', this.schemaParameters.texts],
    ]);
  }

  /** FORMATS §4.3 */
  elementRow(element: PyDict): PyValue[] {
    return [
      [...listOf(element, 'iterations_idx')],
      member(element, 'es_idx'),
      pairs(dictOf(element, 'seq_idx'), this.sequences),
      pairs(dictOf(element, 'src_idx'), this.sources),
    ];
  }

  /** FORMATS §4.4; tables are filled in hpcflow's order. */
  iterationRow(iteration: PyDict): PyValue[] {
    const loops = pairs(dictOf(iteration, 'loop_idx'), this.loops);
    const schemaParameters = listOf(iteration, 'schema_parameters').map((path) =>
      this.schemaParameters.positionOf(String(path)),
    );
    const data = pairs(dictOf(iteration, 'data_idx'), this.parameterPaths);
    const actions = [...dictOf(iteration, 'actions')].map(([action, runs]) =>
      this.actionRow(Number(action), isList(runs) ? runs : []),
    );
    const isInitialised = member(iteration, 'EARs_initialised') === true ? 1 : 0;
    return [member(iteration, 'global_idx'), data, isInitialised, schemaParameters, loops, actions];
  }

  actionRow(action: number, runs: readonly PyValue[]): PyValue[] {
    return [action, runs.map((run) => this.#runRow(run))];
  }

  #runRow(run: PyValue): PyValue[] {
    if (!isDict(run)) throw invalidRequest('TypeError', 'A run is no map.', 'EARs');
    const metadata = dictOf(run, 'metadata');
    return [
      member(run, 'index'),
      flag(member(metadata, 'submission_idx')),
      flag(member(metadata, 'success')),
      pairs(dictOf(run, 'data_idx'), this.parameterPaths),
    ];
  }
}
