import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { FileFacts, FileView } from '../../../shared/contract/file-views.ts';
import type { ArraySource } from '../../queries/arrays.ts';
import { useFileFacts } from '../../queries/files.ts';
import { closeFile, type ShownFile } from '../../queries/shown-file.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatBytes } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ArraySubject } from '../../visuals/quantities.ts';
import styles from './FileDialog.module.css';
import { HexPane } from './HexPane.tsx';
import { ImagePane } from './ImagePane.tsx';
import type { PaneProps } from './pane-frame.ts';
import { TablePane } from './TablePane.tsx';
import { TextPane } from './TextPane.tsx';
import { TreePane } from './TreePane.tsx';

/** Draws an array, which another feature does. */
export type DrawArray = (source: ArraySource, subject: ArraySubject) => ReactNode;

interface FileDialogProps {
  readonly file: ShownFile;
  readonly drawArray: DrawArray;
}

const VIEWS: readonly { readonly value: FileView; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'tree', label: 'Tree' },
  { value: 'table', label: 'Table' },
  { value: 'image', label: 'Image' },
  { value: 'hdf5', label: 'HDF5' },
  { value: 'hex', label: 'Bytes' },
];

/** A file of the workflow, shown as what it is, or as anything else the person chooses. */
export default function FileDialog({ file, drawArray }: FileDialogProps) {
  const facts = useFileFacts(file);
  const [chosen, setChosen] = useState<FileView>();
  const { data } = facts;
  const close = <IconButton icon={X} label="Close" keys="Esc" size="small" onClick={closeFile} />;
  return (
    <Dialog isOpen onClose={closeFile} width="full" title={<Title file={file} facts={data} />}>
      <div className={styles.frame}>
        {data === undefined ? (
          <div className={styles.message}>
            {facts.error === undefined ? (
              <Skeleton rows={4} label="Looking at the file" />
            ) : (
              <ErrorNote error={facts.error} onRetry={facts.refetch} />
            )}
          </div>
        ) : (
          <Pane
            view={chosen ?? firstView(file, data)}
            drawArray={drawArray}
            file={file}
            facts={data}
            close={close}
            views={
              <Segments
                label="Look at it as"
                size="small"
                options={VIEWS}
                value={chosen ?? firstView(file, data)}
                onChange={setChosen}
              />
            }
          />
        )}
      </div>
    </Dialog>
  );
}

/** What a run writes is followed as text, whatever it may become. */
function firstView({ isGrowing }: ShownFile, { view, sizeBytes }: FileFacts): FileView {
  return isGrowing && sizeBytes === 0 ? 'text' : view;
}

function Pane({
  view,
  drawArray,
  ...props
}: PaneProps & { readonly view: FileView; readonly drawArray: DrawArray }) {
  switch (view) {
    case 'text':
      return <TextPane {...props} />;
    case 'table':
      return <TablePane {...props} />;
    case 'image':
      return <ImagePane {...props} />;
    case 'hex':
      return <HexPane {...props} />;
    case 'tree':
    case 'hdf5':
      return <TreePane key={view} {...props} as={view} drawArray={drawArray} />;
  }
}

function Title({
  file,
  facts,
}: {
  readonly file: ShownFile;
  readonly facts: FileFacts | undefined;
}) {
  return (
    <span className={styles.title}>
      {file.title}
      <code className={styles.key}>{file.key}</code>
      {facts !== undefined && (
        <span className={styles.facts}>
          {facts.kind}, {formatBytes(facts.sizeBytes)}
        </span>
      )}
    </span>
  );
}
