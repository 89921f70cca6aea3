import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { formatCount } from '../../ui/format.ts';
import type { TableColumn } from '../../ui/virtual-table-columns.ts';
import { STRIP_GROUP_GAP, stripWidth } from '../../visuals/RunStrip.tsx';
import { STRIP_CELL_WIDTH } from '../../visuals/strip-shapes.ts';
import styles from './ElementCells.module.css';
import { ElementNameCell, InputCell, StatusCell, StripCell } from './ElementCells.tsx';
import { endOfLine, startOfLine } from './line-times.ts';
import { lineAt } from './lines.ts';
import { ExitCell, RanCell, TimeCell } from './OutcomeCells.tsx';
import type { Line, TableModel } from './table-model.ts';

const CELL_PADDING_PX = 16;
/** Of the letters and underscores names are made of, at the size of a head. */
const HEAD_CHARACTER_PX = 6.2;
const RAN_PX = 76;
const STATUS_PX = 108;
const EXIT_PX = 52;
const SET_PX = 40;
/** Of the first input, beside which the others may be left to the inspector. */
const LEAST_INPUT_PX = 72;
/** Strips are cut at their end rather than narrower: the map has all of their cells. */
const LEAST_STRIP_PX = 72;
/** Narrower tables leave the element set to the inspector. */
const SET_ROOM_PX = 480;
/** Longer texts are cut; wider columns would part values from the number of their element. */
const MOST_TEXT_PX = 360;

/** Room the names of iterations and actions need below an element, across empty cells. */
const NAME_ROOM_PX = 250;

const leastOf = ({ width }: TableColumn): number =>
  typeof width === 'number' ? width : width.minPx;
const leastOfAll = (columns: readonly TableColumn[]): number =>
  columns.reduce((sum, column) => sum + leastOf(column), 0);

/**
 * Columns of the elements table of a task, as far as `widthPx` has room for them. Room that no
 * text can use stays at the end, so that values stand beside the number of their element.
 */
export function tableColumns(model: TableModel, widthPx: number): readonly TableColumn[] {
  const at = (row: number): Line | undefined => lineAt(model, row);
  const sorting = (key: string) => sortingOf(model, key);
  let nameRoomPx = NAME_ROOM_PX;
  const digits = formatCount(Math.max(0, model.summaries.count - 1)).length;
  const columns: TableColumn[] = [
    {
      id: 'element',
      header: '#',
      width: 56 + digits * 8,
      canOverflow: true,
      ...sorting('element'),
      render: (row) => <ElementNameCell model={model} line={at(row)} roomPx={nameRoomPx} />,
    },
  ];
  const hasExit = model.summaries.exitCode.some((code) => !Number.isNaN(code));
  const endPx = STATUS_PX + (hasExit ? EXIT_PX : 0);
  // How a run ended is seen before all else: the strip and the element set make room for it.
  const strip = stripColumn(
    model,
    at,
    widthPx === 0 ? undefined : widthPx - endPx - leastOfAll(columns) - LEAST_INPUT_PX,
  );
  const setRoomPx = widthPx - endPx - leastOfAll([...columns, strip]) - LEAST_INPUT_PX;
  if (model.task.elementSetCount > 1 && widthPx >= SET_ROOM_PX && setRoomPx >= SET_PX) {
    columns.push({
      id: 'set',
      header: <span title="Element set, as hpcflow counts them">Set</span>,
      width: SET_PX,
      align: 'end',
      canOverflow: true,
      render: (row) => {
        const line = at(row);
        return line?.kind === 'element' ? (
          <span className={styles.quiet}>{model.index.elements.elementSet[line.row]}</span>
        ) : null;
      },
    });
  }
  const before = leastOfAll([...columns, strip]);
  columns.push(
    ...inputColumns(
      model,
      at,
      Math.min(NAME_ROOM_PX, Math.max(NAME_ROOM_PX / 2, widthPx - endPx)) - before,
      widthPx - before - endPx,
    ),
    strip,
  );
  nameRoomPx = leastOfAll(columns) - CELL_PADDING_PX;
  if (hasExit) {
    columns.push({
      id: 'exit',
      header: <span title="Exit code of the most urgent run">Exit</span>,
      width: EXIT_PX,
      align: 'end',
      canOverflow: true,
      ...sorting('exit'),
      render: (row) => <ExitCell model={model} line={at(row)} />,
    });
  }
  columns.push({
    id: 'status',
    header: 'Status',
    width: STATUS_PX,
    // Its words are cut with an ellipsis; to cut them twice costs when scrolling.
    canOverflow: true,
    ...sorting('status'),
    render: (row) => <StatusCell model={model} line={at(row)} />,
  });
  const day = model.times.day === undefined ? '' : `, ${model.times.day}`;
  const timePx = model.times.day === undefined ? 104 : 84;
  // Where there is no room for both times, the inputs keep theirs.
  const roomPx = widthPx - RAN_PX - leastOfAll(columns);
  if (roomPx >= timePx) {
    columns.push({
      id: 'started',
      header: <span title={`First start of its runs${day}`}>Started</span>,
      width: timePx,
      align: 'end',
      canOverflow: true,
      ...sorting('started'),
      render: (row) => (
        <TimeCell
          model={model}
          line={at(row)}
          timeUs={startOfLine(model, at(row))}
          what="start time"
        />
      ),
    });
  }
  if (roomPx >= 2 * timePx) {
    columns.push({
      id: 'ended',
      header: <span title={`Last end of its runs${day}`}>Ended</span>,
      width: timePx,
      align: 'end',
      canOverflow: true,
      ...sorting('ended'),
      render: (row) => (
        <TimeCell model={model} line={at(row)} timeUs={endOfLine(model, at(row))} what="end time" />
      ),
    });
  }
  const takenPx = leastOfAll(columns);
  // Rather than cut: a wider table has it, and so has the inspector.
  if (takenPx + RAN_PX <= widthPx) {
    columns.push({
      id: 'ran',
      header: <span title="Time in runs; waiting between them is left out">Ran</span>,
      width: RAN_PX,
      align: 'end',
      canOverflow: true,
      ...sorting('ran'),
      render: (row) => <RanCell model={model} line={at(row)} />,
    });
  }
  return model.groups.length === 0 ? columns : withoutGroups(columns, at);
}

