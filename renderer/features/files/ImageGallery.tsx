import { useMemo, useState } from 'react';
import { elementsWithRun } from '../../../shared/model/run-index-queries.ts';
import { useImageBytes } from '../../queries/files.ts';
import { useRunFiles } from '../../queries/run-files.ts';
import type { RunAddress } from '../../queries/runs.ts';
import { closeFile } from '../../queries/shown-file.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { NoPicture, TileGrid } from '../../visuals/TileGrid.tsx';
import styles from './FileDialog.module.css';
import { useTiff } from './tiff/use-tiff.ts';
import { useObjectUrl } from './use-object-url.ts';

/** A larger image would hold up all others. */
const MAX_TILE_BYTES = 16 * 1024 * 1024;

interface ImageGalleryProps {
  /** Name in the folder of the run, which is the same for all. */
  readonly name: string;
  readonly leftBy: RunAddress;
  readonly mediaType: string | undefined;
}

/** Images of one name that the same action left for every element; each leads to its run. */
export function ImageGallery({ name, leftBy, mediaType }: ImageGalleryProps) {
  const { go } = usePlace();
  const index = useRunIndex();
  const structure = useStructure();
  const { taskInsertId, iteration, action = 0 } = leftBy;
  const task = structure.data?.tasks.find(({ insertId }) => insertId === taskInsertId)?.index;
  const elements = useMemo(
    () =>
      index.data === undefined || task === undefined
        ? undefined
        : elementsWithRun(index.data, { task, iteration, action }),
    [index.data, task, iteration, action],
  );
  if (elements === undefined) return <Skeleton rows={6} label="Looking for the elements" />;
  const nameOf = (tile: number): string => `element ${elements[tile] ?? 0}`;
  const addressOf = (tile: number): RunAddress => ({
    taskInsertId,
    element: elements[tile] ?? 0,
    iteration,
    action,
  });
  return (
    <TileGrid
      label={`${name} of all elements`}
      count={elements.length}
      tileWidthPx={220}
      tileHeightPx={220}
      nameOf={nameOf}
      onChoose={(tile) => {
        closeFile();
        go({ view: 'runs', task: taskInsertId, element: elements[tile] ?? 0, iteration, action });
      }}
      render={(tile) => (
        <ImageTile
          key={elements[tile]}
          address={addressOf(tile)}
          name={name}
          alt={`${name} of ${nameOf(tile)}`}
          mediaType={mediaType}
        />
      )}
    />
  );
}

interface ImageTileProps {
  readonly address: RunAddress;
  readonly name: string;
  readonly alt: string;
  readonly mediaType: string | undefined;
}

function ImageTile({ address, name, alt, mediaType }: ImageTileProps) {
  const { workflowId } = usePlace();
  const [isBroken, setBroken] = useState(false);
  const { data, error } = useRunFiles(address, false);
  const left = [...(data?.folder.files ?? []), ...(data?.saved?.files ?? [])];
  const file = left.find((one) => one.name === name);
  const sizeBytes = file?.sizeBytes ?? Number.POSITIVE_INFINITY;
  const isTooLarge = file !== undefined && sizeBytes > MAX_TILE_BYTES;
  const key = file === undefined || isTooLarge ? undefined : file.key;
  const image = useImageBytes(
    { workflowId, key: key ?? 'none' },
    key === undefined ? Number.POSITIVE_INFINITY : sizeBytes,
  );
  const isTiff = mediaType === 'image/tiff';
  const own = useObjectUrl(isTiff ? undefined : image.data?.bytes, mediaType);
  const tiff = useTiff(isTiff ? image.data?.bytes : undefined, 0);
  const url = isTiff ? tiff.picture?.url : own;
  if (data !== undefined && file === undefined) return <NoPicture>no such file</NoPicture>;
  if (isTooLarge) return <NoPicture>too large</NoPicture>;
  if (error !== undefined || image.error !== undefined || tiff.problem !== undefined || isBroken) {
    return <NoPicture>cannot be drawn</NoPicture>;
  }
  if (url === undefined) return null;
  return (
    <img
      className={styles.tileImage}
      src={url}
      alt={alt}
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}
