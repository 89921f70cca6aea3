import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import type { Address } from '../../../shared/model/address.ts';
import { countInRanges, formatRanges, isInRanges } from '../../../shared/model/element-ranges.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { useElementCells, useElementColumns } from '../../queries/elements.ts';
import { type RunFilter, useRunFilter } from '../../queries/run-filter.ts';
import type { FailureSteps } from '../../queries/use-failure-steps.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { FootBar, FootHint } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { writerWords } from '../../ui/store-words.ts';
import { useThrottled } from '../../ui/use-throttled.ts';
import { useWidth } from '../../ui/use-width.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import styles from './ElementsPane.module.css';
import { tableColumns } from './element-columns.tsx';
import { FilterBar } from './FilterBar.tsx';
import { addressOfLine, lineAt, selectedLine } from './lines.ts';
import { NothingLeft } from './NothingLeft.tsx';
import { elementsInSight } from './row-layout.ts';
import {
  setRowsInSight,
  setTableGroups,
  setTableWindow,
  useRunsView,
  useSettledRows,
} from './runs-view.ts';
import { TaskToolbar } from './TaskToolbar.tsx';
import type { TableModel } from './table-model.ts';
import { useTableView } from './table-view.ts';
import { useChosenElements } from './use-chosen-elements.ts';
import { useElementTable } from './use-element-table.ts';
import { type TableExport, useExportTable } from './use-export-table.ts';
import { useMarking } from './use-marking.ts';

/** A page of rows is fetched only where scrolling rests. */
const SETTLE_MS = 80;

interface ElementsPaneProps {
  readonly searchRef: RefObject<HTMLInputElement>;
  readonly task: Task;
  readonly index: RunIndex;
  readonly failures: FailureSteps;
}

