import {
  COMPARED_NO_PART,
  COMPARED_PARTS,
  COMPARED_UNREADABLE,
  COMPARED_UNSET,
  type ComparedLine,
  type ComparedPart,
  type ComparedPlace,
  type Comparison,
} from '../../shared/contract/comparison.ts';
import type { Task } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { ValuePath } from '../../shared/contract/values.ts';
import { type DataIndex, type DataReference, isParameterPath } from '../generations/data-index.ts';
import { effectiveData } from '../generations/effective-data.ts';
import { problemOf } from '../generations/problem-of.ts';
import type { IterationData } from '../generations/workflow-reader.ts';
import { LeafContainers } from './leaf-containers.ts';
import { type Leaf, leavesOf } from './reasons/leaf-values.ts';
import { paceOf } from './reasons/pace.ts';
import { referenceValue } from './reference-value.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Problems that are told; a broken store would give one per place. */
const MOST_PROBLEMS = 100;
/** Lines of all values together; more are no comparison that anybody reads. */
const MOST_LINES = 5000;
/** Places whose values are read at a time. */
const AT_ONCE = 32;
/** Places that are asked for one by one. */
const FEW = 8;

/**
 * What many iterations were given and gave, leaf by leaf. Arrays are only named: whether two that
 * look alike differ, `arrays.readDifferences` tells where somebody looks.
 *
 * @throws {AppException} `cancelled`; `not-found` for a place that is not there
 */
export async function compareElements(
  data: WorkflowData,
  task: Task,
  places: readonly ComparedPlace[],
  context: CallContext,
): Promise<Comparison> {
  const problems: Problem[] = [];
  const leaves = new LeafReader(data, problems);
  const lines = new Map<string, LineBuilder>();
  const byEntry = new Map<string, (readonly Leaf[] | undefined)[]>();
  const pace = paceOf('Comparing', places.length, context);
  const held = await heldBy(data, task, places, context);
  for (let start = 0; start < places.length; start += AT_ONCE) {
    await pace(start);
    const part = places.slice(start, start + AT_ONCE);
    const found = await Promise.all(
      part.map(({ element }, at) => leavesOfPlace(held[start + at] ?? {}, element, leaves)),
    );
    for (const [at, entries] of found.entries()) {
      for (const entry of entries) {
        addEntry(lines, places.length, start + at, entry);
        if (entry.leaves === 'unreadable') continue;
        const known = byEntry.get(entry.entry) ?? [];
        known[start + at] = entry.leaves;
        byEntry.set(entry.entry, known);
      }
    }
  }
  const containers = new LeafContainers();
  for (const line of lines.values()) line.nameContainers(byEntry.get(line.entry) ?? [], containers);
  const built = Array.from(lines.values(), (line) => line.finish());
  const rank = ({ part }: ComparedLine): number => COMPARED_PARTS.indexOf(part);
  return { lines: built.sort((a, b) => rank(a) - rank(b)), problems };
}

/** Effective data of every place: one by one for a few, else from the data of the whole task. */
async function heldBy(
  data: WorkflowData,
  task: Task,
  places: readonly ComparedPlace[],
  { signal }: CallContext,
): Promise<readonly DataIndex[]> {
  const known = new Map<number, readonly IterationData[]>();
  if (places.length > FEW) {
    const wanted = new Set(places.map(({ element }) => element));
    for await (const batch of data.reader.dataIndexBatches(task)) {
      for (const { element, iterations } of batch) {
        if (wanted.has(element)) known.set(element, iterations);
      }
      if (signal.aborted) break;
    }
  }
  const held: DataIndex[] = [];
  for (const { element, iteration } of places) {
    const one = known.get(element)?.[iteration] ?? (await data.iteration(task, element, iteration));
    held.push(effectiveData(one));
  }
  return held;
}

interface FoundEntry {
  readonly part: ComparedPart;
  readonly entry: string;
  readonly reference: DataReference;
  readonly leaves: readonly Leaf[] | 'unreadable';
}

async function leavesOfPlace(
  held: DataIndex,
  element: number,
  leaves: LeafReader,
): Promise<readonly FoundEntry[]> {
  return Promise.all(
    Object.entries(held).flatMap(([entry, reference]) => {
      const part = partOf(entry);
      if (part === undefined) return [];
      const found = leaves.of(reference, element);
      return [found.then((own) => ({ part, entry, reference, leaves: own }))];
    }),
  );
}

