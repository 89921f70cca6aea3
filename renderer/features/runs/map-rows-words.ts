import type { Task } from '../../../shared/contract/documents.ts';
import type { MapRows } from '../../../shared/contract/reasons.ts';
import { formatCounted } from '../../ui/format.ts';

/** Tasks whose lineage is not one to many, and what the map shows instead. */
export function rowsNotes(rows: MapRows, tasks: readonly Task[]): readonly string[] {
  const named = (isSuch: (of: MapRows['tasks'][number]) => boolean): string =>
    tasks
      .filter(({ index }) => {
        const own = rows.tasks[index];
        return own !== undefined && isSuch(own);
      })
      .map(({ name }) => name)
      .join(', ');
  const repeated = named(({ isRepeated }) => isRepeated);
  const shared = named(({ isShared }) => isShared);
  return [
    ...(repeated === ''
      ? []
      : [`${repeated}: an element stands in several places, beside each row it belongs to.`]),
    ...(shared === ''
      ? []
      : [`${shared}: elements that belong to the same rows share their height.`]),
  ];
}

/** What the rows of the map are, for its footer. */
export function rowsWords(rows: MapRows, tasks: readonly Task[]): string {
  const base = tasks.find(({ index }) => index === rows.base);
  return [
    `Rows follow lineage: an element is beside those it was made of, and those made of it.`,
    ...(base === undefined
      ? []
      : [`The rows are ${formatCounted(base.elementCount, 'element')} of ${base.name}.`]),
    ...rowsNotes(rows, tasks),
  ].join(' ');
}