/** Toolbar and table of the elements of one task. */
export function ElementsPane({ task, index, failures, searchRef }: ElementsPaneProps) {
  const { address, go, identity } = usePlace();
  const writer = writerWords(identity);
  const [workflowFilter, setWorkflowFilter] = useRunFilter();
  const filter = useMemo(() => filterOfTask(workflowFilter, task), [workflowFilter, task]);
  const inputs = useElementColumns(task.insertId);
  const known = inputs.data?.columns ?? NO_COLUMNS;
  const [{ columns: chosen }] = useTableView(task.insertId);
  const shown = useMemo(
    () =>
      known.filter(({ path, isShown }) => (chosen === undefined ? isShown : chosen.includes(path))),
    [known, chosen],
  );
  const chosenElements = useChosenElements(task.insertId);
  const table = useElementTable(task, index, filter, shown, chosenElements.ranges);
  const { summaries, layout, order, toggle, toggleGroup, view, changeView } = table;
  const asked = useSettledRows(SETTLE_MS);
  const [width, pane] = useWidth();
  const isKeyboard = useRef(false);

  const wanted = useMemo(() => {
    const elements = new Set<number>();
    for (let row = asked.first; row <= asked.last; row += 1) {
      const element = layout.at(row)?.element;
      if (element !== undefined) elements.add(element);
    }
    return [...elements];
  }, [asked, layout]);
  const hasInputs = shown.length > 0;
  const cells = useElementCells(
    hasInputs ? task.insertId : undefined,
    wanted,
    summaries.count,
    chosen === undefined ? undefined : shown.map(({ path }) => path),
  );
  useEffect(() => setTableGroups(order, table.groups), [order, table.groups]);
  const exported = useExportTable(
    task,
    useMemo(() => ({ index, summaries, order, columns: shown }), [index, summaries, order, shown]),
  );

  const here = address.task === undefined ? { ...address, task: task.insertId } : address;
  const { keep, compare } = chosenElements;
  const compareAll = useCallback(() => compare(), [compare]);
  const select = useCallback(
    (next: Address) => go(keep(next), { isReplacing: isKeyboard.current }),
    [go, keep],
  );
  const { element, iteration, action } = here;
  // Only what the cells are drawn from: scrolling and selecting draw no row anew.
  const model = useMemo<TableModel>(
    () => ({
      ...table,
      task,
      index,
      inputs: shown,
      areColumnsChosen: chosen !== undefined,
      cells,
      writer,
      loop: filter.loop,
      onToggle: toggle,
      onToggleGroup: toggleGroup,
      picked:
        element === undefined || iteration === undefined || action === undefined
          ? undefined
          : { element, ordinal: iteration, action },
      onPick: (of, ordinal, act) =>
        select({
          view: 'runs',
          task: task.insertId,
          element: of,
          iteration: ordinal,
          action: act,
        }),
    }),
    [
      table,
      task,
      index,
      shown,
      chosen,
      cells,
      filter.loop,
      writer,
      toggle,
      toggleGroup,
      element,
      iteration,
      action,
      select,
    ],
  );
  const columns = useMemo(() => tableColumns(model, width), [model, width]);
  const onGroup = useCallback(
    (groupBy: string | undefined) => changeView({ groupBy }),
    [changeView],
  );
  const lineOf = (row: number) => lineAt(model, row);
  const selectedRow = selectedLine(model, here);
  const { marks, extendTo, clear } = useMarking(task.insertId, layout, selectedRow);
  const toggleLine = (row: number): void => {
    const line = lineOf(row);
    if (line?.kind === 'element') toggle(line.element);
    else if (line?.kind === 'group') toggleGroup(line.group.code);
  };
  const showAll = (): void => {
    setWorkflowFilter({ statuses: undefined, loop: undefined });
    changeView({ filters: [], search: '' });
    chosenElements.choose(undefined);
  };

  return (
    <div
      ref={pane}
      className={styles.pane}
      onKeyDownCapture={(event) => {
        isKeyboard.current = true;
        // A menu of the toolbar is elsewhere in the document: its Escape only closes it.
        const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key !== 'Escape' || !isHere || isTextField(event.target)) return;
        if (marks.length > 0) clear();
        else if (element !== undefined) go(keep({ view: 'runs', task: task.insertId }));
      }}
      onPointerDownCapture={() => {
        isKeyboard.current = false;
      }}
    >
      <TaskToolbar
        task={task}
        index={index}
        summaries={summaries}
        failures={failures}
        columns={known}
        groupBy={view.groupBy}
        onGroup={onGroup}
      />
      <FilterBar
        task={task}
        columns={known}
        shown={shown}
        view={view}
        onChange={changeView}
        searchRef={searchRef}
        onExport={exported.write}
        chosen={chosenElements.ranges}
        onUnchoose={chosenElements.clear}
        onCompare={compareAll}
      />
      {table.values.error !== undefined && (
        <div className={styles.note}>
          <ErrorNote error={table.values.error} />
        </div>
      )}
      {inputs.error !== undefined && (
        <div className={styles.note}>
          <ErrorNote error={inputs.error} onRetry={inputs.refetch} />
        </div>
      )}
      {cells.error !== undefined && (
        <div className={styles.note}>
          <ErrorNote error={cells.error} onRetry={cells.refetch} />
        </div>
      )}
      {cells.problems.length > 0 && (
        <div className={styles.note}>
          <Note
            kind="warn"
            title={`${formatCounted(cells.problems.length, 'value')} cannot be read.`}
          >
            {cells.problems[0]?.message} Everything else is shown.
          </Note>
        </div>
      )}
      <VirtualTable
        label={`Elements of ${task.name}`}
        columns={columns}
        rowCount={layout.count}
        rowKey={(row) => {
          const line = layout.at(row);
          if (line === undefined) return row;
          return line.element === undefined
            ? `group ${line.group}`
            : `${line.element} ${line.sub ?? ''}`;
        }}
        rowState={(row) => {
          const line = lineOf(row);
          if (line === undefined || line.kind === 'run') return { level: 3 };
          if (line.kind === 'iteration') return { level: 2 };
          if (line.kind === 'group') {
            return { level: 1, isGroup: true, isExpanded: !model.isClosed(line.group.code) };
          }
          return {
            level: 1,
            isExpanded: model.isExpanded(line.element),
            isMarked: isInRanges(marks, line.element),
          };
        }}
        selectedRow={selectedRow}
        onSelect={(row) => {
          const line = lineOf(row);
          if (line === undefined || line.kind === 'group') return;
          if (marks.length > 0) clear();
          select(addressOfLine(index, task.insertId, line));
        }}
        onExtend={extendTo}
        onEnter={toggleLine}
        onToggle={toggleLine}
        onRange={useCallback(
          (first: number, last: number) => {
            setRowsInSight({ first, last });
            setTableWindow(elementsInSight(layout, first, last));
          },
          [layout],
        )}
        empty={
          summaries.count === 0 ? (
            <Empty title="No elements">
              This task has no element set with elements yet, so it has nothing to run.
            </Empty>
          ) : (
            <NothingLeft
              task={task}
              filter={filter}
              elementCount={summaries.count}
              failures={failures}
              onShowAll={showAll}
            />
          )
        }
      />
      <FootBar>
        {layout.count > 0 && <RowsInSight rowCount={layout.count} />}
        {table.shown < summaries.count && (
          <span>
            {formatCount(table.shown)} of {formatCounted(summaries.count, 'element')}
          </span>
        )}
        {marks.length > 0 && exported.writtenRows === undefined && exported.told === undefined ? (
          <FootHint>
            {formatCount(countInRanges(marks))} selected{' '}
            <Button variant="quiet" size="small" onClick={() => compare(formatRanges(marks))}>
              Compare
            </Button>
            <Button
              variant="quiet"
              size="small"
              onClick={() => {
                chosenElements.choose(formatRanges(marks));
                clear();
              }}
            >
              Show only these
            </Button>
            <Button variant="quiet" size="small" onClick={clear}>
              Clear
            </Button>
          </FootHint>
        ) : (
          <ExportHint exported={exported} rowCount={order.length} />
        )}
      </FootBar>
    </div>
  );
}

