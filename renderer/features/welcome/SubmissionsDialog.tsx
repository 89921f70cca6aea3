import { useState } from 'react';
import type { AddedRecents, KnownWorkflow } from '../../../shared/contract/known-submissions.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useHostQuery } from '../../queries/use-host-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Note } from '../../ui/Note.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SubmissionList } from './SubmissionList.tsx';
import styles from './SubmissionsDialog.module.css';
import { SubmissionsPlace } from './SubmissionsPlace.tsx';

/** Lists the workflows that hpcflow knows of, and adds those that are chosen to the recent ones. */
export function SubmissionsDialog({ onClose }: { readonly onClose: () => void }) {
  const host = useHost();
  const usual = useHostQuery('library.findKnownSubmissions', {});
  const [named, setNamed] = useState<string>();
  const path = named ?? usual.data?.paths[0];
  const list = useHostQuery(
    'library.readKnownSubmissions',
    { path: path ?? '' },
    { isEnabled: path !== undefined },
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isPinned, setPinned] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const [failed, setFailed] = useState<AddedRecents['failed']>([]);
  const workflows = path === undefined ? [] : (list.data?.workflows ?? []);
  const chosen = workflows.filter((workflow) => canBeAdded(workflow) && !left.has(workflow.path));

  const choose = (workflow: KnownWorkflow, isChosen: boolean): void => {
    const next = new Set(left);
    if (isChosen) next.delete(workflow.path);
    else next.add(workflow.path);
    setLeft(next);
  };
  const add = async (): Promise<void> => {
    setAdding(true);
    const result = await host.call('library.addRecents', {
      workflows: chosen.map(({ path: at, submittedMs }) => ({ path: at, submittedMs })),
      isPinned,
    });
    setAdding(false);
    if (result.ok && result.value.failed.length === 0) onClose();
    else if (result.ok) setFailed(result.value.failed);
    else setFailed([{ path: path ?? '', message: result.error.message }]);
    list.refetch();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Workflows that hpcflow knows of"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={chosen.length === 0 || isAdding}
            onClick={() => void add()}
          >
            {chosen.length === 0
              ? 'Add workflows'
              : `Add ${formatCounted(chosen.length, 'workflow')}`}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {usual.isLoading ? (
          <Skeleton rows={1} label="Looking for lists" />
        ) : (
          <SubmissionsPlace usual={usual.data?.paths ?? []} path={path} onChoose={setNamed} />
        )}
        {list.isLoading && <Skeleton rows={6} label="Reading the list" />}
        {list.error !== undefined && path !== undefined && (
          <ErrorNote error={list.error} onRetry={list.refetch} />
        )}
        {path !== undefined &&
          list.data?.problems.map(({ message }) => (
            <Note key={message} kind="warn" title={message} />
          ))}
        {failed.map(({ path: at, message }) => (
          <Note key={at} kind="warn" title={`${at} was not added. ${message}`} />
        ))}
        {workflows.length > 0 && (
          <>
            <SubmissionList
              workflows={workflows}
              isChosen={(workflow) => chosen.includes(workflow)}
              onChoose={choose}
            />
            <Checkbox
              label="Pin them to the top of the list"
              isChecked={isPinned}
              onChange={setPinned}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function canBeAdded({ isListed, isMissing }: KnownWorkflow): boolean {
  return !isListed && !isMissing;
}
