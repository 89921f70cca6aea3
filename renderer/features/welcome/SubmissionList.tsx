import type { KnownWorkflow } from '../../../shared/contract/known-submissions.ts';
import { formatTime } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { NoValue } from '../../ui/NoValue.tsx';
import { parentPath } from '../../ui/path-parts.ts';
import styles from './SubmissionList.module.css';

interface SubmissionListProps {
  readonly workflows: readonly KnownWorkflow[];
  readonly isChosen: (workflow: KnownWorkflow) => boolean;
  readonly onChoose: (workflow: KnownWorkflow, isChosen: boolean) => void;
}

/** Workflows of a list of submissions; those that are missing or listed already cannot be chosen. */
export function SubmissionList({ workflows, isChosen, onChoose }: SubmissionListProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Workflows">
        <thead>
          <tr>
            <th scope="col" className={styles.box}>
              <span className="visually-hidden">Chosen</span>
            </th>
            <th scope="col">Workflow</th>
            <th
              scope="col"
              className={styles.id}
              title="As the show command of hpcflow numbers them"
            >
              ID
            </th>
            <th scope="col" className={styles.time}>
              Submitted
            </th>
            <th scope="col" className={styles.state}>
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {workflows.map((workflow) => {
            const { isListed, isMissing, localIds, name, path, storedId, submittedMs } = workflow;
            return (
              <tr key={path} className={isMissing ? styles.missing : undefined}>
                <td className={styles.box}>
                  <input
                    type="checkbox"
                    aria-label={`Add ${name}`}
                    checked={isChosen(workflow)}
                    disabled={isListed || isMissing}
                    onChange={(event) => onChoose(workflow, event.target.checked)}
                  />
                </td>
                <td>
                  <span className={styles.names} title={storedId}>
                    <MiddleTruncate text={name} className={styles.name} />
                    <MiddleTruncate text={parentPath(path)} className={styles.path} />
                  </span>
                </td>
                <td className={styles.id}>{localIds.join(', ')}</td>
                <td className={styles.time}>
                  {submittedMs === undefined ? (
                    <NoValue why="not listed" />
                  ) : (
                    formatTime(submittedMs)
                  )}
                </td>
                <td className={styles.state}>{stateWords(workflow)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function stateWords({ isActive, isListed, isMissing }: KnownWorkflow): string {
  const state = isActive ? 'Active when last seen' : 'Ended';
  if (isMissing) return `${state}. Not there now`;
  return isListed ? `${state}. Listed` : state;
}
