import type { Progress } from '../../shared/contract/client.ts';
import type { SearchAnswer } from '../../shared/contract/search.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';

/** Shorter texts are in everything. */
export const LEAST_SEARCHED = 2;

export interface SearchQuery extends HostQuery<SearchAnswer> {
  readonly progress: Progress | undefined;
}

/** Names and values of the whole workflow that hold a text; not asked for very short ones. */
export function useSearch(workflowId: string, text: string): SearchQuery {
  const input = { workflowId, text: text.trim().slice(0, 200) };
  const query = useHostQuery('parameters.search', input, {
    isEnabled: input.text.length >= LEAST_SEARCHED,
  });
  const progress = useProgress('parameters.search', input);
  return { ...query, progress };
}
