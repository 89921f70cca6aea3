import { Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../shared/contract/errors.ts';
import { useHostDescription } from '../queries/host.ts';
import { useCounts, useStructure } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { formatCounted, timeZoneNote } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { generationWords, storeWords } from '../ui/store-words.ts';
import { LiveStatus } from './LiveStatus.tsx';
import { ProblemsDialog } from './ProblemsDialog.tsx';
import styles from './StatusBar.module.css';

/** What is shown, how it is stored, and when it was read. */
export function StatusBar() {
  const { identity } = usePlace();
  const { data: description } = useHostDescription();
  const { data: structure } = useStructure();
  const { data: counts } = useCounts();
  const [isListShown, setListShown] = useState(false);
  const problems = withoutRepeats([...(structure?.problems ?? []), ...(counts?.problems ?? [])]);
  const asOfMs = counts?.asOfMs;
  return (
    <footer className={styles.bar} data-pane="status">
      <span className={styles.item} title="Nothing is written while a workflow is looked at">
        <Icon of={Lock} size={12} />
        Read-only
      </span>
      <span className={styles.item}>{storeWords(identity.store)}</span>
      <span className={styles.item} title="How the workflow is stored">
        {generationWords(identity.generation) ?? 'Unknown format'}
      </span>
      {identity.appVersion !== undefined && (
        <span className={styles.item}>
          {identity.appName ?? 'hpcflow'} {identity.appVersion}
        </span>
      )}
      {problems.length > 0 && (
        <button type="button" className={styles.problems} onClick={() => setListShown(true)}>
          <Icon of={TriangleAlert} size={12} />
          {formatCounted(problems.length, 'part')} unreadable
        </button>
      )}
      <span className={styles.space} />
      {description?.machine !== undefined && (
        <span className={styles.item}>On {description.machine}</span>
      )}
      <LiveStatus />
      <span className={styles.zone}>Times in {timeZoneNote(asOfMs ?? Date.now())}</span>
      {isListShown && <ProblemsDialog problems={problems} onClose={() => setListShown(false)} />}
    </footer>
  );
}

/** The same unreadable file is met by more than one reader. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify([problem.file, problem.place, problem.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
