import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { SearchMatch } from '../../../shared/contract/search.ts';
import type { Address } from '../../../shared/model/address.ts';
import { LEAST_SEARCHED, useSearch } from '../../queries/search.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useSettled } from '../../ui/use-settled.ts';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import styles from './SearchDialog.module.css';
import { formatPlace } from './value-place.ts';

interface SearchButtonProps {
  readonly workflowId: string;
  readonly tasks: readonly Task[];
  readonly onGo: (address: Address) => void;
}

/** Searches names and values of the whole workflow. */
export function SearchButton({ workflowId, tasks, onGo }: SearchButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" size="small" onClick={() => setOpen(true)}>
        <Icon of={Search} size={13} />
        Search all values
      </Button>
      {isOpen && (
        <SearchDialog
          workflowId={workflowId}
          tasks={tasks}
          onClose={() => setOpen(false)}
          onGo={(address) => {
            setOpen(false);
            onGo(address);
          }}
        />
      )}
    </>
  );
}

interface SearchDialogProps extends SearchButtonProps {
  readonly onClose: () => void;
}

function SearchDialog({ workflowId, tasks, onClose, onGo }: SearchDialogProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const settled = useSettled(text, 120);
  const search = useSearch(workflowId, settled);
  const matches = search.data?.matches ?? [];
  const go = (row: number): void => {
    const match = matches[row];
    if (match !== undefined) onGo(addressOf(match));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Search all names and values"
      width="full"
      initialFocus={field}
    >
      <div className={styles.field}>
        <TextField
          ref={field}
          label="Text in a name or a value"
          icon={Search}
          placeholder="A name, a number, a text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Else it would also press the button that gets the focus back.
            event.preventDefault();
            go(0);
          }}
        />
        <p className={styles.summary} role="status">
          {summaryOf(search)}
        </p>
      </div>
      <div className={styles.results}>
        {search.error !== undefined ? (
          <ErrorNote error={search.error} onRetry={search.refetch} />
        ) : search.data === undefined && settled.trim().length >= LEAST_SEARCHED ? (
          <ProgressNote
            progress={search.progress}
            phase="Reading names and values"
            onCancel={search.cancel}
          />
        ) : (
          <Matches matches={matches} tasks={tasks} text={settled} onEnter={go} />
        )}
      </div>
    </Dialog>
  );
}

function summaryOf({ data }: ReturnType<typeof useSearch>): string {
  if (data === undefined) return '';
  const { matches, total, valueCount, unreadCount } = data;
  const shown = matches.length < total ? `First ${formatCount(matches.length)} of ` : '';
  const unread = unreadCount > 0 ? `; ${formatCount(unreadCount)} not read` : '';
  const values = formatCounted(valueCount, 'value');
  return `${shown}${formatCounted(total, 'match', 'matches')} in ${values}${unread}.`;
}

interface MatchesProps {
  readonly matches: readonly SearchMatch[];
  readonly tasks: readonly Task[];
  readonly text: string;
  readonly onEnter: (row: number) => void;
}

function Matches({ matches, tasks, text, onEnter }: MatchesProps) {
  if (text.trim().length < LEAST_SEARCHED) {
    return (
      <Empty title="Type at least two characters">Numbers are found as they are written.</Empty>
    );
  }
  if (matches.length === 0) {
    return <Empty title="Nothing found">No name and no value holds “{text.trim()}”.</Empty>;
  }
  const cell = (make: (match: SearchMatch) => string) => (row: number) => {
    const match = matches[row];
    const content = match === undefined ? '' : make(match);
    return (
      <code className={styles.cut} title={content}>
        {content}
      </code>
    );
  };
  return (
    <VirtualTable
      label="What was found"
      rowCount={matches.length}
      onEnter={onEnter}
      columns={[
        {
          id: 'name',
          header: 'Name',
          width: { flex: 3, minPx: 160 },
          render: cell(({ entry, steps }) => formatPlace({ entry, path: steps })),
        },
        {
          id: 'value',
          header: 'Value',
          width: { flex: 3, minPx: 120 },
          render: cell(({ text: value }) => value),
        },
        {
          id: 'task',
          header: 'Task',
          width: { flex: 2, minPx: 100 },
          render: cell(
            ({ taskInsertId }) =>
              tasks.find(({ insertId }) => insertId === taskInsertId)?.name ?? String(taskInsertId),
          ),
        },
        {
          id: 'element',
          header: 'Element',
          width: 130,
          render: cell(({ element, count }) =>
            count > 1 ? `${element}, of ${formatCount(count)}` : String(element),
          ),
        },
      ]}
    />
  );
}

function addressOf({ taskInsertId, element, iteration, entry, steps }: SearchMatch): Address {
  const parameter = formatPlace({ entry, path: steps });
  return { view: 'parameters', task: taskInsertId, element, iteration, parameter };
}
