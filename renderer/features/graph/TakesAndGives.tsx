import { Fragment } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { FlowEdge } from '../../../shared/contract/flow.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { Section } from '../../ui/Layout.tsx';
import styles from './TaskPanel.module.css';
import { type SideParameter, sideOf } from './task-sides.ts';

interface TakesAndGivesProps {
  readonly task: Task;
  readonly tasks: readonly Task[];
  readonly edges: readonly FlowEdge[];
}

/** What passes through a task: every parameter with the tasks it comes from or goes to. */
export function TakesAndGives({ task, tasks, edges }: TakesAndGivesProps) {
  return (
    <Section isNarrow title="Takes and gives">
      <div className={styles.sides}>
        <Side
          name="takes"
          way="from"
          none="set in the template"
          parameters={sideOf(task, tasks, edges, 'takes')}
        />
        <Side
          name="gives"
          way="to"
          none="to no task"
          parameters={sideOf(task, tasks, edges, 'gives')}
        />
      </div>
    </Section>
  );
}

interface SideProps {
  readonly name: string;
  readonly way: string;
  /** Said where no task is at the other end. */
  readonly none: string;
  readonly parameters: readonly SideParameter[];
}

function Side({ name, way, none, parameters }: SideProps) {
  return (
    <>
      <span className={styles.side}>{name}</span>
      <ul className={styles.parameters} aria-label={name}>
        {parameters.length === 0 && <li className={styles.quiet}>nothing</li>}
        {parameters.map((parameter) => (
          <li key={parameter.name} className={styles.parameter}>
            <code>{parameter.name}</code>{' '}
            <span className={styles.quiet}>
              {parameter.others.length === 0 ? none : `${way} `}
              {parameter.others.map(({ task, loop }, at) => (
                <Fragment key={`${task.insertId} ${loop}`}>
                  {at > 0 && ', '}
                  <PlaceLink to={{ view: 'graph', task: task.insertId }}>{task.name}</PlaceLink>
                  {loop !== undefined && `, by ${loop}`}
                </Fragment>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
