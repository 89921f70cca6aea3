import { ChevronDown, Rows3, Waypoints } from 'lucide-react';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import type { MAP_MODES } from '../../visuals/run-map/map-colouring.ts';
import type { MapColumns } from '../../visuals/run-map/map-columns.ts';
import styles from './MapPane.module.css';
import { useMapView } from './map-view.ts';
import { MODE_WORDS } from './map-words.ts';
import { togglePath, useRunsView } from './runs-view.ts';

type Mode = (typeof MAP_MODES)[number];

interface MapToolbarProps {
  readonly map: MapColumns;
  readonly isNarrow: boolean;
  /** The parameter cells are coloured by, or else the mode. */
  readonly column: ElementColumn | undefined;
  readonly mode: Mode;
  readonly modes: readonly Mode[];
  /** Parameters of the listed task to colour by. */
  readonly columns: readonly ElementColumn[];
  readonly taskName: string;
  readonly hasLineage: boolean;
  readonly onMode: (mode: Mode) => void;
  readonly onColumn: (path: string) => void;
}

/** What of the map can be chosen: its rows, the path, the colours. */
export function MapToolbar(props: MapToolbarProps) {
  const { map, isNarrow, column, mode, taskName } = props;
  const [{ rows }, changeMap] = useMapView();
  const isPathLit = useRunsView((state) => state.isPathLit);
  const modeName = column === undefined ? MODE_WORDS[mode] : column.label;
  return (
    <Toolbar>
      <h2 className={styles.title}>Map</h2>
      {!isNarrow && (
        <span className={styles.size}>
          {formatCounted(map.rowCount, 'row')} × {formatCounted(map.columns.length, 'column')}
        </span>
      )}
      <Spacer />
      <IconButton
        icon={Waypoints}
        label="Path of the selected run"
        keys="H"
        size="small"
        aria-pressed={isPathLit}
        className={isPathLit ? styles.on : undefined}
        onClick={togglePath}
      />
      {props.hasLineage && (
        <Menu
          label="Rows of the map"
          trigger={<IconButton icon={Rows3} label="Rows of the map" size="small" />}
          items={[
            {
              id: 'lineage',
              label: 'By lineage: beside what they were made of',
              isCurrent: rows === 'lineage',
              onChoose: () => changeMap({ rows: 'lineage' }),
            },
            {
              id: 'even',
              label: 'Each task by itself, all of its height',
              isCurrent: rows === 'even',
              onChoose: () => changeMap({ rows: 'even' }),
            },
          ]}
        />
      )}
      <Menu
        label="Colour by"
        trigger={
          <Chip aria-label={`Colour by ${modeName}`} className={styles.mode}>
            <span className={styles.modeName}>{modeName}</span>
            <Icon of={ChevronDown} size={12} />
          </Chip>
        }
        items={[
          ...props.modes.map((known) => ({
            id: known,
            label: MODE_WORDS[known],
            isCurrent: column === undefined && known === mode,
            onChoose: () => props.onMode(known),
          })),
          ...props.columns
            .filter(({ isShown }) => isShown)
            .map((known) => ({
              id: known.path,
              label: `${known.label} of ${taskName}`,
              isCurrent: known.path === column?.path,
              onChoose: () => props.onColumn(known.path),
            })),
        ]}
      />
    </Toolbar>
  );
}
