import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CodeLanguage } from '../../../shared/contract/file-views.ts';
import type { LineCount, RunFile, TextLine } from '../../../shared/contract/run-files.ts';
import { useTextLines } from '../../queries/run-files.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { LogLine, type LogLineMark } from '../../ui/LogLine.tsx';
import { numbered } from '../../ui/numbered-lines.ts';
import { isCulpritLine } from '../../ui/python-traceback.ts';
import styles from './FileDialog.module.css';
import { useLineColours } from './use-line-colours.ts';

const LINE_PX = 17;
const OVERSCAN_LINES = 40;
/** Seen above the lines that are marked. */
const ABOVE_LINES = 4;
/** Browsers cannot scroll over more pixels than some 30 million: longer files have windows. */
const WINDOW_LINES = 1_000_000;

interface TextLinesProps {
  readonly fileKey: string;
  readonly label: string;
  /** Colours of the text; a plain one begins at its end, as logs are read. */
  readonly language: CodeLanguage;
  readonly total: LineCount;
  readonly isWrapped: boolean;
  /** The end stays in view when lines come. */
  readonly isFollowed: boolean;
  readonly query: string;
  /** Lines found, ascending. */
  readonly hits: readonly number[];
  readonly shownLine: number | undefined;
  /** Lines to begin at, instead of the end. */
  readonly marked: RunFile['marked'];
  /** The person scrolled up. */
  readonly onScrollAway: () => void;
}

/**
 * Lines of a file by number; only those in view exist, and are read. It begins at the marked lines;
 * else a log begins at its end.
 */
export function TextLines({
  fileKey,
  label,
  language,
  total,
  isWrapped,
  isFollowed,
  query,
  hits,
  shownLine,
  marked,
  onScrollAway,
}: TextLinesProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const lastWindow = Math.max(0, Math.ceil(total.lineCount / WINDOW_LINES) - 1);
  const isLog = language === 'plain';
  const beginsAt = marked?.first ?? (isLog ? undefined : 0);
  const [window_, setWindow] = useState(
    beginsAt === undefined ? lastWindow : Math.floor(beginsAt / WINDOW_LINES),
  );
  const first = window_ * WINDOW_LINES;
  const count = Math.min(WINDOW_LINES, total.lineCount - first);
  const offset =
    beginsAt === undefined ? count : Math.max(0, (beginsAt % WINDOW_LINES) - ABOVE_LINES);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => LINE_PX,
    overscan: OVERSCAN_LINES,
    initialOffset: offset * LINE_PX,
  });
  const items = virtualizer.getVirtualItems();
  const from = first + (items[0]?.index ?? Math.max(0, Math.min(offset, count - OVERSCAN_LINES)));
  const to = first + (items.at(-1)?.index ?? Math.min(count, offset + OVERSCAN_LINES) - 1) + 1;
  const lineOf = useTextLines(fileKey, from, to, total);
  const coloursOf = useLineColours(lineOf, from, to, language);
  const found = useMemo(() => new Set(hits), [hits]);

  useEffect(() => {
    if (shownLine === undefined) return;
    setWindow(Math.floor(shownLine / WINDOW_LINES));
    virtualizer.scrollToIndex(shownLine % WINDOW_LINES, { align: 'center' });
  }, [shownLine, virtualizer]);

  useEffect(() => {
    if (!isFollowed || count === 0) return;
    setWindow(lastWindow);
    virtualizer.scrollToIndex(count - 1, { align: 'end' });
  }, [isFollowed, count, lastWindow, virtualizer]);

  const markOf = (line: number, text: string): LogLineMark | undefined => {
    if (line === shownLine) return 'shown';
    if (query !== '') return found.has(line) ? 'found' : undefined;
    if (marked !== undefined && line >= marked.first && line <= marked.last) return 'own';
    return isCulpritLine(text) ? 'culprit' : undefined;
  };
  const numberWidth = `${Math.max(3, String(total.lineCount).length) + 2}ch`;
  return (
    <>
      {lastWindow > 0 && (
        <div className={styles.window}>
          Lines {formatCount(first + 1)} to {formatCount(first + count)} of{' '}
          {formatCount(total.lineCount)}
          <Button
            variant="quiet"
            size="small"
            disabled={window_ === 0}
            onClick={() => setWindow(window_ - 1)}
          >
            Earlier lines
          </Button>
          <Button
            variant="quiet"
            size="small"
            disabled={window_ === lastWindow}
            onClick={() => setWindow(window_ + 1)}
          >
            Later lines
          </Button>
        </div>
      )}
      <section
        ref={scrollRef}
        className={styles.scroll}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        onWheel={({ deltaY }) => deltaY < 0 && onScrollAway()}
      >
        <div
          className={styles.lines}
          style={{ height: virtualizer.getTotalSize() }}
          data-wrapped={isWrapped}
        >
          {items.map(({ index, start, key }) => {
            const line = first + index;
            const text = lineOf(line);
            return (
              <div
                key={key}
                ref={isWrapped ? virtualizer.measureElement : undefined}
                data-index={index}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogLine
                  number={line + 1}
                  numberWidth={numberWidth}
                  text={text?.text ?? ''}
                  isCut={text?.isCut}
                  isWrapped={isWrapped}
                  tokens={coloursOf(line)}
                  query={query}
                  mark={text === undefined ? undefined : markOf(line, text.text)}
                />
              </div>
            );
          })}
        </div>
      </section>
    </>
  );
}

interface EndLinesProps {
  readonly lines: readonly TextLine[];
  readonly isWrapped: boolean;
}

/** The last lines of a file whose lines are not counted yet. */
export function EndLines({ lines, isWrapped }: EndLinesProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scrollRef.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);
  return (
    <div ref={scrollRef} className={styles.scroll}>
      {numbered(lines).map(({ text, isCut, at }) => (
        <LogLine
          key={at}
          number={undefined}
          numberWidth="5ch"
          text={text}
          isCut={isCut}
          isWrapped={isWrapped}
          mark={isCulpritLine(text) ? 'culprit' : undefined}
        />
      ))}
    </div>
  );
}
