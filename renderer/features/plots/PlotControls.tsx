import type { ReactNode } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { ChipMenu } from '../../ui/ChipMenu.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import type { PlotView } from './plots-store.ts';
import { labelOfChoice, type PlotData } from './use-plot-data.ts';

interface PlotControlsProps {
  readonly tasks: readonly Task[];
  readonly task: Task;
  readonly data: PlotData;
  readonly view: PlotView;
  readonly onChange: (part: Partial<PlotView>) => void;
  /** At the right. */
  readonly children: ReactNode;
}

/** Which task, which picture, what along the axes, and what the colours mean. */
export function PlotControls({ tasks, task, data, view, onChange, children }: PlotControlsProps) {
  const { go } = usePlace();
  const { choices, x, y, axes, colour } = data;
  const menu = (name: string, current: string, onChoose: (id: string) => void) => (
    <ChipMenu
      name={name}
      value={`${name}: ${labelOfChoice(choices, current)}`}
      items={choices.map(({ id, label }) => ({
        id,
        label,
        isCurrent: id === current,
        onChoose: () => onChoose(id),
      }))}
    />
  );
  return (
    <Toolbar>
      {tasks.length > 1 && (
        <ChipMenu
          name="Task"
          value={task.name}
          items={tasks.map(({ insertId, name }) => ({
            id: String(insertId),
            label: name,
            isCurrent: insertId === task.insertId,
            onChoose: () => go({ view: 'plots', task: insertId }),
          }))}
        />
      )}
      <Segments
        label="Plot"
        size="small"
        options={[
          { value: 'parallel', label: 'Parallel' },
          { value: 'scatter', label: 'Scatter' },
        ]}
        value={view.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {view.kind === 'scatter' ? (
        <>
          {menu('x', x, (id) => onChange({ x: id }))}
          {menu('y', y, (id) => onChange({ y: id }))}
        </>
      ) : (
        <ChipMenu
          name="Axes"
          value={`Axes: ${axes.length}`}
          items={choices.map(({ id, label }) => {
            const isOn = axes.includes(id);
            return {
              id,
              label,
              isCurrent: isOn,
              onChoose: () =>
                onChange({ axes: isOn ? axes.filter((axis) => axis !== id) : [...axes, id] }),
            };
          })}
        />
      )}
      <ChipMenu
        name="Colour"
        value={`Colour: ${colour === undefined ? 'status' : labelOfChoice(choices, colour)}`}
        items={[
          {
            id: 'status of runs',
            label: 'status',
            isCurrent: colour === undefined,
            onChoose: () => onChange({ colour: undefined }),
          },
          ...choices.map(({ id, label }) => ({
            id,
            label,
            isCurrent: id === colour,
            onChoose: () => onChange({ colour: id }),
          })),
        ]}
      />
      <Spacer />
      {children}
    </Toolbar>
  );
}