/** What makes the head of a column sort by a key. */
function sortingOf(
  { sort, onSort }: TableModel,
  key: string,
): Pick<TableColumn, 'sort' | 'onSort'> {
  return {
    onSort: () => onSort(key),
    ...(sort.key === key
      ? { sort: sort.isDescending ? ('descending' as const) : ('ascending' as const) }
      : {}),
  };
}

/** A group's head stands over all columns: the others are empty there. */
function withoutGroups(columns: readonly TableColumn[], at: LineOf): readonly TableColumn[] {
  return columns.map((column, place) =>
    place === 0
      ? column
      : {
          ...column,
          render: (row: number) => (at(row)?.kind === 'group' ? null : column.render(row)),
        },
  );
}

type LineOf = (row: number) => Line | undefined;

/**
 * @param leastPx What all of them have to take together.
 * @param mostPx Room beside the run strips; columns that nobody chose and that do not fit stay away.
 */
function inputColumns(
  model: TableModel,
  at: LineOf,
  leastPx: number,
  mostPx: number,
): readonly TableColumn[] {
  const render = (column: ElementColumn, place: number) => (row: number) => {
    const line = at(row);
    return line?.kind === 'element' ? (
      <InputCell value={model.cells.of(line.element)?.[place]} path={column.path} />
    ) : null;
  };
  if (model.inputs.length === 0) {
    // Something has to say why there is no name.
    return [
      {
        id: 'no-input',
        header: 'Varying inputs',
        width: Math.max(112, leastPx),
        render: (row) =>
          at(row)?.kind === 'element' ? <span className={styles.quiet}>none</span> : null,
      },
    ];
  }
  const sharePx = Math.ceil(leastPx / model.inputs.length);
  const columns = model.inputs.map((column, place) => {
    const headPx = Math.ceil(column.label.length * HEAD_CHARACTER_PX) + CELL_PADDING_PX;
    const wishedPx = Math.max(sharePx, Math.min(headPx, 160), column.isNumeric ? 72 : 104);
    // The first is always shown, however narrow; its head and texts are cut with all of them on hover.
    const isSqueezed = place === 0 && !model.areColumnsChosen && wishedPx > mostPx;
    const minPx = isSqueezed ? Math.max(LEAST_INPUT_PX, mostPx) : wishedPx;
    return {
      id: column.path,
      header: <span title={column.path}>{column.label}</span>,
      width: column.isNumeric ? minPx : { minPx, maxPx: Math.max(minPx, MOST_TEXT_PX) },
      ...(column.isNumeric ? { align: 'end' as const } : {}),
      canOverflow: true,
      ...sortingOf(model, column.path),
      render: render(column, place),
    };
  });
  if (model.areColumnsChosen) return columns;
  let takenPx = 0;
  return columns.filter((column, place) => {
    takenPx += leastOf(column);
    return place === 0 || takenPx <= mostPx;
  });
}

/** @param roomPx - Beyond it only the final iteration is shown; beyond that the strip is cut. */
function stripColumn(model: TableModel, at: LineOf, roomPx: number | undefined): TableColumn {
  const whole = stripOf(model, at);
  if (roomPx === undefined || leastOf(whole) <= roomPx) return whole;
  const final = stripOf({ ...model, scope: 'final' }, at);
  const head = <span title="Final iteration, one cell per action">Final</span>;
  const groupPx = stripWidth(1, Math.max(1, model.task.actions.length));
  const strip = { ...final, header: head, width: Math.max(groupPx, 34) + CELL_PADDING_PX + 4 };
  return leastOf(strip) <= roomPx
    ? strip
    : { ...strip, width: Math.max(LEAST_STRIP_PX, roomPx), canOverflow: false };
}

function stripOf(model: TableModel, at: LineOf): TableColumn {
  const actions = Math.max(1, model.task.actions.length);
  const groups = model.scope === 'all' ? Math.max(1, model.mostIterations) : 1;
  const groupPx = actions * (STRIP_CELL_WIDTH + 1) - 1 + STRIP_GROUP_GAP;
  const hasRoom = groupPx >= 24;
  const isPlural = groups > 1;
  const words = model.scope === 'final' ? 'Final iteration' : isPlural ? 'Iterations' : 'Runs';
  return {
    id: 'runs',
    header:
      isPlural && hasRoom ? (
        <span className={styles.groupHeads} title="Runs of each iteration, one cell per action">
          {Array.from({ length: groups }, (_, ordinal) => ordinal).map((ordinal) => (
            <span key={ordinal} style={{ width: groupPx }}>
              it {ordinal}
            </span>
          ))}
        </span>
      ) : (
        <span title="One cell per action, from left to right">{words}</span>
      ),
    width: Math.max(stripWidth(groups, actions), words.length * 6.5) + CELL_PADDING_PX + 4,
    canOverflow: true,
    ...(isPlural && !hasRoom ? sortingOf(model, 'iterations') : {}),
    render: (row) => <StripCell model={model} line={at(row)} />,
  };
}
