import type { RunStatus } from '../../../shared/model/status.ts';
import { statusColour } from '../../design/status-colours.ts';
import styles from './DropZone.module.css';

/** The little map on the folder: three rows of six runs. */
const MAP: readonly (readonly RunStatus[])[] = [
  ['success', 'success', 'success', 'success', 'error', 'success'],
  ['success', 'success', 'success', 'skipped', 'success', 'success'],
  ['success', 'running', 'success', 'success', 'success', 'submitted'],
];

/** Shows where to drop; the whole window takes the drop. */
export function DropZone() {
  return (
    <div className={styles.zone}>
      <svg
        className={styles.folder}
        width="56"
        height="44"
        viewBox="0 0 56 44"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        aria-hidden
      >
        <path d="M4 8a3 3 0 0 1 3-3h12l5 5h25a3 3 0 0 1 3 3v23a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3z" />
        {MAP.flatMap((statuses, row) =>
          statuses.map((status, column) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing
              key={`${row}-${column}`}
              x={11 + column * 6}
              y={16 + row * 6.5}
              width="4.6"
              height="5"
              stroke="none"
              fill={statusColour(status, 'cell')}
            />
          )),
        )}
      </svg>
      <span className={styles.title}>Drop a workflow here</span>
      <span className={styles.what}>A folder, its zip, or anything inside it</span>
      <span className={styles.formats}>
        JSON, Zarr and zip stores, any hpcflow since 2023.
        <br />
        Opened read-only; nothing is written.
      </span>
    </div>
  );
}
