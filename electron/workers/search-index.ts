import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { MAX_MATCHES, type SearchAnswer, type SearchMatch } from '../../shared/contract/search.ts';
import type { ValuePath } from '../../shared/contract/values.ts';
import type { DataReference } from '../generations/data-index.ts';
import { effectiveData } from '../generations/effective-data.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import type { PyValue } from '../persistence/values.ts';
import { referenceValue } from './reference-value.ts';
import { searchLeaves } from './search-leaves.ts';
import type { WorkflowData } from './workflow-data.ts';

/** Numbers and texts that are kept: about 200 MB of them. */
const MAX_VALUES = 1_000_000;
/** Of each, so many characters are searched. */
const VALUE_CHARACTERS = 200;
/** Values read at a time. */
const AT_ONCE = 32;

/** A value that some iteration uses, by the first that does. */
interface Place {
  readonly taskInsertId: number;
  readonly element: number;
  readonly iteration: number;
  readonly entry: string;
}

interface Line {
  readonly place: Place;
  readonly steps: ValuePath;
  readonly text: string;
  /** Lower case, to be searched. */
  readonly folded: string;
}

interface Name {
  readonly folded: string;
  readonly line: Line;
  count: number;
}

/** Names and values of a workflow, read once to be searched many times. */
export class SearchIndex {
  readonly #lines: Line[] = [];
  readonly #names = new Map<string, Name>();
  unreadCount = 0;

  get isFull(): boolean {
    return this.#lines.length >= MAX_VALUES;
  }

  add(place: Place, value: PyValue): void {
    for (const leaf of searchLeaves(value)) {
      if (this.isFull) {
        this.unreadCount += 1;
        return;
      }
      const text = textOf(leaf.value);
      const line: Line = { place, steps: leaf.steps, text, folded: text.toLowerCase() };
      this.#lines.push(line);
      // Names of a task are told once; positions in lists are not part of them.
      const named = leaf.steps.filter((step) => typeof step === 'string');
      const key = `${place.taskInsertId} ${[place.entry, ...named].join('.')}`;
      const known = this.#names.get(key);
      if (known !== undefined) known.count += 1;
      else {
        const folded = [place.entry, ...named].join('.').toLowerCase();
        this.#names.set(key, { folded, line, count: 1 });
      }
    }
  }

  /** Names and values that hold a text, in any case. */
  find(text: string): SearchAnswer {
    const wanted = text.trim().toLowerCase();
    const matches: SearchMatch[] = [];
    let total = 0;
    if (wanted !== '') {
      for (const { folded, line, count } of this.#names.values()) {
        if (!folded.includes(wanted)) continue;
        total += 1;
        if (matches.length < MAX_MATCHES) matches.push(matchOf('name', line, count));
      }
      for (const line of this.#lines) {
        if (!line.folded.includes(wanted)) continue;
        total += 1;
        if (matches.length < MAX_MATCHES) matches.push(matchOf('value', line, 1));
      }
    }
    const { unreadCount } = this;
    return { matches, total, valueCount: this.#lines.length, unreadCount };
  }
}

function matchOf(kind: SearchMatch['kind'], { place, steps, text }: Line, count: number) {
  return { kind, ...place, steps: [...steps], text, count };
}

function textOf(value: PyValue): string {
  if (typeof value === 'string') return value.slice(0, VALUE_CHARACTERS);
  return pythonRepr(value, VALUE_CHARACTERS).text;
}

/**
 * Reads every value that an iteration of the workflow uses, each once.
 *
 * @throws {AppException} `cancelled`
 */
export async function buildSearchIndex(
  data: WorkflowData,
  { signal, reportProgress }: CallContext,
): Promise<SearchIndex> {
  const index = new SearchIndex();
  const seen = new Set<string>();
  const elementCount = data.tasks.reduce((sum, task) => sum + task.elementCount, 0);
  let done = 0;
  for (const task of data.tasks) {
    for await (const batch of data.reader.dataIndexBatches(task)) {
      const wanted: [Place, DataReference][] = [];
      for (const { element, iterations } of batch) {
        for (const [iteration, held] of iterations.entries()) {
          for (const [entry, reference] of Object.entries(effectiveData(held))) {
            const key = String(reference);
            if (seen.has(key) || entry.startsWith('repeats.')) continue;
            seen.add(key);
            const place = { taskInsertId: task.insertId, element, iteration, entry };
            wanted.push([place, reference]);
          }
        }
      }
      for (let start = 0; start < wanted.length; start += AT_ONCE) {
        const part = wanted.slice(start, start + AT_ONCE);
        const values = await Promise.all(part.map(([, reference]) => read(data, index, reference)));
        // In their order, whichever was read first: the same search has the same answer.
        for (const [at, [place]] of part.entries()) {
          const value = values[at];
          if (value !== undefined) index.add(place, value);
        }
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (signal.aborted) throw cancelled();
      }
      done += batch.length;
      reportProgress({ phase: 'Reading names and values', done, total: elementCount });
    }
  }
  return index;
}

async function read(
  data: WorkflowData,
  index: SearchIndex,
  reference: DataReference,
): Promise<PyValue | undefined> {
  try {
    return await referenceValue(data, reference);
  } catch {
    // What cannot be read is told where it is looked at; here it is counted.
    index.unreadCount += 1;
    return undefined;
  }
}

function cancelled(): AppException {
  return new AppException({ code: 'cancelled', message: 'The search was cancelled.' });
}
