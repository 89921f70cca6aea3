import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Output } from '../../../shared/contract/procedures.ts';
import { useHost } from '../../host/HostContext.tsx';
import { hostQueryOptions } from '../../queries/use-host-query.ts';
import type { ElementNames, NameColumn } from './element-matches.ts';

/** Elements whose names are read beyond the first task: a second's work, not a minute's. */
const MOST_NAMED = 20_000;
/** As many as a name has. */
const MOST_COLUMNS = 5;

interface ReadNames {
  readonly names: ElementNames;
  readonly isReading: boolean;
}

/**
 * The inputs that vary among the elements of tasks; read only while `isEnabled`, and no longer than
 * they are looked at.
 *
 * @param tasks In the order of preference: of a large workflow the later ones are left out.
 */
export function useElementNames(
  workflowId: string,
  tasks: readonly Task[],
  isEnabled: boolean,
): ReadNames {
  const host = useHost();
  const named = namedTasks(tasks);
  const columns = useQueries({
    queries: named.map(({ insertId }) => ({
      ...hostQueryOptions(host, 'elements.listColumns', { workflowId, taskInsertId: insertId }),
      enabled: isEnabled,
    })),
  });
  const wanted = named.flatMap(({ insertId }, at) =>
    (columns[at]?.data?.columns ?? [])
      .filter(({ isShown, data }) => isShown && data.startsWith('inputs.'))
      .slice(0, MOST_COLUMNS)
      .map(({ path, label }) => ({ insertId, path, label })),
  );
  const values = useQueries({
    queries: wanted.map(({ insertId, path }) => ({
      ...hostQueryOptions(host, 'elements.readColumns', {
        workflowId,
        taskInsertId: insertId,
        paths: [path],
      }),
      enabled: isEnabled,
    })),
  });
  return {
    names: namesOf(wanted, values),
    isReading: isEnabled && [...columns, ...values].some(({ isPending }) => isPending),
  };
}

/** The first task whatever its size, and as many others as are read in a moment. */
export function namedTasks(tasks: readonly Task[]): readonly Task[] {
  let left = MOST_NAMED;
  return tasks.filter(({ elementCount }, at) => {
    if (at > 0 && elementCount > left) return false;
    left -= elementCount;
    return true;
  });
}

function namesOf(
  wanted: readonly { readonly insertId: number; readonly label: string }[],
  values: readonly UseQueryResult<Output<'elements.readColumns'>>[],
): ElementNames {
  const names = new Map<number, NameColumn[]>();
  for (const [at, { insertId, label }] of wanted.entries()) {
    const column = values[at]?.data?.columns[0];
    if (column === undefined) continue;
    const { codes, texts } = column;
    names.set(insertId, [...(names.get(insertId) ?? []), { label, codes, texts }]);
  }
  return names;
}
