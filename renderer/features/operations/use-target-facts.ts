import type { AppError } from '../../../shared/contract/errors.ts';
import type { Preflight, TargetFacts } from '../../../shared/contract/operations.ts';
import { useHostQuery } from '../../queries/use-host-query.ts';
import { useSettled } from '../../ui/use-settled.ts';

/** Nobody types a name faster than this and wants each letter looked at. */
const SETTLE_MS = 200;

export interface TargetChoice {
  readonly name: string;
  readonly placeId?: string | undefined;
  readonly withoutRunFiles: boolean;
}

export interface TargetAnswer {
  /** Of exactly this choice. */
  readonly facts: TargetFacts | undefined;
  readonly error: AppError | undefined;
}

/** What speaks for and against a name and a place, once they have stayed the same for a moment. */
export function useTargetFacts({ token }: Preflight, choice: TargetChoice): TargetAnswer {
  const name = useSettled(choice.name, SETTLE_MS);
  const { placeId, withoutRunFiles } = choice;
  const { data, error, isFetching } = useHostQuery('operations.checkTarget', {
    token,
    name,
    withoutRunFiles,
    ...(placeId === undefined ? {} : { placeId }),
  });
  const isOld = name !== choice.name || isFetching;
  return { facts: isOld ? undefined : data, error: isOld ? undefined : error };
}
