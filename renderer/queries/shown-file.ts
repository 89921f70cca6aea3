import { create } from 'zustand';
import type { RunFile } from '../../shared/contract/run-files.ts';
import type { RunAddress } from './runs.ts';
import { usePlace } from './workflow-place.ts';

/** A file of a workflow that is looked at. */
export interface ShownFile {
  readonly workflowId: string;
  /** Path in the workflow. */
  readonly key: string;
  /** Its name, or what it is to the run. */
  readonly title: string;
  /** It may still be written to. */
  readonly isGrowing: boolean;
  /** Lines that are the run's, where others' are in it too. */
  readonly marked?: RunFile['marked'];
  /** The run that left it, where other elements may have left one of the same name. */
  readonly leftBy?: RunAddress;
}

interface ShownFileState {
  readonly file: ShownFile | undefined;
}

const useStore = create<ShownFileState>(() => ({ file: undefined }));

/** Shows a file over the page, whatever view asks for it. */
export function showFile(file: ShownFile): void {
  useStore.setState({ file });
}

/** Shows a file of the workflow that nobody writes to any more, by its path in the workflow. */
export function useOpenFile(): (key: string, title: string) => void {
  const { workflowId } = usePlace();
  return (key, title) => showFile({ workflowId, key, title, isGrowing: false });
}

export function closeFile(): void {
  useStore.setState({ file: undefined });
}

/** The file that is shown, when it is one of this workflow. */
export function useShownFile(workflowId: string): ShownFile | undefined {
  return useStore(({ file }) => (file?.workflowId === workflowId ? file : undefined));
}
