import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { RunDetail, Task } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsOfIteration } from '../../../shared/model/run-index-counts.ts';
import {
  iterationsOfElement,
  loopIdxOfIteration,
  runRow,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { useElementLabel } from '../../queries/elements.ts';
import type { Inspected } from '../../queries/use-inspected-run.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { CountsGlyph, StatusGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './InspectorHead.module.css';
import { ReproduceDialog } from './ReproduceDialog.tsx';
import { RunSummary } from './RunSummary.tsx';

interface InspectorHeadProps {
  readonly inspected: Inspected;
  readonly index: RunIndex;
  readonly detail: RunDetail | undefined;
}

/** Which run it is, by name; how long and where it ran, in a line; ways to its siblings. */
export function InspectorHead({ inspected, index, detail }: InspectorHeadProps) {
  const { task, element, iterationRow, action, attempt } = inspected;
  const label = useElementLabel(task.insertId, element, task.elementCount);
  const row = action === undefined ? undefined : runRow(index, iterationRow, action, attempt);
  const status = row === undefined ? undefined : statusOfCode(index.runs.status[row] ?? 0);
  const title = action === undefined ? task.name : actionLabel(inspected, action);
  const siblings = useSiblings(inspected, index);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        {status === undefined ? (
          <CountsGlyph counts={countsOfIteration(index, iterationRow)} size={16} />
        ) : (
          <StatusGlyph status={status} size={16} />
        )}
        <h2 className={styles.title}>
          <MiddleTruncate text={title} isMono />
        </h2>
        {siblings.iterations.length < 2 && (
          <span className={styles.iteration}>{iterationWords(index, task, iterationRow)}</span>
        )}
        <span className={styles.number} title="Number of the run as hpcflow writes it">
          {detail?.run === undefined ? '' : `run ${detail.run.id}`}
        </span>
      </div>
      <div className={styles.element}>
        {label !== undefined && <code className={styles.label}>{label}</code>}
        <span className={styles.quiet}>
          {task.name}, element {element}
        </span>
      </div>
      {detail?.run !== undefined && <RunSummary run={detail.run} />}
      {hasMenus(siblings) && (
        <div className={styles.siblings}>
          <SiblingMenu
            name="Iteration"
            current={iterationWords(index, task, iterationRow)}
            items={siblings.iterations}
          />
          <SiblingMenu name="Action" current={title} items={siblings.actions} />
          <SiblingMenu
            name="Attempt"
            current={`attempt ${(attempt ?? 0) + 1} of ${siblings.attempts.length}`}
            items={siblings.attempts}
          />
        </div>
      )}
      {row !== undefined && <RunActions inspected={inspected} />}
    </header>
  );
}

function actionLabel({ task }: Inspected, action: number): string {
  return actionName(task, action);
}

/** `iteration 2 · inner 0 · outer 1`. */
function iterationWords(index: RunIndex, task: Task, row: number): string {
  const ordinal = index.iterations.ordinal[row] ?? 0;
  const loops = loopIdxOfIteration(index, row, task.loops).map(
    ({ loop, iteration }) => `${loop} ${iteration}`,
  );
  return [`iteration ${ordinal}`, ...loops].join(' · ');
}

/** What one does with a run: compare it, look at what it came from. */
function RunActions({ inspected }: { readonly inspected: Inspected }) {
  const { go } = usePlace();
  const [isReproducing, setIsReproducing] = useState(false);
  const { task, element, iteration, action, attempt } = inspected;
  const place = {
    task: task.insertId,
    element,
    iteration,
    ...(action === undefined ? {} : { action }),
    ...(attempt === undefined ? {} : { attempt }),
  };
  return (
    <div className={styles.siblings}>
      <Button onClick={() => go({ view: 'diff', ...place })}>
        Diff with a success <Kbd keys="D" />
      </Button>
      <Button onClick={() => go({ view: 'lineage', ...place })}>Lineage</Button>
      {action !== undefined && <Button onClick={() => setIsReproducing(true)}>Reproduce</Button>}
      {action !== undefined && isReproducing && (
        <ReproduceDialog
          address={{ taskInsertId: task.insertId, element, iteration, action, attempt }}
          onClose={() => setIsReproducing(false)}
        />
      )}
    </div>
  );
}

interface SiblingMenuProps {
  readonly name: string;
  readonly current: string;
  readonly items: readonly MenuItem[];
}

const hasMenus = (siblings: Readonly<Record<string, readonly MenuItem[]>>): boolean =>
  Object.values(siblings).some((items) => items.length > 1);

/** The one shown, and a list of its siblings; nothing where there are none. */
function SiblingMenu({ name, current, items }: SiblingMenuProps) {
  if (items.length < 2) return null;
  return (
    <Menu
      label={name}
      items={items}
      trigger={
        <Chip aria-label={`${name}: ${current}`}>
          {current}
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
    />
  );
}

/** Longer lists are no help in a menu; the table has them. */
const MOST_ITEMS = 200;

function useSiblings(inspected: Inspected, index: RunIndex) {
  const { go, address } = usePlace();
  return useMemo(() => {
    const { task, element, elementRow, iteration, iterationRow, action, attempt } = inspected;
    const base = { view: address.view, task: task.insertId, element } as const;
    const item = (id: number, label: string, place: Address, isCurrent: boolean): MenuItem => ({
      id: String(id),
      label,
      isCurrent,
      onChoose: () => go(place),
    });
    const range = iterationsOfElement(index, elementRow);
    const iterations: MenuItem[] = [];
    for (let row = range.start; row < Math.min(range.stop, range.start + MOST_ITEMS); row += 1) {
      const ordinal = index.iterations.ordinal[row] ?? 0;
      const words = iterationWords(index, task, row);
      iterations.push(item(ordinal, words, { ...base, iteration: ordinal }, ordinal === iteration));
    }
    const actions = new Map<number, MenuItem>();
    const attempts: MenuItem[] = [];
    const runs = runsOfIteration(index, iterationRow);
    for (let row = runs.start; row < runs.stop; row += 1) {
      const at = index.runs.action[row] ?? 0;
      const place = { ...base, iteration, action: at };
      actions.set(at, item(at, actionLabel(inspected, at), place, at === action));
      if (at !== action) continue;
      const number = index.runs.attempt[row] ?? 0;
      attempts.push(
        item(number, `attempt ${number + 1}`, { ...place, attempt: number }, number === attempt),
      );
    }
    return { iterations, actions: [...actions.values()], attempts };
  }, [inspected, index, go, address.view]);
}
