import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { drawn, firstAt, firstToSee, scrollLengthPx, scrollPxOf } from './grid-window.ts';
import styles from './TileGrid.module.css';
import { useElementSize } from './use-element-size.ts';

interface TileGridProps {
  readonly label: string;
  readonly count: number;
  readonly tileWidthPx: number;
  readonly tileHeightPx: number;
  readonly nameOf: (tile: number) => string;
  /** What is in a tile; only called for those in sight. */
  readonly render: (tile: number) => ReactNode;
  readonly onChoose: (tile: number) => void;
}

/** Small pictures side by side, of any number: only those in sight exist. It scrolls by rows. */
export function TileGrid(props: TileGridProps) {
  const { label, count, tileWidthPx, tileHeightPx, nameOf, render, onChoose } = props;
  const [ref, size] = useElementSize<HTMLUListElement>();
  const [first, setFirst] = useState(0);
  const [active, setActive] = useState(0);
  const mustFocus = useRef(false);
  const columns = Math.max(1, Math.floor(size.widthPx / tileWidthPx));
  const axis = {
    count: Math.ceil(count / columns),
    sizePx: tileHeightPx,
    viewPx: size.heightPx,
  };
  const rows = drawn(axis, Math.min(first, Math.max(0, axis.count - 1)));
  const start = rows.start * columns;
  const stop = Math.min(count, rows.stop * columns);
  useEffect(() => {
    if (!mustFocus.current) return;
    mustFocus.current = false;
    ref.current?.querySelector<HTMLElement>(`[data-tile="${active}"]`)?.focus();
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(count - 1, active + step));
    setActive(next);
    mustFocus.current = true;
    const row = firstToSee(axis, first, Math.floor(next / columns));
    if (row === first) return;
    setFirst(row);
    ref.current?.scrollTo(0, scrollPxOf(axis, row));
  };
  const tiles = Array.from({ length: Math.max(0, stop - start) }, (_, at) => start + at);
  const isActiveShown = active >= start && active < stop;
  return (
    <ul
      ref={ref}
      className={styles.grid}
      aria-label={label}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => setFirst(firstAt(axis, currentTarget.scrollTop))}
    >
      <li className={styles.extent} style={{ height: scrollLengthPx(axis) }}>
        <ul
          className={styles.view}
          style={{
            height: Math.min(size.heightPx, scrollLengthPx(axis)),
            gridTemplateColumns: `repeat(${columns}, 1fr)`,
            gridAutoRows: tileHeightPx,
          }}
        >
          {tiles.map((tile) => (
            <li key={tile} style={{ display: 'flex', minWidth: 0 }}>
              <button
                type="button"
                className={styles.tile}
                style={{ flex: 1 }}
                data-tile={tile}
                tabIndex={tile === active || (!isActiveShown && tile === start) ? 0 : -1}
                title={nameOf(tile)}
                onFocus={() => setActive(tile)}
                onClick={() => onChoose(tile)}
              >
                <span className={styles.name}>{nameOf(tile)}</span>
                <span className={styles.picture}>{render(tile)}</span>
              </button>
            </li>
          ))}
        </ul>
      </li>
    </ul>
  );
}

/** In place of the picture of a tile: why there is none. */
export function NoPicture({ children }: { readonly children: string }) {
  return <span className={styles.noPicture}>{children}</span>;
}
