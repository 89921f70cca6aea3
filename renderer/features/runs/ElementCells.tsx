import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ValueSummary } from '../../../shared/contract/values.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { loopIdxOfIteration, runsOfIteration } from '../../../shared/model/run-index-queries.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { plainText } from '../../queries/elements.ts';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { NoValue } from '../../ui/NoValue.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { cellAt, RunStrip } from '../../visuals/RunStrip.tsx';
import styles from './ElementCells.module.css';
import { GroupHead } from './GroupHead.tsx';
import { statusOfLine } from './status-of-line.ts';
import { stripGroups } from './strip-groups.ts';
import type { ElementLine, Line, TableModel } from './table-model.ts';

export interface LineProps {
  readonly model: TableModel;
  readonly line: Line | undefined;
}

interface ElementNameCellProps extends LineProps {
  /** Px a line below an element may take, over the empty cells beside it. */
  readonly roomPx: number;
}

/** `#27` of an element; the iteration or the action below it. */
export function ElementNameCell({ model, line, roomPx }: ElementNameCellProps) {
  if (line === undefined) return null;
  if (line.kind === 'group') return <GroupHead model={model} group={line.group} />;
  if (line.kind === 'element') {
    const isOpen = model.isExpanded(line.element);
    const number = model.index.elements.index[line.row] ?? line.element;
    return (
      <span className={styles.name}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.toggle}
          aria-label={`${isOpen ? 'Close' : 'Open'} element ${number}`}
          onClick={(event) => {
            event.stopPropagation();
            model.onToggle(line.element);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={12} />
        </button>
        <LineGlyph model={model} line={line} />
        <span className={styles.number}>{formatCount(number)}</span>
      </span>
    );
  }
  return (
    <span className={styles.below} style={{ width: roomPx }}>
      {line.kind === 'iteration' ? (
        <IterationName model={model} line={line} />
      ) : (
        <RunName model={model} run={line.run} />
      )}
    </span>
  );
}

function LineGlyph({ model, line }: { readonly model: TableModel; readonly line: ElementLine }) {
  const shown = statusOfLine(model, line);
  return shown === undefined ? (
    <span className={styles.noGlyph} />
  ) : (
    <StatusGlyph status={shown.status} urgent={shown.worst} />
  );
}

interface IterationNameProps {
  readonly model: TableModel;
  readonly line: Extract<Line, { kind: 'iteration' }>;
}

function IterationName({ model, line }: IterationNameProps) {
  const { index } = model;
  const { iteration } = line;
  const loops = loopIdxOfIteration(index, iteration, model.task.loops);
  const runs = runsOfIteration(index, iteration);
  const isInitialised = index.iterations.isInitialised[iteration] === 1;
  const notes = [
    ...loops.map(({ loop, iteration: number }) => `${loop} ${number}`),
    ...(runs.stop > runs.start ? [] : [isInitialised ? 'no action runs' : 'runs not initialised']),
  ];
  return (
    <span className={styles.iteration}>
      <LineGlyph model={model} line={line} />
      <span>iteration {index.iterations.ordinal[iteration]}</span>
      {notes.length > 0 && (
        <span className={styles.notes} title={notes.join(' · ')}>
          {notes.join(' · ')}
        </span>
      )}
    </span>
  );
}

function RunName({ model, run }: { readonly model: TableModel; readonly run: number }) {
  const { index, task } = model;
  const action = index.runs.action[run] ?? 0;
  const attempt = index.runs.attempt[run] ?? 0;
  const status = statusOfCode(index.runs.status[run] ?? 0);
  return (
    <span className={styles.run}>
      <StatusGlyph status={status} />
      <MiddleTruncate text={actionName(task, action)} isMono />
      {attempt > 0 && <span className={styles.quiet}>attempt {attempt + 1}</span>}
    </span>
  );
}

interface InputCellProps {
  /** `null`: not set or not there; `undefined`: on its way. */
  readonly value: ValueSummary | null | undefined;
  readonly path: string;
}

/** Value of a varying input, in one line. */
export function InputCell({ value, path }: InputCellProps) {
  if (value === undefined) return <span className={styles.waiting} aria-hidden />;
  if (value === null) {
    return (
      <span className={styles.quiet} title={`${path} is not set`}>
        not set
      </span>
    );
  }
  if (value.kind === 'str') return <MiddleTruncate text={plainText(value)} />;
  return (
    <span className={styles.value} title={`${path} = ${value.text}`}>
      {value.kind === 'float' ? shortFloat(value.text) : value.text}
    </span>
  );
}

/** Digits a column has room for; the title and the inspector have all of them. */
const DIGITS = 6;

/** A float as Python prints it, rounded where it has more digits than tell rows apart. */
export function shortFloat(text: string): string {
  if (text.length <= DIGITS + 2) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  const rounded = number.toPrecision(DIGITS);
  return rounded.includes('e') || !rounded.includes('.') ? rounded : rounded.replace(/0+$/, '');
}

/** Runs of an element, one cell per action; a click picks a run. */
export function StripCell({ model, line }: LineProps) {
  if (line?.kind !== 'element') return null;
  const { index, task, scope, loop, picked } = model;
  const actions = task.actions.length;
  const groups = stripGroups(index, line.row, actions, scope, loop);
  if (groups.every(({ cells }) => cells.every((cell) => cell === undefined))) {
    return <NoValue why="no runs" />;
  }
  const group =
    picked?.element === line.element
      ? groups.findIndex(({ ordinal }) => ordinal === picked.ordinal)
      : -1;
  const label = groups
    .map(({ ordinal, cells }) => {
      const words = cells.flatMap((status, action) =>
        status === undefined ? [] : [`${actionName(task, action)}: ${STATUS_WORDS[status].name}`],
      );
      return `Iteration ${ordinal}. ${words.join(', ')}`;
    })
    .join('. ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the mouse; runs are rows of their own
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard the row is opened and its run chosen
    <span
      className={styles.strip}
      title={label}
      onClick={(event) => {
        const left = event.currentTarget.getBoundingClientRect().left;
        const hit = cellAt(event.clientX - left, actions);
        const found = hit === undefined ? undefined : groups[hit.group];
        if (hit === undefined || found?.cells[hit.cell] === undefined) return;
        event.stopPropagation();
        model.onPick(line.element, found.ordinal, hit.cell);
      }}
    >
      <RunStrip
        groups={groups.map(({ cells }) => cells)}
        selected={group < 0 || picked === undefined ? undefined : { group, cell: picked.action }}
        label={label}
      />
    </span>
  );
}

/** Status in words, so that it is not told by the glyph alone. */
export function StatusCell({ model, line }: LineProps) {
  if (line === undefined || line.kind === 'group') return null;
  const shown = statusOfLine(model, line);
  if (shown === undefined) return <span className={styles.quiet}>no runs</span>;
  const { status, worst, count } = shown;
  const { shortName, counted, meaning } = STATUS_WORDS[worst];
  const words = status === 'mixed' ? `${formatCount(count)} ${counted}` : shortName;
  return (
    <span className={styles.status} data-status={worst} title={`${words}: ${meaning}`}>
      {words}
    </span>
  );
}
