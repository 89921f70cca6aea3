import { useCallback } from 'react';
import type { Operation } from '../../../shared/contract/operations.ts';
import { useHostDescription } from '../../queries/host.ts';
import { useFollowOperations, useLeftOvers } from '../../queries/operations.ts';
import { LeftOversDialog } from './LeftOversDialog.tsx';
import { Notices } from './Notices.tsx';
import { useOperationsView } from './operations-view.ts';
import { RequestDialog } from './RequestDialog.tsx';
import type { RenderFolderPicker } from './use-place-choice.tsx';
import { WatchDialog } from './WatchDialog.tsx';

interface OperationsProps {
  readonly renderFolderPicker: RenderFolderPicker;
  readonly onEnded: (operation: Operation) => void;
}

/** Copying, converting, renaming and taking away of workflows: dialogs, what runs, what was left. */
export function Operations({ renderFolderPicker, onEnded }: OperationsProps) {
  const { data: description } = useHostDescription();
  const dialog = useOperationsView((state) => state.dialog);
  const { leftOvers, refetch } = useLeftOvers(description?.capabilities.writes === true);
  const ended = useCallback(
    (operation: Operation): void => {
      // Those that failed may have left something, those that cleaned up took it away.
      refetch();
      onEnded(operation);
    },
    [refetch, onEnded],
  );
  useFollowOperations(ended);
  return (
    <>
      {dialog?.kind === 'request' && (
        <RequestDialog
          key={`${dialog.request.command} ${JSON.stringify(dialog.request.subject)}`}
          request={dialog.request}
          renderFolderPicker={renderFolderPicker}
        />
      )}
      {dialog?.kind === 'watch' && <WatchDialog operationId={dialog.operationId} />}
      {dialog?.kind === 'left-overs' && (
        <LeftOversDialog leftOvers={leftOvers} onChanged={refetch} />
      )}
      <Notices leftOvers={leftOvers} />
    </>
  );
}
