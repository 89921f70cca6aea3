import { Fragment } from 'react';
import type { View } from '../../shared/model/address.ts';
import { useHostQuery } from '../queries/use-host-query.ts';
import { useStructure } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { classNames } from '../ui/class-names.ts';
import { Menu } from '../ui/Menu.tsx';
import { MiddleTruncate } from '../ui/MiddleTruncate.tsx';
import styles from './Breadcrumb.module.css';
import { type BreadcrumbStep, breadcrumbSteps } from './breadcrumb-steps.ts';
import { SIDEBAR_ENTRIES, viewName } from './views.ts';

/** The address, step by step; a step opens a list of what is beside it. */
export function Breadcrumb() {
  const { workflowId, identity, address, go } = usePlace();
  const { data: structure } = useStructure();
  // Only looked at when some view has read it: the list of iterations is not worth the reading.
  const { data: index } = useHostQuery(
    'workflow.readRunIndex',
    { workflowId },
    { isEnabled: false },
  );
  const steps = structure === undefined ? [] : breadcrumbSteps(address, structure, index);
  const view: BreadcrumbStep = {
    key: 'view',
    label: address.view === 'overview' ? identity.name : viewName(address.view),
    address: { view: address.view },
    siblings: SIDEBAR_ENTRIES.map((entry) => ({
      label: entry.name,
      address: { ...address, view: entry.view satisfies View },
      isCurrent: entry.view === address.view,
    })),
  };
  const all = address.view === 'overview' ? [view] : [view, ...steps];
  return (
    <ol className={styles.steps}>
      {all.map((step, at) => (
        <Fragment key={step.key}>
          {at > 0 && (
            <li aria-hidden className={styles.separator}>
              ›
            </li>
          )}
          <li className={classNames(styles.item, at === all.length - 1 && styles.last)}>
            <Step
              step={step}
              isLast={at === all.length - 1}
              go={() => go(step.address)}
              onGo={go}
            />
          </li>
        </Fragment>
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: BreadcrumbStep;
  readonly isLast: boolean;
  readonly go: () => void;
  readonly onGo: ReturnType<typeof usePlace>['go'];
}

function Step({ step, isLast, go, onGo }: StepProps) {
  const current = isLast ? ('location' as const) : undefined;
  if (step.siblings.length < 2) {
    return (
      <button type="button" className={styles.step} aria-current={current} onClick={go}>
        <MiddleTruncate text={step.label} />
      </button>
    );
  }
  return (
    <Menu
      label={`Beside ${step.label}`}
      trigger={
        <button type="button" className={styles.step} aria-current={current}>
          <MiddleTruncate text={step.label} />
        </button>
      }
      items={step.siblings.map((sibling) => ({
        id: sibling.label + String(sibling.isCurrent),
        label: sibling.label,
        isCurrent: sibling.isCurrent,
        onChoose: () => onGo(sibling.isCurrent ? step.address : sibling.address),
      }))}
    />
  );
}
