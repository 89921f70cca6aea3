import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { formatRanges, rangesOf } from '../../../shared/model/element-ranges.ts';
import { useElementLabel } from '../../queries/elements.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { FootBar, FootHint, Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { filterWords, STATUS_WORDS } from '../../ui/status-words.ts';
import type { DrawnFigure } from '../../visuals/Figure.tsx';
import { ParallelChart } from '../../visuals/ParallelChart.tsx';
import { PictureMenu } from '../../visuals/PictureMenu.tsx';
import { countIncomplete } from '../../visuals/plot-scalar.ts';
import {
  coloursByScalar,
  coloursByStatus,
  type PointColours,
} from '../../visuals/point-colours.ts';
import { ScatterChart } from '../../visuals/ScatterChart.tsx';
import { useCellColours } from '../../visuals/use-cell-colours.ts';
import { useChartTheme } from '../../visuals/use-chart-theme.ts';
import styles from './PlotsPage.module.css';
import type { PlotView } from './plots-store.ts';
import type { PlotData } from './use-plot-data.ts';

interface TaskPlotProps {
  readonly task: Task;
  readonly data: PlotData;
  readonly kind: PlotView['kind'];
  readonly controls: (save: ReactNode) => ReactNode;
}

/** The picture, what its colours mean, and what to do with the elements a brush chose. */
export function TaskPlot({ task, data, kind, controls }: TaskPlotProps) {
  const { identity, address, go } = usePlace();
  const frame = useRef<HTMLDivElement>(null);
  const cells = useCellColours(frame);
  const theme = useChartTheme(frame);
  const [drawn, setDrawn] = useState<DrawnFigure>();
  const [selected, setSelected] = useState<number>();
  const { scalars, x, y, onAxes, statusCodes, chosen, elementCount } = data;
  const by = data.colour === undefined ? undefined : scalars.get(data.colour);
  const colours = useMemo(() => {
    if (cells === undefined || theme === undefined) return undefined;
    return by === undefined
      ? coloursByStatus(statusCodes, cells)
      : coloursByScalar(by, statusCodes, theme.nan);
  }, [by, statusCodes, cells, theme]);
  const isChosen = useMemo(() => {
    if (chosen.length === elementCount) return undefined;
    const set = new Set(chosen);
    return (element: number) => set.has(element);
  }, [chosen, elementCount]);
  const nameOf = useCallback((element: number) => `element ${element}`, []);
  const { elements: _, ...rest } = address;
  const brush = (elements: readonly number[] | undefined): void => {
    if (elements?.length === 0) return;
    const isReplacing = address.elements !== undefined;
    if (elements !== undefined) {
      go({ ...rest, elements: formatRanges(rangesOf(elements)) }, { isReplacing });
    } else if (address.elements !== undefined) go(rest, { isReplacing });
  };
  const [along, up] = [scalars.get(x), scalars.get(y)];
  const chart = { nameOf, onSelect: setSelected, onBrush: brush, onDrawn: setDrawn };
  return (
    <>
      {controls(<PictureMenu drawn={drawn} name={[identity.name, task.name, kind]} />)}
      <div ref={frame} className={styles.chart}>
        {data.error !== undefined ? (
          <Section>
            <ErrorNote error={data.error} />
          </Section>
        ) : data.isLoading || colours === undefined ? (
          <Section>
            <ProgressNote progress={undefined} phase="Reading values" onCancel={data.cancel} />
          </Section>
        ) : elementCount < 2 ? (
          <Empty title={`${task.name} has ${formatCounted(elementCount, 'element')}`}>
            There is nothing to hold it against. Other tasks are in the menu above.
          </Empty>
        ) : kind === 'parallel' ? (
          onAxes.length === 0 ? (
            <Empty title="No axes">Choose what to plot in the menu of axes.</Empty>
          ) : (
            <ParallelChart
              {...chart}
              label={`Parallel coordinates of ${formatCounted(elementCount, 'element')} of ${task.name}`}
              scalars={onAxes}
              elementCount={elementCount}
              colours={colours}
              chosen={chosen}
              isChosen={address.elements !== undefined}
            />
          )
        ) : along === undefined || up === undefined ? null : (
          <ScatterChart
            {...chart}
            label={`${up.label} over ${along.label} of ${formatCounted(elementCount, 'element')} of ${task.name}`}
            x={along.values}
            y={up.values}
            xLabel={along.label}
            yLabel={up.label}
            isXWhole={along.isWhole}
            xNames={along.categories}
            yNames={up.categories}
            scale="linear"
            colours={colours}
            isChosen={isChosen}
            selected={selected}
          />
        )}
      </div>
      {colours !== undefined && <Legend colours={colours} name={by?.label} />}
      <Foot
        task={task}
        data={data}
        kind={kind}
        selected={selected}
        onClear={() => brush(undefined)}
      />
    </>
  );
}

