import { useState } from 'react';
import type { Purpose } from '../../../shared/contract/operations.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { ConvertForm } from './ConvertForm.tsx';
import { CopyForm } from './CopyForm.tsx';
import { DeleteForm } from './DeleteForm.tsx';
import { Duplicate } from './Duplicate.tsx';
import { type CommandRequest, closeOperationsDialog, requestCommand } from './operations-view.ts';
import { RenameForm } from './RenameForm.tsx';
import { TrashForm } from './TrashForm.tsx';
import type { RenderFolderPicker } from './use-place-choice.tsx';
import { usePreflight } from './use-preflight.ts';

interface RequestDialogProps {
  readonly request: CommandRequest;
  readonly renderFolderPicker: RenderFolderPicker;
}

/** Looks at a workflow, then asks what is needed before something is done with it. */
export function RequestDialog(props: RequestDialogProps) {
  const [round, setRound] = useState(1);
  return <Round key={round} {...props} onAgain={() => setRound(round + 1)} />;
}

interface RoundProps extends RequestDialogProps {
  readonly onAgain: () => void;
}

function Round({ request, renderFolderPicker, onAgain }: RoundProps) {
  const { command, name, subject } = request;
  const purpose: Purpose = command === 'duplicate' ? 'copy' : command;
  const looking = usePreflight(subject, purpose);
  const onClose = closeOperationsDialog;
  if (looking.kind !== 'found') {
    return (
      <Dialog
        isOpen
        title={TITLES[command](name)}
        onClose={onClose}
        footer={<Button onClick={onClose}>Cancel</Button>}
      >
        {looking.kind === 'failed' ? (
          <ErrorNote error={looking.error} onRetry={onAgain} />
        ) : (
          <ProgressNote progress={looking.progress} phase="Looking at the workflow" />
        )}
      </Dialog>
    );
  }
  const { found } = looking;
  switch (command) {
    case 'copy':
    case 'duplicate': {
      if (found.suggestion === undefined) return null;
      const { place, name: suggestedName } = found.suggestion;
      const form = (
        <CopyForm
          found={found}
          place={place}
          suggestedName={suggestedName}
          renderFolderPicker={renderFolderPicker}
          onClose={onClose}
        />
      );
      return command === 'copy' ? (
        form
      ) : (
        <Duplicate found={found} placeId={place.placeId} name={suggestedName} otherwise={form} />
      );
    }
    case 'convert': {
      const { conversion, suggestion } = found;
      if (conversion === undefined || suggestion === undefined) return null;
      return (
        <ConvertForm
          found={found}
          conversion={conversion}
          suggestion={suggestion}
          renderFolderPicker={renderFolderPicker}
          onClose={onClose}
        />
      );
    }
    case 'rename':
      return <RenameForm found={found} onClose={onClose} />;
    case 'trash':
      return (
        <TrashForm
          found={found}
          onClose={onClose}
          onDeleteInstead={() => requestCommand('delete', subject, name)}
        />
      );
    case 'delete':
      return <DeleteForm found={found} onClose={onClose} />;
  }
}

const TITLES: Readonly<Record<CommandRequest['command'], (name: string) => string>> = {
  copy: (name) => `Copy ${name}`,
  duplicate: (name) => `Duplicate ${name}`,
  convert: (name) => `Convert ${name}`,
  rename: (name) => `Rename ${name}`,
  trash: (name) => `Move ${name} to the trash?`,
  delete: () => 'Delete permanently?',
};
