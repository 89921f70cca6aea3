import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { IterationChoice } from './iteration-choice.ts';
import { NumberField } from './NumberField.tsx';
import styles from './PlacePickers.module.css';
import { SearchButton } from './SearchDialog.tsx';

interface PlacePickersProps {
  readonly workflowId: string;
  readonly tasks: readonly Task[];
  readonly choice: IterationChoice;
  readonly address: Address;
  readonly onChoose: (address: Address) => void;
}

/** Which task, element and iteration the values are of. */
export function PlacePickers({ workflowId, tasks, choice, address, onChoose }: PlacePickersProps) {
  const { task, element, elementCount, iteration, iterations } = choice;
  const parameter = address.parameter === undefined ? {} : { parameter: address.parameter };
  const chooseElement = (next: number): void => {
    if (task !== undefined) {
      onChoose({ view: 'parameters', task: task.insertId, element: next, ...parameter });
    }
  };
  return (
    <Toolbar>
      <Menu
        label="Tasks"
        trigger={
          <Chip>
            <span className={styles.what}>Task </span>
            <span className={styles.name}>{task?.name ?? 'none'}</span>
            <Icon of={ChevronDown} size={12} />
          </Chip>
        }
        items={tasks.map(({ insertId, name }) => ({
          id: String(insertId),
          label: name,
          isCurrent: insertId === task?.insertId,
          // Another task has other data: its first output is shown.
          onChoose: () => onChoose({ view: 'parameters', task: insertId }),
        }))}
      />
      <span className={styles.group}>
        <IconButton
          icon={ChevronLeft}
          label="Previous element"
          size="small"
          disabled={element <= 0 || elementCount === 0}
          onClick={() => chooseElement(element - 1)}
        />
        <NumberField
          label="Element"
          value={element}
          max={Math.max(0, elementCount - 1)}
          onChange={chooseElement}
        />
        <span className={styles.what}>of {formatCount(elementCount)}</span>
        <IconButton
          icon={ChevronRight}
          label="Next element"
          size="small"
          disabled={element >= elementCount - 1}
          onClick={() => chooseElement(element + 1)}
        />
      </span>
      {iterations.length > 1 && task !== undefined && (
        <Menu
          label="Iterations"
          trigger={
            <Chip>
              <span className={styles.what}>Iteration </span>
              <span className={styles.name}>{iterations[iteration] ?? iteration}</span>
              <Icon of={ChevronDown} size={12} />
            </Chip>
          }
          items={iterations.map((label, ordinal) => ({
            id: label,
            label,
            isCurrent: ordinal === iteration,
            onChoose: () =>
              onChoose({
                view: 'parameters',
                task: task.insertId,
                element,
                iteration: ordinal,
                ...parameter,
              }),
          }))}
        />
      )}
      <Spacer />
      <SearchButton workflowId={workflowId} tasks={tasks} onGo={onChoose} />
    </Toolbar>
  );
}
