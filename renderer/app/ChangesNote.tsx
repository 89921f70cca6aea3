import { useMemo } from 'react';
import type { Structure, Task } from '../../shared/contract/documents.ts';
import { formatRanges, rangesOf } from '../../shared/model/element-ranges.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { statusOfCode } from '../../shared/model/status.ts';
import type { StatusChanges } from '../../shared/model/status-changes.ts';
import { markSeen, useLiveState } from '../queries/live-state.ts';
import { elementsOfRuns, taskOfRun } from '../queries/run-places.ts';
import { useRunIndex, useStructure } from '../queries/workflow.ts';
import { type Place, usePlace } from '../queries/workflow-place.ts';
import { Chip } from '../ui/Chip.tsx';
import { formatShortTimeUs } from '../ui/format.ts';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useThrottled } from '../ui/use-throttled.ts';
import styles from './ChangesNote.module.css';
import { CHANGE_GROUPS, changeWords, placeWords } from './change-words.ts';

/** Said no more often than this, so that nobody is talked over. */
const ANNOUNCE_EVERY_MS = 10_000;
/** More tasks than this are found by their own statuses. */
const MOST_PLACES = 12;

/** What has become of runs since the person last looked, and where these runs are. */
export function ChangesNote() {
  const { workflowId, go } = usePlace();
  const { changes, seen } = useLiveState(workflowId);
  const { data: index } = useRunIndex();
  const { data: structure } = useStructure();
  const words = changeWords(changes.counts);
  const said = useThrottled(words, ANNOUNCE_EVERY_MS);
  const items = useMemo((): readonly MenuItem[] => {
    if (index === undefined || structure === undefined) return [];
    return [
      ...placesOf(changes, structure, index, go),
      { id: 'seen', label: 'Mark as seen', onChoose: () => markSeen(workflowId, index) },
    ];
  }, [changes, structure, index, go, workflowId]);
  return (
    <>
      <span role="status" aria-label="Changes" className="visually-hidden">
        {said}
      </span>
      {words !== '' && seen !== undefined && (
        <Menu
          label="Runs that have changed"
          trigger={
            <Chip className={styles.chip}>
              {words} since {formatShortTimeUs(seen.asOfMs * 1000, Date.now())}
            </Chip>
          }
          items={items}
        />
      )}
    </>
  );
}

/** One line for each way of ending and task, the worst first. */
function placesOf(
  { rows }: StatusChanges,
  structure: Structure,
  index: RunIndex,
  go: Place['go'],
): readonly MenuItem[] {
  const found = CHANGE_GROUPS.flatMap(({ statuses, words }) => {
    const ofGroup = rows.filter((row) =>
      statuses.includes(statusOfCode(index.runs.status[row] ?? 0)),
    );
    const byTask = new Map<Task | undefined, number[]>();
    for (const row of ofGroup) {
      const task = taskOfRun(structure, index, row);
      byTask.set(task, [...(byTask.get(task) ?? []), row]);
    }
    return [...byTask].flatMap(([task, own]) =>
      task === undefined
        ? []
        : {
            id: `${words} ${task.insertId}`,
            label: placeWords(own.length, words, task.name),
            onChoose: () =>
              go({
                view: 'runs',
                task: task.insertId,
                elements: formatRanges(rangesOf(elementsOfRuns(index, own))),
              }),
          },
    );
  });
  return found.slice(0, MOST_PLACES);
}
