import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { MAX_IMAGE_BYTES } from '../../../shared/contract/file-views.ts';
import { useImageBytes } from '../../queries/files.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './FileDialog.module.css';
import { ImageGallery } from './ImageGallery.tsx';
import type { PaneProps } from './pane-frame.ts';
import { useTiff } from './tiff/use-tiff.ts';
import { useObjectUrl } from './use-object-url.ts';

/** Browsers do not draw it themselves. */
const TIFF = 'image/tiff';

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
  const [page, setPage] = useState(0);
  const [pages, setPages] = useState(1);
  // While the next page is read its number of pages is not known: then it stays.
  const notePages = useCallback((count: number) => setPages((old) => Math.max(old, count)), []);
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
        {!isGallery && pages > 1 && (
          <>
            <IconButton
              icon={ChevronLeft}
              label="Previous page"
              size="small"
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            />
            <span className={styles.facts} role="status">
              Page {page + 1} of {pages}
            </span>
            <IconButton
              icon={ChevronRight}
              label="Next page"
              size="small"
              disabled={page + 1 >= pages}
              onClick={() => setPage(page + 1)}
            />
          </>
        )}
        {!isGallery && <span className={styles.facts}>{size}</span>}
        <Spacer />
        {close}
      </Toolbar>
      {isGallery ? (
        <ImageGallery name={title} leftBy={leftBy} mediaType={facts.mediaType} />
      ) : (
        <div className={styles.image} data-fit={fit}>
          <Picture file={file} facts={facts} page={page} onSize={setSize} onPages={notePages} />
        </div>
      )}
    </>
  );
}

interface PictureProps extends Pick<PaneProps, 'file' | 'facts'> {
  /** From 0; other than 0 of TIFF files only. */
  readonly page: number;
  readonly onPages: (count: number) => void;
  readonly onSize: (size: string) => void;
}

function Picture({
  file,
  facts: { sizeBytes, mediaType, kind },
  page,
  onSize,
  onPages,
}: PictureProps) {
  const [isBroken, setBroken] = useState(false);
  const image = useImageBytes(file, sizeBytes);
  const isTiff = mediaType === TIFF;
  const own = useObjectUrl(isTiff ? undefined : image.data?.bytes, mediaType);
  const tiff = useTiff(isTiff ? image.data?.bytes : undefined, page);
  const url = isTiff ? tiff.picture?.url : own;
  const pages = tiff.picture?.pages ?? 1;
  useEffect(() => onPages(pages), [onPages, pages]);
  if (sizeBytes > MAX_IMAGE_BYTES) {
    return (
      <Empty title="Too large to be drawn">
        Images of up to {formatBytes(MAX_IMAGE_BYTES)} are drawn.
      </Empty>
    );
  }
  if (image.error !== undefined) return <ErrorNote error={image.error} onRetry={image.refetch} />;
  if (tiff.problem !== undefined) {
    return (
      <Empty title="This TIFF image cannot be drawn">
        It is damaged, or of a kind that is not read: {tiff.problem}
      </Empty>
    );
  }
  if (url === undefined) return <Skeleton rows={6} label="Reading the image" />;
  if (isBroken) {
    return (
      <Empty title="No image that can be drawn">
        PNG, JPEG, GIF, BMP, WebP, TIFF and SVG are; this is taken for: {kind}.
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
        onSize(
          `${naturalWidth} × ${naturalHeight} px${tiff.picture === undefined ? '' : `, ${tiff.picture.note}`}`,
        )
      }
    />
  );
}
