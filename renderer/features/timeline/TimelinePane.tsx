import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun, runRow } from '../../../shared/model/run-index-queries.ts';
import {
  firstShown,
  type LaneKind,
  reachOf,
  shownEndUs,
  submissionRanges,
  type TimeRange,
} from '../../../shared/model/timeline.ts';
import { useCriticalPath } from '../../queries/reasons.ts';
import { addressOfRun, runName, statusOfRun } from '../../queries/run-places.ts';
import { inspectedRun } from '../../queries/use-inspected-run.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCounted, formatDuration, formatTimeUs } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Column, FootBar, FootHint, Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { PictureMenu } from '../../visuals/PictureMenu.tsx';
import { Timeline } from '../../visuals/timeline/Timeline.tsx';
import { type LaneBox, layoutLanes } from '../../visuals/timeline/timeline-lanes.ts';
import { useTimeWindow } from '../../visuals/timeline/use-time-window.ts';
import { LaneLabel } from './LaneLabel.tsx';
import { laneFacts, laneWords } from './lane-words.ts';
import styles from './Timeline.module.css';
import { TimelinePanel } from './TimelinePanel.tsx';
import { TimeMenu } from './TimeMenu.tsx';
import { useTimelineView } from './timeline-view.ts';
import { useTimeline } from './use-timeline.ts';

interface TimelinePaneProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly range: TimeRange;
}

const KINDS: readonly { readonly value: LaneKind; readonly label: string }[] = [
  { value: 'action', label: 'Actions' },
  { value: 'jobscript', label: 'Jobscripts' },
  { value: 'host', label: 'Hosts' },
];

/** More bars are folded until somebody unfolds them. */
const MOST_BARS = 200;
const ZOOM = 0.6;
const NO_PATH: readonly number[] = [];

