import { useRef, useState } from 'react';
import { HEX_BYTES } from '../../../shared/contract/file-views.ts';
import { useBytePages } from '../../queries/files.ts';
import { formatCount } from '../../ui/format.ts';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import styles from './FileDialog.module.css';
import { hexRow, offsetOf, ROW_BYTES } from './hex-rows.ts';
import type { PaneProps } from './pane-frame.ts';

/** Read before they are in sight. */
const NEARBY_ROWS = 20;

/** Any file as bytes and what letters they are; only what is in sight is read. */
export function HexPane({ file, facts, views, close }: PaneProps) {
  const { sizeBytes } = facts;
  const rowCount = Math.ceil(sizeBytes / ROW_BYTES);
  const [asked, setAsked] = useState('');
  const fieldRef = useRef<HTMLInputElement>(null);
  const wanted = offsetOf(asked);
  const target =
    wanted === undefined || wanted >= sizeBytes ? undefined : Math.floor(wanted / ROW_BYTES);
  const view = useVirtualRows({
    rowCount,
    headPx: 0,
    selectedRow: target,
    stateOf: () => ({}),
    onCommand: () => undefined,
  });
  const pageOf = (row: number): number => Math.floor((row * ROW_BYTES) / HEX_BYTES);
  // Not those of the row with the focus, which exists wherever it is.
  const first = Math.max(0, (view.range?.first ?? 0) - NEARBY_ROWS);
  const last = Math.min(rowCount, (view.range?.last ?? 0) + NEARBY_ROWS);
  const bytesOf = useBytePages(file, pageOf(first), pageOf(last));
  const digits = Math.max(8, sizeBytes.toString(16).length);
  return (
    <>
      <Toolbar>
        {views}
        <span className={styles.facts}>{formatCount(sizeBytes)} bytes</span>
        <Spacer />
        <TextField
          ref={fieldRef}
          className={styles.offset}
          label="Go to byte"
          placeholder="Go to byte, such as 4096 or 0x1000"
          value={asked}
          error={
            asked !== '' && wanted === undefined ? 'A number, or 0x and hex digits' : undefined
          }
          onChange={(event) => setAsked(event.target.value)}
        />
        {close}
      </Toolbar>
      <section
        ref={view.scrollRef}
        className={styles.scroll}
        aria-label={`Bytes of ${file.title}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
      >
        {rowCount === 0 && <p className={styles.message}>There are no bytes in it.</p>}
        <div className={styles.lines} style={{ height: view.heightPx }}>
          <div ref={view.holderRef}>
            {view.rows.map(({ index, topPx }) => {
              const offset = index * ROW_BYTES;
              const at = offset % HEX_BYTES;
              const { hex, text } = hexRow(bytesOf(pageOf(index))?.subarray(at, at + ROW_BYTES));
              return (
                <div
                  key={index}
                  className={styles.hexRow}
                  data-is-target={index === target}
                  style={{ transform: `translateY(${topPx}px)` }}
                >
                  <span className={styles.hexOffset}>
                    {offset.toString(16).padStart(digits, '0')}
                  </span>
                  <span>{hex}</span>
                  <span className={styles.hexText}>{text}</span>
                </div>
              );
            })}
          </div>
        </div>
      </section>
    </>
  );
}
