import { useQueries } from '@tanstack/react-query';
import type { Progress } from '../../shared/contract/client.ts';
import type {
  ArrayDifferences,
  ArraysAcross,
  ComparedLine,
  Comparison,
} from '../../shared/contract/comparison.ts';
import type { Input } from '../../shared/contract/procedures.ts';
import { useHost } from '../host/HostContext.tsx';
import { type HostQuery, hostQueryOptions, useHostQuery, useProgress } from './use-host-query.ts';
import { usePlace } from './workflow-place.ts';

type Asked<T> = HostQuery<T> & { readonly progress: Progress | undefined };

/** What many elements of a task were given and gave. */
export function useComparison(question: Input<'elements.compare'>): Asked<Comparison> {
  const query = useHostQuery('elements.compare', question, {
    isEnabled: question.places.length > 0,
  });
  return { ...query, progress: useProgress('elements.compare', question) };
}

/** The arrays at one place of all elements of a task, without their items. */
export function useArraysAcross(
  question: Input<'parameters.listArraysAcross'>,
): Asked<ArraysAcross> {
  const query = useHostQuery('parameters.listArraysAcross', question);
  return { ...query, progress: useProgress('parameters.listArraysAcross', question) };
}

/** Arrays of one line beside that of a reference, by parameter. */
export type LineDifferences = ReadonlyMap<
  number,
  Readonly<{ maxAbsolute: number; differing: number; at: readonly number[]; note: string }>
>;

/**
 * How far the arrays of lines are from those of a reference, each line asked for once and as long as
 * somebody looks at it.
 *
 * @param reference Position among the compared places.
 */
export function useArrayDifferences(
  lines: readonly ComparedLine[],
  reference: number,
): readonly (LineDifferences | undefined)[] {
  const { workflowId } = usePlace();
  const host = useHost();
  const answers = useQueries({
    queries: lines.map((line) => {
      const own = line.parameters?.[reference] ?? -1;
      const parameters = parametersOf(line);
      const input = { workflowId, reference: Math.max(0, own), parameters, path: line.steps };
      return {
        ...hostQueryOptions(host, 'arrays.readDifferences', input),
        enabled: own >= 0 && parameters.length > 0,
      };
    }),
    combine: answersOf,
  });
  return lines.map((line, at) => {
    const answer = answers[at];
    return answer === undefined ? undefined : byParameter(line, answer);
  });
}

/** The arrays of a line, each once. */
function parametersOf({ parameters = Int32Array.of() }: ComparedLine): number[] {
  return [...new Set(parameters)].filter((parameter) => parameter >= 0);
}

/** Made once for each answer. */
const MADE = new WeakMap<ArrayDifferences, LineDifferences>();

function byParameter(line: ComparedLine, answer: ArrayDifferences): LineDifferences {
  const known = MADE.get(answer);
  if (known !== undefined) return known;
  const made: LineDifferences = new Map(
    parametersOf(line).map((parameter, at) => [
      parameter,
      {
        maxAbsolute: answer.maxAbsolute[at] ?? Number.NaN,
        differing: answer.differing[at] ?? -1,
        at: answer.at[at] ?? [],
        note: answer.notes[at] ?? '',
      },
    ]),
  );
  MADE.set(answer, made);
  return made;
}

/** Outside of the hook, so that the answers only change when a query does. */
function answersOf(
  results: readonly { readonly data: ArrayDifferences | undefined }[],
): readonly (ArrayDifferences | undefined)[] {
  return results.map(({ data }) => data);
}
