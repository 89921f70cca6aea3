import { CornerLeftUp, FileArchive, Folder, Workflow } from 'lucide-react';
import { useState } from 'react';
import type { FolderEntry } from '../../../shared/contract/host.ts';
import { useHostQuery } from '../../queries/use-host-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatAgo } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { Note } from '../../ui/Note.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { storeWords } from '../../ui/store-words.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import type { TableColumn } from '../../ui/virtual-table-columns.ts';
import styles from './FolderPicker.module.css';

const ENTRY_ICONS = { folder: Folder, workflow: Workflow, zip: FileArchive } as const;

const TITLES = { open: 'Open a workflow', place: 'Folder for the copy' } as const;
const VERBS = { open: 'Open', place: 'Choose' } as const;

interface FolderPickerProps {
  /** A workflow to open, or a place for a copy. */
  readonly purpose: 'open' | 'place';
  /** Folder that is shown first; the first root unless told. */
  readonly startPath?: string | undefined;
  /** Machine whose folders are shown, when it is another one. */
  readonly machine: string | undefined;
  readonly onOpen: (path: string) => void;
  readonly onClose: () => void;
}

/** Browses the folders of the host. Enter goes in or opens a workflow. */
export function FolderPicker({ purpose, startPath, machine, onOpen, onClose }: FolderPickerProps) {
  const [path, setPath] = useState(startPath);
  const [selected, setSelected] = useState<number>();
  const { data, error, isLoading, refetch } = useHostQuery(
    'folders.list',
    path === undefined ? {} : { path },
  );
  const entries = data?.entries ?? [];
  const selectedEntry = selected === undefined ? undefined : entries[selected];
  const isChoice = purpose === 'open' || selectedEntry?.kind === 'folder';
  const chosen = isChoice ? selectedEntry : undefined;
  const go = (next: string): void => {
    setSelected(undefined);
    setPath(next);
  };
  const enter = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') go(entry.path);
    else if (purpose === 'open') onOpen(entry.path);
  };
  const parent = data?.parent;
  const target = chosen?.path ?? data?.path;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={machine === undefined ? TITLES[purpose] : `${TITLES[purpose]} on ${machine}`}
      footer={
        <>
          <span className={styles.hint}>Double click goes into a folder</span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={target === undefined}
            onClick={() => target !== undefined && onOpen(target)}
          >
            {chosen === undefined
              ? `${VERBS[purpose]} this folder`
              : `${VERBS[purpose]} ${chosen.name}`}
          </Button>
        </>
      }
    >
      <div className={styles.bar}>
        <IconButton
          icon={CornerLeftUp}
          label="Parent folder"
          disabled={parent === undefined}
          onClick={() => parent !== undefined && go(parent)}
        />
        <MiddleTruncate text={data?.path ?? path ?? ''} isMono />
      </div>
      {data !== undefined && data.roots.length > 1 && (
        <div className={styles.roots}>
          {data.roots.map((root) => (
            <Button key={root.path} size="small" variant="quiet" onClick={() => go(root.path)}>
              {root.label}
            </Button>
          ))}
        </div>
      )}
      {data?.problems.map((problem) => (
        <Note key={`${problem.file ?? ''}${problem.message}`} kind="warn" title={problem.message} />
      ))}
      {error !== undefined && <ErrorNote error={error} onRetry={refetch} />}
      <div className={styles.list}>
        {isLoading ? (
          <Skeleton rows={9} label="Reading the folder" />
        ) : (
          <VirtualTable
            key={data?.path ?? ''}
            label={`Folders in ${data?.path ?? ''}`}
            columns={pickerColumns(entries)}
            rowCount={entries.length}
            rowKey={(row) => entries[row]?.path ?? row}
            selectedRow={selected}
            onSelect={setSelected}
            onEnter={(row) => {
              const entry = entries[row];
              if (entry !== undefined) enter(entry);
            }}
            empty={<Empty title="No folders here" />}
          />
        )}
      </div>
    </Dialog>
  );
}

function pickerColumns(entries: readonly FolderEntry[]): readonly TableColumn[] {
  const now = Date.now();
  return [
    {
      id: 'name',
      header: 'Name',
      width: { flex: 1, minPx: 200 },
      render: (row) => {
        const entry = entries[row];
        if (entry === undefined) return null;
        return (
          <span className={styles.name}>
            <Icon of={ENTRY_ICONS[entry.kind]} size={13} />
            <MiddleTruncate text={entry.name} className={styles[entry.kind]} />
          </span>
        );
      },
    },
    {
      id: 'kind',
      header: 'Kind',
      width: 130,
      render: (row) => {
        const entry = entries[row];
        if (entry === undefined || entry.kind === 'folder') return null;
        return entry.store === undefined ? 'Zip' : `Workflow, ${storeWords(entry.store)}`;
      },
    },
    {
      id: 'modified',
      header: 'Changed',
      width: 96,
      align: 'end',
      render: (row) => {
        const modifiedMs = entries[row]?.modifiedMs;
        return modifiedMs === undefined ? null : formatAgo(modifiedMs, now);
      },
    },
  ];
}