function addEntry(
  lines: Map<string, LineBuilder>,
  placeCount: number,
  place: number,
  { part, entry, reference, leaves }: FoundEntry,
): void {
  if (leaves === 'unreadable') {
    lineOf(lines, placeCount, part, entry, [])?.mark(place, COMPARED_UNREADABLE);
    return;
  }
  for (const leaf of leaves) {
    lineOf(lines, placeCount, part, entry, leaf.steps)?.add(place, leaf, reference);
  }
}

function partOf(entry: string): ComparedPart | undefined {
  if (!isParameterPath(entry)) return undefined;
  if (entry.startsWith('inputs.')) return 'inputs';
  if (entry.startsWith('resources.')) return 'resources';
  if (entry.startsWith('outputs.')) return 'outputs';
  return /^(input|output)_files\./.test(entry) ? 'files' : undefined;
}

function lineOf(
  lines: Map<string, LineBuilder>,
  placeCount: number,
  part: ComparedPart,
  entry: string,
  steps: ValuePath,
): LineBuilder | undefined {
  const key = JSON.stringify([entry, ...steps]);
  const known = lines.get(key);
  if (known !== undefined || lines.size >= MOST_LINES) return known;
  const line = new LineBuilder(part, entry, steps, placeCount);
  lines.set(key, line);
  return line;
}

/** Leaves by what an entry refers to, each read once. */
class LeafReader {
  readonly #known = new Map<string, Promise<readonly Leaf[] | 'unreadable'>>();

  constructor(
    private readonly data: WorkflowData,
    private readonly problems: Problem[],
  ) {}

  of(reference: DataReference, element: number): Promise<readonly Leaf[] | 'unreadable'> {
    const key = String(reference);
    const known = this.#known.get(key) ?? this.#read(reference, element);
    this.#known.set(key, known);
    return known;
  }

  async #read(reference: DataReference, element: number): Promise<readonly Leaf[] | 'unreadable'> {
    try {
      const value = await referenceValue(this.data, reference);
      return value === undefined ? [] : leavesOf(value);
    } catch (error) {
      if (this.problems.length < MOST_PROBLEMS) {
        this.problems.push({ ...problemOf(error), place: `element ${element}` });
      }
      return 'unreadable';
    }
  }
}

/** One leaf of all places, gathered place by place. */
class LineBuilder {
  readonly #codes: Int32Array<ArrayBuffer>;
  readonly #parameters: Int32Array<ArrayBuffer>;
  readonly #codeOfKey = new Map<string, number>();
  readonly #texts: string[] = [];
  #hasArrays = false;

  constructor(
    private readonly part: ComparedPart,
    readonly entry: string,
    private readonly steps: ValuePath,
    placeCount: number,
  ) {
    this.#codes = new Int32Array(placeCount).fill(COMPARED_UNSET);
    this.#parameters = new Int32Array(placeCount).fill(-1);
  }

  mark(place: number, code: number): void {
    this.#codes[place] = code;
  }

  add(place: number, leaf: Leaf, reference: DataReference): void {
    this.#codes[place] = this.#codeOf(leaf.key, leaf.text);
    if (leaf.array === undefined || typeof reference !== 'number') return;
    this.#hasArrays = true;
    this.#parameters[place] = reference;
  }

  /**
   * Where other places have one text here and this one a container, its parts have lines of their own:
   * then it is said what it is, and not that it is not set.
   *
   * @param leaves - Of this entry, by place.
   */
  nameContainers(
    leaves: readonly (readonly Leaf[] | undefined)[],
    containers: LeafContainers,
  ): void {
    for (const [place, code] of this.#codes.entries()) {
      const own = code === COMPARED_UNSET ? leaves[place] : undefined;
      if (own === undefined || own.length === 0) continue;
      const text = containers.textAt(own, this.steps);
      this.#codes[place] =
        text === undefined ? COMPARED_NO_PART : this.#codeOf(`container ${text}`, text);
    }
  }

  #codeOf(key: string, text: string): number {
    const known = this.#codeOfKey.get(key);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#codeOfKey.set(key, code);
    return code;
  }

  finish(): ComparedLine {
    const [first] = this.#codes;
    return {
      part: this.part,
      entry: this.entry,
      steps: this.steps,
      codes: this.#codes,
      texts: this.#texts,
      ...(this.#hasArrays ? { parameters: this.#parameters } : {}),
      differs: this.#codes.some((code) => code !== first),
    };
  }
}
