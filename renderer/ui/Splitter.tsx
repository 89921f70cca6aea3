import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import styles from './Splitter.module.css';

interface SplitterProps {
  /** Its place is remembered under this name. */
  readonly id: string;
  /** The pane with a size of its own; the other takes the rest. */
  readonly side: 'start' | 'end';
  readonly orientation?: 'horizontal' | 'vertical' | undefined;
  readonly sizePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** What the handle resizes, for assistive technology. */
  readonly label: string;
  /** The two panes, in reading order. */
  readonly start: ReactNode;
  /** Absent: the first pane has all the room. It stays as it is when the second comes and goes. */
  readonly end: ReactNode | undefined;
}

/** Two panes with a handle between them. */
export function Splitter({
  id,
  side,
  orientation = 'horizontal',
  sizePx,
  minPx,
  maxPx,
  label,
  start,
  end,
}: SplitterProps) {
  const startId = `${id}-start`;
  const endId = `${id}-end`;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    panelIds: end === undefined ? [startId] : [startId, endId],
    storage: localStorage,
  });
  const sized = {
    defaultSize: sizePx,
    minSize: minPx,
    maxSize: maxPx,
    groupResizeBehavior: 'preserve-pixel-size',
  } as const;
  return (
    <Group
      id={id}
      orientation={orientation}
      className={styles.group}
      disableCursor
      {...(defaultLayout === undefined ? {} : { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      <Panel id={startId} className={styles.pane} {...(side === 'start' ? sized : {})}>
        {start}
      </Panel>
      {end !== undefined && (
        <>
          <Separator className={styles.handle} aria-label={label} data-orientation={orientation} />
          <Panel id={endId} className={styles.pane} {...(side === 'end' ? sized : {})}>
            {end}
          </Panel>
        </>
      )}
    </Group>
  );
}
