import type { Structure } from '../../../shared/contract/documents.ts';
import type { Why } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { RunLink } from '../../queries/RunLink.tsx';
import { statusOfRun } from '../../queries/run-places.ts';
import { formatCount } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { StatusList } from '../../ui/StatusList.tsx';

interface BlastRadiusProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly why: Why;
}

const TITLE = 'Skipped because of this';

/** What was skipped, or failed in turn, because of a run: how many, and which. */
export function BlastRadius({ structure, index, why }: BlastRadiusProps) {
  const rows = [...why.skipped, ...why.knockOn].sort((a, b) => a - b);
  if (rows.length === 0) return null;
  const counts = [
    ...(why.skipped.length > 0 ? [`${formatCount(why.skipped.length)} skipped`] : []),
    ...(why.knockOn.length > 0 ? [`${formatCount(why.knockOn.length)} failed in turn`] : []),
  ].join(', ');
  return (
    <Section title={TITLE} aside={counts} isNarrow>
      <StatusList label={TITLE} rows={rows} atFirst={4} statusOf={statusOfRun(index)}>
        {(at) => <RunLink structure={structure} index={index} row={at} />}
      </StatusList>
    </Section>
  );
}
