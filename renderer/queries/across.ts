import type { Across } from '../../shared/contract/across.ts';
import type { Progress } from '../../shared/contract/client.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';

export interface AcrossQuery extends HostQuery<Across> {
  readonly progress: Progress | undefined;
}

/** The same values of all elements (or iterations) of a task. */
export function useAcross(question: Input<'parameters.readAcross'>): AcrossQuery {
  const query = useHostQuery('parameters.readAcross', question);
  const progress = useProgress('parameters.readAcross', question);
  return { ...query, progress };
}
