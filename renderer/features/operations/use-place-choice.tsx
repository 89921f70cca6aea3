import { type ReactNode, useState } from 'react';
import type { TargetPlace } from '../../../shared/contract/operations.ts';
import { useHost } from '../../host/HostContext.tsx';
import { useHostDescription } from '../../queries/host.ts';
import { Button } from '../../ui/Button.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import styles from './forms.module.css';

/** Draws a folder browser; the app has one. */
export type RenderFolderPicker = (picker: {
  readonly startPath: string;
  readonly onPick: (path: string) => void;
  readonly onClose: () => void;
}) => ReactNode;

interface PlaceChoice {
  readonly place: TargetPlace;
  /** The chosen folder, and the button to choose another. */
  readonly field: ReactNode;
  /** The folder browser, while it stands in the place of the form. */
  readonly picker: ReactNode;
  readonly isPicking: boolean;
}

/** The folder that something new is put into. */
export function usePlaceChoice(
  suggested: TargetPlace,
  renderFolderPicker: RenderFolderPicker,
): PlaceChoice {
  const host = useHost();
  const { data: description } = useHostDescription();
  const [place, setPlace] = useState(suggested);
  const [isPicking, setPicking] = useState(false);
  const choose = async (): Promise<void> => {
    if (description?.capabilities.placeDialog !== true) {
      setPicking(true);
      return;
    }
    const result = await host.call('host.choosePlace', {});
    if (result.ok && result.value.place !== undefined) setPlace(result.value.place);
  };
  const pick = async (path: string): Promise<void> => {
    setPicking(false);
    const result = await host.call('folders.list', { path });
    if (!result.ok || result.value.placeId === undefined) return;
    setPlace({ placeId: result.value.placeId, path: result.value.path });
  };
  const field = (
    <div>
      <span className={styles.label}>In</span>
      <div className={styles.place}>
        <MiddleTruncate text={place.path} isMono className={styles.path} />
        <Button onClick={() => void choose()}>Choose…</Button>
      </div>
    </div>
  );
  const picker =
    isPicking &&
    renderFolderPicker({
      startPath: place.path,
      onPick: (path) => void pick(path),
      onClose: () => setPicking(false),
    });
  return { place, field, picker, isPicking };
}
