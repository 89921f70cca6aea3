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

interface FolderPickerProps {
  /** Machine whose folders are shown, when it is another one. */
  readonly machine: string | undefined;
  readonly onOpen: (path: string) => void;
  readonly onClose: () => void;
}

/** Browses the folders of the host. Enter goes in or opens a workflow. */
export function FolderPicker({ machine, onOpen, onClose }: FolderPickerProps) {
  const [path, setPath] = useState<string>();
  const [selected, setSelected] = useState<number>();
  const { data, error, isLoading, refetch } = useHostQuery(
    'folders.list',
    path === undefined ? {} : { path },
  );
  const entries = data?.entries ?? [];
  const chosen = selected === undefined ? undefined : entries[selected];
  const go = (next: string): void => {
    setSelected(undefined);
    setPath(next);
  };
  const enter = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') go(entry.path);
    else onOpen(entry.path);
  };
  const parent = data?.parent;
  const target = chosen?.path ?? data?.path;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={machine === undefined ? 'Open a workflow' : `Open a workflow on ${machine}`}
      footer={
        <>
          <span className={styles.hint}>Double click goes into a folder</span>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={target === undefined}
            onClick={() => target !== undefined && onOpen(target)}
          >
            {chosen === undefined ? 'Open this folder' : `Open ${chosen.name}`}
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
