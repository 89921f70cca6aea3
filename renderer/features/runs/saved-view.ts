import type { SavedView } from '../../../shared/contract/saved-views.ts';
import type { StatusFilter } from '../../../shared/model/element-summaries.ts';
import { RUN_STATUSES } from '../../../shared/model/status.ts';
import type { TableView } from './table-view.ts';
import { OPERATORS } from './value-columns.ts';

/** A view as it is kept, under a name. */
export function toSaved(
  name: string,
  task: number,
  view: TableView,
  statuses: readonly StatusFilter[],
): SavedView {
  const { columns, sort, groupBy, filters, search } = view;
  return {
    name,
    task,
    statuses: [...statuses],
    ...(columns === undefined ? {} : { columns: [...columns] }),
    sort: { ...sort },
    ...(groupBy === undefined ? {} : { groupBy }),
    filters: filters.map((filter) => ({ ...filter })),
    search,
  };
}

/** A kept view as the table uses it; what this version does not know is left out. */
export function fromSaved(saved: SavedView): {
  readonly view: TableView;
  readonly statuses: readonly StatusFilter[];
} {
  const filters = saved.filters.flatMap(({ path, operator, value }) => {
    const known = OPERATORS.find((candidate) => candidate === operator);
    return known === undefined ? [] : [{ path, operator: known, value }];
  });
  const statuses = saved.statuses.flatMap((status) => {
    if (status === 'failed') return ['failed' as const];
    return RUN_STATUSES.find((known) => known === status) ?? [];
  });
  const { columns, sort, groupBy, search } = saved;
  return { view: { columns, sort, groupBy, filters, search }, statuses };
}
