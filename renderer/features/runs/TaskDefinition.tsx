import type { Action, Task } from '../../../shared/contract/documents.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import styles from './TaskDefinition.module.css';

const KIND_WORDS = {
  main: 'runs commands',
  'input-file-generator': 'makes an input file',
  'output-file-parser': 'reads an output file',
} as const satisfies Record<Action['kind'], string>;

const names = (list: readonly string[]) =>
  list.length === 0 ? 'none' : <code className={styles.names}>{list.join(', ')}</code>;

/** Two commands of an action may be the same line. */
const numbered = (commands: readonly string[]) => commands.map((command, at) => ({ at, command }));

/** What a task is made of: its schema in words, its actions with their command lines. */
export function TaskDefinition({ task }: { readonly task: Task }) {
  const facts: KeyValue[] = [{ key: 'objective', label: 'Objective', value: task.objective }];
  if (task.method !== undefined) {
    facts.push({ key: 'method', label: 'Method', value: task.method });
  }
  if (task.implementation !== undefined) {
    facts.push({
      key: 'implementation',
      label: 'Implementation',
      value: task.implementation,
    });
  }
  facts.push(
    {
      key: 'data',
      label: 'Inputs → outputs',
      value: (
        <>
          {names(task.inputs)} → {names(task.outputs)}
        </>
      ),
    },
    {
      key: 'loops',
      label: 'Loops',
      value:
        task.loops.length === 0 ? (
          'in none'
        ) : (
          <PlaceLink to={{ view: 'loops' }}>{task.loops.join(' › ')}</PlaceLink>
        ),
    },
  );
  return (
    <div className={styles.definition}>
      <KeyValueList items={facts} align="start" />
      {task.actions.length === 0 ? (
        <p className={styles.none}>This task has no actions: it only passes data on.</p>
      ) : (
        <ol className={styles.actions} aria-label="Actions">
          {task.actions.map((action) => (
            <li key={action.index} className={styles.action}>
              <span className={styles.index}>{action.index}</span>
              <div className={styles.body}>
                <div>
                  <code className={styles.label}>{action.label}</code>{' '}
                  <span className={styles.kind}>
                    {KIND_WORDS[action.kind]}
                    {action.environment === undefined ? '' : ` in ${action.environment}`}
                    {action.isAbortable === true && ', can be aborted'}
                  </span>
                </div>
                {action.script !== undefined && (
                  <div className={styles.kind}>
                    script <code>{action.script}</code>
                  </div>
                )}
                {numbered(action.commands).map(({ at, command }) => (
                  <pre key={at} className={styles.command}>
                    {command}
                  </pre>
                ))}
              </div>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