function Legend({
  colours,
  name,
}: {
  readonly colours: PointColours;
  readonly name: string | undefined;
}) {
  return (
    <ul className={styles.legend} aria-label={`Colours: ${name ?? 'status'}`}>
      {colours.legend.map(({ colour, label, status }) => (
        <li key={label} className={styles.entry}>
          {status === undefined ? (
            <span className={styles.swatch} style={{ background: colour }} />
          ) : (
            <StatusGlyph status={status} isDecorative />
          )}
          {status === undefined ? label : STATUS_WORDS[status].name}
        </li>
      ))}
    </ul>
  );
}

interface FootProps {
  readonly task: Task;
  readonly data: PlotData;
  readonly kind: PlotView['kind'];
  readonly selected: number | undefined;
  readonly onClear: () => void;
}

function Foot({ task, data, kind, selected, onClear }: FootProps) {
  const { address, go } = usePlace();
  const [{ statuses = [] }, setFilter] = useRunFilter();
  const { chosen, elementCount, scalars, onAxes, x, y } = data;
  const incomplete = useMemo(
    () =>
      countIncomplete(kind === 'parallel' ? onAxes : [x, y].flatMap((id) => scalars.get(id) ?? [])),
    [kind, onAxes, scalars, x, y],
  );
  const label = useElementLabel(task.insertId, selected, elementCount);
  const { elements } = address;
  const to = { task: task.insertId, ...(elements === undefined ? {} : { elements }) };
  return (
    <FootBar>
      <span role="status">
        {chosen.length === elementCount
          ? formatCounted(elementCount, 'element')
          : `${formatCount(chosen.length)} of ${formatCounted(elementCount, 'element')}`}
        {statuses.length > 0 && `, only with ${filterWords(statuses)} runs`}
      </span>
      {statuses.length > 0 && (
        <Button size="small" onClick={() => setFilter({ statuses: undefined })}>
          Runs of every status
        </Button>
      )}
      {incomplete > 0 && (
        <span className={styles.missing}>
          {formatCount(incomplete)}{' '}
          {kind === 'parallel' ? 'without a value on every axis' : 'not drawn: without a value'}
        </span>
      )}
      {elements !== undefined && (
        <>
          <Button size="small" onClick={() => go({ view: 'runs', ...to })}>
            Show in Runs
          </Button>
          <Button size="small" onClick={() => go({ view: 'compare', ...to })}>
            Compare
          </Button>
          <Button variant="quiet" size="small" onClick={onClear}>
            Clear
          </Button>
        </>
      )}
      {selected === undefined ? (
        <FootHint>Draw a box, or along an axis, to choose elements</FootHint>
      ) : (
        <>
          <FootHint title={label}>
            Element {formatCount(selected)}
            {label === undefined ? '' : `: ${label}`}
          </FootHint>
          <Button
            size="small"
            onClick={() => go({ view: 'runs', task: task.insertId, element: selected })}
          >
            Go to element {selected}
          </Button>
        </>
      )}
    </FootBar>
  );
}
