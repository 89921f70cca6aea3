import type { Across, AcrossSeries } from '../../shared/contract/across.ts';
import type { Progress } from '../../shared/contract/client.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import { type HostQuery, useHostQuery, useProgress } from './use-host-query.ts';

type Asked<T> = HostQuery<T> & { readonly progress: Progress | undefined };

/** The same values of all elements (or iterations) of a task. */
export function useAcross(question: Input<'parameters.readAcross'>): Asked<Across> {
  const query = useHostQuery('parameters.readAcross', question);
  const progress = useProgress('parameters.readAcross', question);
  return { ...query, progress };
}

/** The items of a list as numbers, each of its own length. */
export function useRaggedList(question: Input<'parameters.readRagged'>): Asked<AcrossSeries> {
  const query = useHostQuery('parameters.readRagged', question);
  const progress = useProgress('parameters.readRagged', question);
  return { ...query, progress };
}