interface ExportHintProps {
  readonly exported: TableExport;
  readonly rowCount: number;
}

/** How far an export is, what came of it, or else what the keys do. */
function ExportHint({ exported, rowCount }: ExportHintProps) {
  const { writtenRows, told, cancel } = exported;
  return (
    <FootHint role="status">
      {writtenRows === undefined ? (
        (told ?? 'Enter opens a row, Shift-click selects several')
      ) : (
        <>
          Writing {formatCount(writtenRows)} of {formatCounted(rowCount, 'row')}{' '}
          <Button variant="quiet" size="small" onClick={cancel}>
            Cancel
          </Button>
        </>
      )}
    </FootHint>
  );
}

/** The numbers of the rows in sight need not change faster than they can be read. */
const NUMBERS_EVERY_MS = 100;

/** Of its own, for it is drawn anew with every row that is scrolled past. */
function RowsInSight({ rowCount }: { readonly rowCount: number }) {
  const { first, last } = useThrottled(
    useRunsView(({ rows }) => rows),
    NUMBERS_EVERY_MS,
  );
  return (
    <span>
      Rows {formatCount(Math.min(first + 1, rowCount))}–{formatCount(Math.min(last + 1, rowCount))}{' '}
      of {formatCount(rowCount)}
    </span>
  );
}

const NO_COLUMNS: readonly ElementColumn[] = [];

const isTextField = (target: EventTarget): boolean => target instanceof HTMLInputElement;

/** The filter as it concerns a task: loops that it is not in say nothing of its iterations. */
function filterOfTask(filter: RunFilter, task: Task): RunFilter {
  const loop = filter.loop?.filter((choice) => task.loops.includes(choice.loop));
  return { ...filter, loop: loop === undefined || loop.length === 0 ? undefined : loop };
}
