import { Download, Search, Timer, Waypoints } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { fileName, saveFile } from '../../ui/save-file.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import {
  type DrawnGraph,
  graphPngFile,
  graphSvgFile,
} from '../../visuals/task-graph/graph-file.tsx';
import styles from './GraphToolbar.module.css';
import { toggleWay, useGraphState } from './graph-state.ts';

interface GraphToolbarProps {
  /** What is found by the text: ids of boxes, in order. */
  readonly found: readonly string[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onFound: (node: string) => void;
  readonly detail: 'tasks' | 'actions';
  readonly onDetail: (detail: 'tasks' | 'actions') => void;
  /** No task has actions to show. */
  readonly hasActions: boolean;
  /** What the path would be of. */
  readonly pathOf: 'run' | 'task' | undefined;
  readonly words: string;
  readonly drawn: DrawnGraph | undefined;
}

/** Finds a task, chooses what is shown and brought out, and saves the picture. */
export function GraphToolbar(props: GraphToolbarProps) {
  const { found, query, onQuery, onFound, detail, onDetail, pathOf, words, drawn } = props;
  const field = useRef<HTMLInputElement>(null);
  const isPathOn = useGraphState((state) => state.way === 'path');
  useSingleKeys({
    '/': () => field.current?.focus(),
    h: pathOf === undefined && !isPathOn ? undefined : () => toggleWay('path'),
  });
  return (
    <Toolbar>
      <Find {...{ field, found, query, onQuery, onFound }} />
      {props.hasActions && (
        <Segments
          label="Shown as"
          size="small"
          value={detail}
          options={[
            { value: 'tasks', label: 'Tasks' },
            { value: 'actions', label: 'Actions' },
          ]}
          onChange={onDetail}
        />
      )}
      <Way
        way="path"
        icon={Waypoints}
        label={pathOf === 'task' ? 'Path of the task' : 'Path to selected run'}
        tip={
          pathOf === undefined
            ? 'Select a task or a run first'
            : 'What it came from, and what came of it'
        }
        keys="H"
        isDisabled={pathOf === undefined}
      />
      <Way
        way="critical"
        icon={Timer}
        label="Critical path"
        tip="Runs that the last one to end waited for, by recorded times"
      />
      <Spacer />
      <span className={styles.words}>{words}</span>
      <Export drawn={drawn} />
    </Toolbar>
  );
}

interface FindProps extends Pick<GraphToolbarProps, 'found' | 'query' | 'onQuery' | 'onFound'> {
  readonly field: RefObject<HTMLInputElement>;
}

function Find({ field, found, query, onQuery, onFound }: FindProps) {
  const [at, setAt] = useState(-1);
  const step = (by: number): void => {
    const next = found[(at + by + found.length) % found.length];
    if (next === undefined) return;
    setAt(found.indexOf(next));
    onFound(next);
  };
  return (
    <TextField
      ref={field}
      className={styles.find}
      label="Find a task"
      placeholder="Find a task"
      icon={Search}
      value={query}
      onChange={(event) => {
        setAt(-1);
        onQuery(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
        if (event.key === 'Escape') {
          onQuery('');
          event.currentTarget.blur();
        }
      }}
      after={
        query === '' ? undefined : (
          <span className={styles.count} role="status">
            {found.length === 0 ? 'none' : formatCount(found.length)}
          </span>
        )
      }
    />
  );
}

interface WayProps {
  readonly way: 'path' | 'critical';
  readonly icon: typeof Timer;
  readonly label: string;
  readonly tip: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
}

function Way({ way, icon, label, tip, keys, isDisabled = false }: WayProps) {
  const isOn = useGraphState((state) => state.way === way);
  return (
    <Tooltip content={tip} keys={keys}>
      <Button
        size="small"
        className={classNames(styles.way, isOn && styles.on)}
        aria-pressed={isOn}
        aria-label={label}
        disabled={isDisabled && !isOn}
        onClick={() => toggleWay(way)}
      >
        <Icon of={icon} size={13} />
        <span className={styles.wayName}>{label}</span>
      </Button>
    </Tooltip>
  );
}

function Export({ drawn }: Pick<GraphToolbarProps, 'drawn'>) {
  const { identity } = usePlace();
  const name = (extension: string): string => fileName([identity.name, 'graph'], extension);
  const savePng = async (graph: DrawnGraph): Promise<void> => {
    const content = await graphPngFile(graph);
    if (content !== undefined) saveFile(name('png'), content);
  };
  const isDisabled = drawn === undefined;
  return (
    <Menu
      label="Save"
      trigger={
        <Button variant="quiet" size="small">
          <Icon of={Download} size={13} />
          Save
        </Button>
      }
      items={[
        {
          id: 'png',
          label: 'Picture as PNG',
          isDisabled,
          onChoose: () => {
            if (drawn !== undefined) void savePng(drawn);
          },
        },
        {
          id: 'svg',
          label: 'Picture as SVG',
          isDisabled,
          onChoose: () => {
            if (drawn !== undefined) saveFile(name('svg'), graphSvgFile(drawn));
          },
        },
      ]}
    />
  );
}