export function TimelinePane({ structure, index, range }: TimelinePaneProps) {
  const { identity, address, go } = usePlace();
  const [view, change] = useTimelineView();
  const [drawn, setDrawn] = useState<DrawnFigure>();
  const submissions = useMemo(() => submissionRanges(index, range), [index, range]);
  const shown = useTimeWindow(range, firstShown(submissions, range));
  const { lanes, slow, waits, running, waiting } = useTimeline(index, range, view.kind);
  const runCount = useMemo(
    () => lanes.reduce((sum, { lane }) => sum + lane.runs.length, 0),
    [lanes],
  );
  const areOpen = runCount <= MOST_BARS;
  const layout = useMemo(
    () => layoutLanes(lanes, (key) => view.turned.has(key) !== areOpen),
    [lanes, view.turned, areOpen],
  );
  const path = useCriticalPath(view.isPathShown);
  const pathRows = useMemo(() => path.data?.runs.map(({ row }) => row) ?? NO_PATH, [path.data]);
  const { show } = shown;
  // Shown as a whole when it is asked for; later the time is whatever the person looks at.
  const [isPathAsked, setPathAsked] = useState(false);
  useEffect(() => {
    if (!isPathAsked || path.data === undefined) return;
    setPathAsked(false);
    const reach = reachOf(index, range, pathRows);
    if (reach !== undefined) show(reach);
  }, [isPathAsked, path.data, pathRows, index, range, show]);
  const selected = useMemo(() => {
    if (address.element === undefined) return undefined;
    const found = inspectedRun(structure, index, address, undefined);
    if (found?.action === undefined) return undefined;
    return runRow(index, found.iterationRow, found.action, found.attempt);
  }, [structure, index, address]);

  const select = (row: number): void =>
    go({ ...addressOfRun(structure, index, row), view: 'timeline' }, { isReplacing: true });
  const toggle = (key: string): void => {
    const turned = new Set(view.turned);
    if (!turned.delete(key)) turned.add(key);
    change({ turned });
  };
  const turnAll = (isOpen: boolean): void =>
    change({ turned: new Set(isOpen === areOpen ? [] : lanes.map(({ lane }) => lane.key)) });
  const areAllOpen = layout.boxes.every(({ isOpen }) => isOpen);
  const nameOf = useCallback((row: number) => String(placeOfRun(index, row).element), [index]);
  const statusOf = statusOfRun(index);
  const middleUs = (shown.window.fromUs + shown.window.toUs) / 2;
  const renderTip = ({ drawn: { lane } }: LaneBox, row: number | undefined, timeUs: number) => {
    if (row === undefined) {
      const { name, of } = laneWords(structure, index, lane.of);
      return (
        <>
          <strong>{name}</strong> {of}
          <div className={styles.quiet}>{laneFacts(lane)}</div>
          <div className={styles.quiet}>{formatTimeUs(timeUs)}</div>
        </>
      );
    }
    const startUs = index.runs.startUs[row] ?? Number.NaN;
    return (
      <>
        <strong>{runName(structure, index, row)}</strong>
        <div>
          {STATUS_WORDS[statusOf(row)].name},{' '}
          {formatDuration(shownEndUs(index, row, range) - startUs)}
        </div>
        <div className={styles.quiet}>from {formatTimeUs(startUs)}</div>
      </>
    );
  };
  return (
    <Splitter
      id="timeline"
      side="end"
      sizePx={330}
      minPx={260}
      maxPx={560}
      label="Width of what took the time"
      start={
        <Column>
          <Toolbar>
            <Segments
              label="Lanes of"
              size="small"
              value={view.kind}
              options={KINDS}
              onChange={(kind) => change({ kind, turned: new Set() })}
            />
            <Button size="small" onClick={() => turnAll(!areAllOpen)}>
              {areAllOpen ? 'Fold all' : 'Unfold all'}
            </Button>
            {submissions.length > 1 && <TimeMenu submissions={submissions} shown={shown} />}
            <Spacer />
            <IconButton
              icon={ZoomOut}
              label="Zoom out"
              size="small"
              disabled={shown.isWhole}
              onClick={() => shown.zoom(middleUs, 1 / ZOOM)}
            />
            <IconButton
              icon={ZoomIn}
              label="Zoom in"
              size="small"
              onClick={() => shown.zoom(middleUs, ZOOM)}
            />
            <IconButton
              icon={Maximize}
              label="Show all of the time"
              size="small"
              disabled={shown.isWhole}
              onClick={() => shown.show(undefined)}
            />
            <PictureMenu drawn={drawn} name={[identity.name, 'timeline']} />
          </Toolbar>
          <Timeline
            label={`Timeline of ${formatCounted(runCount, 'run')}`}
            layout={layout}
            shown={shown}
            running={running}
            waiting={waiting}
            statuses={index.runs.status}
            nameOf={nameOf}
            renderTip={renderTip}
            renderLane={(box) => (
              <LaneLabel
                words={laneWords(structure, index, box.drawn.lane.of)}
                box={box}
                onToggle={() => toggle(box.drawn.lane.key)}
              />
            )}
            path={view.isPathShown ? pathRows : NO_PATH}
            selected={selected}
            onSelect={select}
            onEnter={(row) => go(addressOfRun(structure, index, row))}
            onToggle={toggle}
            onDrawn={setDrawn}
          />
          <FootBar>
            <span>
              {formatCounted(runCount, 'run')} in {formatDuration(range.toUs - range.fromUs)}
            </span>
            <FootHint>Drag to show a time, Ctrl and wheel to zoom, Enter opens a run</FootHint>
          </FootBar>
        </Column>
      }
      end={
        <TimelinePanel
          structure={structure}
          index={index}
          range={range}
          selected={selected}
          slow={slow}
          waits={waits}
          path={path}
          isPathShown={view.isPathShown}
          onPath={(isPathShown) => {
            change({ isPathShown });
            setPathAsked(isPathShown);
          }}
          onSelect={select}
        />
      }
    />
  );
}
