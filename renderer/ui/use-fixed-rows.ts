import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import {
  boundOffset,
  type FixedRows,
  offsetShowing,
  type RowRange,
  rowsInSight,
  scrollHeightPx,
  scrollRatio,
} from './fixed-rows.ts';

/** Rows drawn beyond those in sight. */
const OVERSCAN_ROWS = 8;
/** Rows are placed from a row nearby, so that no place is too large for the precision of drawing. */
const BASE_ROWS = 1000;
const DEFAULT_ROW_PX = 24;
/** So long after the last move scrolling has ended. */
const REST_MS = 150;

/** A row to draw, and its place within the element that holds the rows. */
export interface PlacedRow {
  readonly index: number;
  readonly topPx: number;
}

export interface FixedRowsView {
  readonly rows: readonly PlacedRow[];
  /** Height of the element that holds the rows. */
  readonly heightPx: number;
  /** Rows in sight; `undefined` without rows. */
  readonly range: RowRange | undefined;
  readonly rowPx: number;
  readonly isScrolling: boolean;
  readonly reveal: (row: number) => void;
}

/** Row height of the density in use. */
function rowHeightPx(element: HTMLElement | null): number {
  if (element === null) return DEFAULT_ROW_PX;
  const height = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row'));
  return Number.isFinite(height) && height > 0 ? height : DEFAULT_ROW_PX;
}

/**
 * Any number of rows in a box that scrolls; in a box that is too long for the browser, the rows move
 * within it.
 *
 * @param headPx What stays at the top, above the rows.
 * @param kept Row that exists wherever one looks, for it has the focus.
 */
export function useFixedRows(
  scrollRef: RefObject<HTMLElement>,
  holderRef: RefObject<HTMLElement>,
  { rowCount, headPx, kept }: { rowCount: number; headPx: number; kept: number },
): FixedRowsView {
  const [size, setSize] = useState({ viewPx: 0, rowPx: DEFAULT_ROW_PX });
  const rows: FixedRows = { rowCount, ...size };
  const ratio = scrollRatio(rows);
  const [range, setRange] = useState<RowRange>({ first: 0, last: 0 });
  const [isScrolling, setIsScrolling] = useState(false);
  const offset = useRef(0);
  const latest = useRef(rows);
  latest.current = rows;
  const base = Math.floor(range.first / BASE_ROWS) * BASE_ROWS;
  const isScaled = ratio > 1;

  /** Puts the rows where the offset wants them; they only move within the box when it is scaled. */
  const place = useCallback(() => {
    const { current: known } = latest;
    const seen = rowsInSight(known, offset.current);
    setRange((old) => (old.first === seen.first && old.last === seen.last ? old : seen));
  }, []);
  useLayoutEffect(() => {
    const holder = holderRef.current;
    const scroll = scrollRef.current;
    if (holder === null || scroll === null) return;
    holder.style.transform = isScaled
      ? `translateY(${scroll.scrollTop - offset.current + base * size.rowPx}px)`
      : '';
  });

  useLayoutEffect(() => {
    const element = scrollRef.current;
    if (element === null) return;
    const measure = (): void => {
      const next = {
        viewPx: Math.max(0, element.clientHeight - headPx),
        rowPx: rowHeightPx(element),
      };
      setSize((old) => (old.viewPx === next.viewPx && old.rowPx === next.rowPx ? old : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollRef, headPx]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another size or count shows other rows
  useLayoutEffect(place, [place, rowCount, size]);

  const move = useCallback(
    (offsetPx: number) => {
      const element = scrollRef.current;
      if (element === null) return;
      offset.current = boundOffset(latest.current, offsetPx);
      element.scrollTop = offset.current / scrollRatio(latest.current);
      place();
    },
    [scrollRef, place],
  );
  useEffect(() => {
    const element = scrollRef.current;
    if (element === null) return;
    const shift = (): void => {
      const holder = holderRef.current;
      const { current: known } = latest;
      if (holder === null || scrollRatio(known) === 1) return;
      const first = rowsInSight(known, offset.current).first;
      const from = Math.floor(first / BASE_ROWS) * BASE_ROWS * known.rowPx;
      holder.style.transform = `translateY(${element.scrollTop - offset.current + from}px)`;
    };
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      const known = scrollRatio(latest.current);
      // The echo of a move of ours keeps its offset, which is finer than a scroll position.
      if (Math.abs(element.scrollTop - offset.current / known) > 1) {
        offset.current = boundOffset(latest.current, element.scrollTop * known);
      } else if (known === 1) offset.current = element.scrollTop;
      // At once: the rows that come into sight are to be there in the same frame.
      flushSync(() => {
        setIsScrolling(true);
        place();
      });
      shift();
      clearTimeout(rest);
      rest = setTimeout(() => setIsScrolling(false), REST_MS);
    };
    const onWheel = (event: WheelEvent): void => {
      if (scrollRatio(latest.current) === 1 || event.ctrlKey || event.deltaY === 0) return;
      // In a scaled box the wheel still moves by as many px of rows as elsewhere.
      event.preventDefault();
      const deltaPx =
        event.deltaMode === WheelEvent.DOM_DELTA_LINE
          ? event.deltaY * latest.current.rowPx
          : event.deltaY;
      move(offset.current + deltaPx);
      shift();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('wheel', onWheel);
    };
  }, [scrollRef, holderRef, place, move]);

  /** A row that was to be shown before it was known how much room there is. */
  const wanted = useRef<number>();
  const reveal = useCallback(
    (row: number) => {
      wanted.current = latest.current.viewPx === 0 ? row : undefined;
      if (wanted.current !== undefined) return;
      const next = offsetShowing(latest.current, offset.current, row);
      if (next !== offset.current) move(next);
    },
    [move],
  );
  useLayoutEffect(() => {
    if (size.viewPx > 0 && wanted.current !== undefined) reveal(wanted.current);
  }, [size, reveal]);
  const heightPx = scrollHeightPx(rows);
  const { rowPx } = size;
  if (rowCount === 0) {
    return { rows: [], heightPx, range: undefined, rowPx, isScrolling, reveal };
  }
  const first = Math.max(0, Math.min(range.first, rowCount - 1) - OVERSCAN_ROWS);
  const last = Math.min(rowCount - 1, Math.max(range.last, range.first) + OVERSCAN_ROWS);
  const from = isScaled ? base : 0;
  const placed: PlacedRow[] = [];
  const add = (index: number, at: number): void => {
    placed.push({ index, topPx: (at - from) * rowPx });
  };
  // In a scaled box a row far away would make the box longer: it is put just out of sight.
  if (kept < first) add(kept, isScaled ? first - 1 : kept);
  for (let index = first; index <= last; index += 1) add(index, index);
  if (kept > last) add(kept, isScaled ? last + 1 : kept);
  return { rows: placed, heightPx, range, rowPx, isScrolling, reveal };
}
