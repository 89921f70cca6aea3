import type { SubmissionRange } from '../../../shared/model/timeline.ts';
import { ChipMenu } from '../../ui/ChipMenu.tsx';
import { formatCounted } from '../../ui/format.ts';
import type { TimeWindow } from '../../visuals/timeline/use-time-window.ts';

interface TimeMenuProps {
  readonly submissions: readonly SubmissionRange[];
  readonly shown: TimeWindow;
}

/** Which time is shown: days may lie between submissions. */
export function TimeMenu({ submissions, shown }: TimeMenuProps) {
  const chosen = submissions.find((range) => shown.isShown(range));
  return (
    <ChipMenu
      name="Time"
      value={
        shown.isWhole
          ? 'All of the time'
          : chosen === undefined
            ? 'Part of the time'
            : `Submission ${chosen.submission}`
      }
      items={[
        { id: 'all', label: 'All of the time', onChoose: () => shown.show(undefined) },
        ...submissions.map((range) => ({
          id: `submission ${range.submission}`,
          label: `Submission ${range.submission}, ${formatCounted(range.runCount, 'run')}`,
          onChoose: () => shown.show(range),
        })),
      ]}
    />
  );
}
