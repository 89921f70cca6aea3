import { useEffect, useState } from 'react';
import { MAX_IMAGE_BYTES } from '../../../shared/contract/file-views.ts';
import { useImageBytes } from '../../queries/files.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './FileDialog.module.css';
import type { PaneProps } from './pane-frame.ts';

type Fit = 'fit' | 'pixels';

/** An image, drawn as one only: what an SVG has of scripts and links does nothing. */
export function ImagePane({ file, facts, views, close }: PaneProps) {
  const { sizeBytes, mediaType } = facts;
  const [fit, setFit] = useState<Fit>('fit');
  const [size, setSize] = useState<string>();
  const [isBroken, setBroken] = useState(false);
  const image = useImageBytes(file, sizeBytes);
  const url = useObjectUrl(image.data?.bytes, mediaType);
  return (
    <>
      <Toolbar>
        {views}
        <Segments
          label="Size"
          size="small"
          options={[
            { value: 'fit', label: 'Fit' },
            { value: 'pixels', label: 'Actual size' },
          ]}
          value={fit}
          onChange={setFit}
        />
        <span className={styles.facts}>{size}</span>
        <Spacer />
        {close}
      </Toolbar>
      <div className={styles.image} data-fit={fit}>
        {sizeBytes > MAX_IMAGE_BYTES ? (
          <Empty title="Too large to be drawn">
            Images of up to {formatBytes(MAX_IMAGE_BYTES)} are drawn.
          </Empty>
        ) : image.error !== undefined ? (
          <ErrorNote error={image.error} onRetry={image.refetch} />
        ) : url === undefined ? (
          <Skeleton rows={6} label="Reading the image" />
        ) : isBroken ? (
          <Empty title="No image that can be drawn">
            PNG, JPEG, GIF, BMP, WebP and SVG are; this is taken for: {facts.kind}.
          </Empty>
        ) : (
          <img
            src={url}
            alt={file.title}
            draggable={false}
            onError={() => setBroken(true)}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize(`${naturalWidth} × ${naturalHeight} px`)
            }
          />
        )}
      </div>
    </>
  );
}

function useObjectUrl(
  bytes: Uint8Array | undefined,
  mediaType: string | undefined,
): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (bytes === undefined) return undefined;
    const made = URL.createObjectURL(
      new Blob([Uint8Array.from(bytes)], mediaType === undefined ? {} : { type: mediaType }),
    );
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [bytes, mediaType]);
  return url;
}
