import { useMemo } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementRow,
  iterationRow,
  placeOfRun,
  runRow,
} from '../../../shared/model/run-index-queries.ts';
import { useInspectedRun } from '../../queries/use-inspected-run.ts';

/** Run rows that an address compares. */
export interface Compared {
  readonly left: number;
  /** The one it names; absent: the nearest success. */
  readonly other: number | undefined;
}

export function useCompared(
  structure: Structure | undefined,
  index: RunIndex | undefined,
  address: Address,
): Compared | undefined {
  const inspected = useInspectedRun(structure, index, address, undefined);
  return useMemo(() => {
    if (index === undefined || inspected?.action === undefined) return undefined;
    const { task, iterationRow: iteration, action, attempt } = inspected;
    const left = runRow(index, iteration, action, attempt);
    if (left === undefined) return undefined;
    const { otherElement, otherIteration, otherAttempt } = address;
    if (otherElement === undefined) return { left, other: undefined };
    const element = elementRow(index, task.index, otherElement);
    const at =
      element === undefined ? undefined : iterationRow(index, element, otherIteration ?? 0);
    const other = at === undefined ? undefined : runRow(index, at, action, otherAttempt);
    return { left, other };
  }, [index, inspected, address]);
}

/** Address that compares a run with another. */
export function compareAddress(
  structure: Structure,
  index: RunIndex,
  left: number,
  right: number,
): Address {
  const { task: position, ...own } = placeOfRun(index, left);
  const other = placeOfRun(index, right);
  const task = structure.tasks[position];
  return {
    view: 'diff',
    ...(task === undefined ? {} : { task: task.insertId }),
    ...own,
    otherElement: other.element,
    otherIteration: other.iteration,
    otherAttempt: other.attempt,
  };
}
