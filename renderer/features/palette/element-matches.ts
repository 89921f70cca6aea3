import fuzzysort from 'fuzzysort';
import type { Task } from '../../../shared/contract/documents.ts';

/** A column that names the elements of a task. */
export interface NameColumn {
  readonly label: string;
  /** Per element, position in `texts`; -1 where it has no value. */
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** What names the elements of tasks, by insert ID, as far as it was read. */
export type ElementNames = ReadonlyMap<number, readonly NameColumn[]>;

export interface ElementMatch {
  readonly task: Task;
  readonly element: number;
  /** Its varying inputs, such as `texture=Goss · load=0.12`. */
  readonly label: string | undefined;
}

/** More would be a table, and there is one. */
const MOST_MATCHES = 8;
const LEAST_TASK_SCORE = 0.3;

/**
 * Elements by their number (`12`, `element 12`, `simulate 12`), then those whose varying inputs hold
 * every typed word (`goss 0.12`, `texture=goss`).
 *
 * @param tasks In the order of preference.
 */
export function matchElements(
  text: string,
  tasks: readonly Task[],
  names: ElementNames,
): readonly ElementMatch[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Map<string, ElementMatch>();
  const add = (task: Task, element: number): void => {
    const label = labelOf(names.get(task.insertId), element);
    found.set(`${task.insertId}/${element}`, { task, element, label });
  };
  for (const task of tasks) {
    const number = numberIn(words, task);
    if (number !== undefined && number < task.elementCount) add(task, number);
    if (found.size >= MOST_MATCHES) break;
  }
  if (text.trim().length >= 2) {
    for (const task of tasks) {
      const columns = names.get(task.insertId) ?? [];
      for (const element of elementsNamed(words, columns, MOST_MATCHES - found.size)) {
        add(task, element);
      }
      if (found.size >= MOST_MATCHES) break;
    }
  }
  return [...found.values()];
}

/** The number among the words, where all others name the task. */
function numberIn(words: readonly string[], task: Task): number | undefined {
  const numbers = words.filter((word) => /^#?\d{1,9}$/.test(word));
  const [number] = numbers;
  if (number === undefined || numbers.length > 1) return undefined;
  const others = words.filter((word) => word !== number && !isElementWord(word)).join(' ');
  const isOfTask =
    others === '' || (fuzzysort.single(others, task.name)?.score ?? 0) >= LEAST_TASK_SCORE;
  return isOfTask ? Number(number.replace('#', '')) : undefined;
}

function isElementWord(word: string): boolean {
  return word.length >= 2 && 'elements'.startsWith(word);
}

/** Elements of which every word is in some `name=value`; the first ones. */
function elementsNamed(
  words: readonly string[],
  columns: readonly NameColumn[],
  most: number,
): readonly number[] {
  const elementCount = columns[0]?.codes.length ?? 0;
  const found: number[] = [];
  if (words.length === 0 || elementCount === 0) return found;
  // Looked for once per different value, not once per element.
  const holds = words.map((word) =>
    columns.map(({ label, texts }) =>
      texts.map((value) => `${label}=${value}`.toLowerCase().includes(word)),
    ),
  );
  for (let element = 0; element < elementCount && found.length < most; element += 1) {
    const isNamed = holds.every((byColumn) =>
      columns.some(({ codes }, at) => byColumn[at]?.[codes[element] ?? -1] === true),
    );
    if (isNamed) found.push(element);
  }
  return found;
}

function labelOf(columns: readonly NameColumn[] | undefined, element: number): string | undefined {
  const parts = (columns ?? []).flatMap(({ label, codes, texts }) => {
    const value = texts[codes[element] ?? -1];
    return value === undefined ? [] : [`${label}=${value}`];
  });
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
