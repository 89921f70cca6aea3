import { useState } from 'react';
import { MAX_IMAGE_BYTES } from '../../../shared/contract/file-views.ts';
import { useImageBytes } from '../../queries/files.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './FileDialog.module.css';
import { ImageGallery } from './ImageGallery.tsx';
import type { PaneProps } from './pane-frame.ts';
import { useObjectUrl } from './use-object-url.ts';

type Fit = 'fit' | 'pixels';
type Of = 'run' | 'elements';

/**
 * An image, drawn as one only: what an SVG has of scripts and links does nothing. One that a run left
 * can be seen beside those of the other elements.
 */
export function ImagePane({ file, facts, views, close }: PaneProps) {
  const [fit, setFit] = useState<Fit>('fit');
  const [of, setOf] = useState<Of>('run');
  const [size, setSize] = useState<string>();
  const { leftBy, title } = file;
  const isGallery = leftBy !== undefined && of === 'elements';
  return (
    <>
      <Toolbar>
        {views}
        {leftBy !== undefined && (
          <Segments
            label="Of"
            size="small"
            options={[
              { value: 'run', label: 'This run' },
              { value: 'elements', label: 'All elements' },
            ]}
            value={of}
            onChange={setOf}
          />
        )}
        {!isGallery && (
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
        )}
        {!isGallery && <span className={styles.facts}>{size}</span>}
        <Spacer />
        {close}
      </Toolbar>
      {isGallery ? (
        <ImageGallery name={title} leftBy={leftBy} mediaType={facts.mediaType} />
      ) : (
        <div className={styles.image} data-fit={fit}>
          <Picture file={file} facts={facts} onSize={setSize} />
        </div>
      )}
    </>
  );
}

interface PictureProps extends Pick<PaneProps, 'file' | 'facts'> {
  readonly onSize: (size: string) => void;
}

function Picture({ file, facts: { sizeBytes, mediaType, kind }, onSize }: PictureProps) {
  const [isBroken, setBroken] = useState(false);
  const image = useImageBytes(file, sizeBytes);
  const url = useObjectUrl(image.data?.bytes, mediaType);
  if (sizeBytes > MAX_IMAGE_BYTES) {
    return (
      <Empty title="Too large to be drawn">
        Images of up to {formatBytes(MAX_IMAGE_BYTES)} are drawn.
      </Empty>
    );
  }
  if (image.error !== undefined) return <ErrorNote error={image.error} onRetry={image.refetch} />;
  if (url === undefined) return <Skeleton rows={6} label="Reading the image" />;
  if (isBroken) {
    return (
      <Empty title="No image that can be drawn">
        PNG, JPEG, GIF, BMP, WebP and SVG are; this is taken for: {kind}.
      </Empty>
    );
  }
  return (
    <img
      src={url}
      alt={file.title}
      draggable={false}
      onError={() => setBroken(true)}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
        onSize(`${naturalWidth} × ${naturalHeight} px`)
      }
    />
  );
}
