import { useCallback, useMemo, useState } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import { type Address, parseAddress } from '../../shared/model/address.ts';
import { openWorkflow } from '../features/open/open-workflow.ts';
import { placesOfText } from '../features/open/path-text.ts';
import { useHost } from '../host/HostContext.tsx';
import { useHostDescription } from '../queries/host.ts';
import type { Opener } from '../queries/opening.ts';
import { finishOpening, startOpening, startOver } from './tabs-store.ts';

/** A dialog of the ways to open; one at a time. */
export type OpenDialog =
  | { readonly kind: 'picker'; readonly onPick: (paths: readonly string[]) => void }
  | { readonly kind: 'path'; readonly droppedName?: string | undefined };

/** Everything the app does to open workflows. */
export interface Opening {
  readonly opener: Opener;
  readonly openAt: (path: string, address: Address) => void;
  readonly openText: (text: string) => void;
  /** Opens a path in the tab that failed to open another. */
  readonly openInTab: (tabId: string, path: string) => void;
  readonly dialog: OpenDialog | undefined;
  readonly setDialog: (dialog: OpenDialog | undefined) => void;
  /** Why the last wish could not be fulfilled, where no tab tells it. */
  readonly error: AppError | undefined;
  readonly clearError: () => void;
}

export function useOpening(): Opening {
  const host = useHost();
  const { data: description } = useHostDescription();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [error, setError] = useState<AppError>();
  const [isMakingSample, setMakingSample] = useState(false);

  const openAt = useCallback(
    (path: string, address: Address): void => {
      const id = startOpening(path, address);
      void openWorkflow(host, path).then((outcome) => finishOpening(id, outcome));
    },
    [host],
  );
  const openInTab = useCallback(
    (tabId: string, path: string): void => {
      startOver(tabId, path);
      void openWorkflow(host, path).then((outcome) => finishOpening(tabId, outcome));
    },
    [host],
  );
  const openPaths = useCallback(
    (paths: readonly string[]): void => {
      for (const path of paths) openAt(path, { view: 'overview' });
    },
    [openAt],
  );
  const openText = useCallback(
    (text: string): void => {
      for (const { path, at } of placesOfText(text)) {
        openAt(path, parseAddress(at ?? '') ?? { view: 'overview' });
      }
    },
    [openAt],
  );
  const hasOpenDialog = description?.capabilities.openDialog === true;
  const choose = useCallback(
    (kind: 'folder' | 'zip', onPick: (paths: readonly string[]) => void): void => {
      // The host's own browser shows folders and archives together.
      if (!hasOpenDialog) {
        setDialog({ kind: 'picker', onPick });
        return;
      }
      void host.call('host.openDialog', { kind }).then((result) => {
        if (result.ok) onPick(result.value.paths);
        else setError(result.error);
      });
    },
    [host, hasOpenDialog],
  );
  const openSample = useCallback((): void => {
    setMakingSample(true);
    void host.call('library.createSample', {}).then((result) => {
      setMakingSample(false);
      if (result.ok) openPaths([result.value.path]);
      else setError(result.error);
    });
  }, [host, openPaths]);
  const opener = useMemo(
    () => ({
      openPaths,
      chooseFolder: () => choose('folder', openPaths),
      chooseZip: () => choose('zip', openPaths),
      locate: (name: string, onFound: (path: string) => void) =>
        choose(name.endsWith('.zip') ? 'zip' : 'folder', ([path]) => {
          if (path !== undefined) onFound(path);
        }),
      openSample,
      isMakingSample,
      pastePath: () => setDialog({ kind: 'path' }),
    }),
    [openPaths, choose, openSample, isMakingSample],
  );
  const clearError = useCallback(() => setError(undefined), []);
  return { opener, openAt, openText, openInTab, dialog, setDialog, error, clearError };
}
