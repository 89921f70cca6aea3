import { useMemo } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { SearchMatch } from '../../../shared/contract/search.ts';
import type { Address } from '../../../shared/model/address.ts';
import { LEAST_SEARCHED, useSearch } from '../../queries/search.ts';
import { useHostQuery } from '../../queries/use-host-query.ts';
import { matchElements } from './element-matches.ts';
import type { PaletteGroup } from './palette-entry.ts';
import { useElementNames } from './use-element-names.ts';
import { elementGroup, structureGroups, submissionGroup, valueGroup } from './workflow-groups.ts';

interface ShownPlace {
  readonly workflowId: string;
  readonly address: Address;
  readonly go: (address: Address) => void;
}

interface WorkflowGroups {
  readonly groups: readonly PaletteGroup[];
  /** Elements or values are still looked through. */
  readonly isReading: boolean;
}

const NOWHERE = (): void => undefined;
const NO_TASKS: Structure['tasks'] = [];

/**
 * What the shown workflow has to go to.
 *
 * @param settled The text once it rests: names of elements and values are only read for that.
 */
export function useWorkflowGroups(
  place: ShownPlace | undefined,
  text: string,
  settled: string,
  addressOfMatch: (match: SearchMatch) => Address,
): WorkflowGroups {
  const workflowId = place?.workflowId ?? '';
  const go = place?.go ?? NOWHERE;
  const current = place?.address.task;
  const isEnabled = place !== undefined;
  const { data: structure } = useHostQuery('workflow.readStructure', { workflowId }, { isEnabled });
  const { data: listed } = useHostQuery('submissions.list', { workflowId }, { isEnabled });
  const isLooking = isEnabled && settled.trim().length >= LEAST_SEARCHED;
  const search = useSearch(workflowId, isLooking ? settled : '');
  const tasks = useMemo(
    () => currentFirst(structure?.tasks ?? NO_TASKS, current),
    [structure, current],
  );
  const { names, isReading } = useElementNames(workflowId, tasks, isLooking);

  const lasting = useMemo(() => {
    if (structure === undefined) return [];
    const submissions = submissionGroup(listed?.submissions ?? [], structure, go);
    return [...structureGroups(structure, go), submissions];
  }, [structure, listed, go]);
  if (structure === undefined) return { groups: [], isReading: false };
  // Of the text that was looked for: else old values would stand beside a new text.
  const matches = isLooking && settled === text ? (search.data?.matches ?? []) : [];
  return {
    groups: [
      ...lasting,
      elementGroup(matchElements(text, tasks, names), go),
      valueGroup(matches, structure, addressOfMatch, go),
    ],
    isReading: isReading || search.isLoading,
  };
}

/** The task that is looked at is the likeliest. */
function currentFirst(tasks: Structure['tasks'], current: number | undefined): Structure['tasks'] {
  return [...tasks].sort((a, b) => Number(b.insertId === current) - Number(a.insertId === current));
}
