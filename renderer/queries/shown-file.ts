import { create } from 'zustand';
import type { RunFile } from '../../shared/contract/run-files.ts';

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
}

interface ShownFileState {
  readonly file: ShownFile | undefined;
}

const useStore = create<ShownFileState>(() => ({ file: undefined }));

/** Shows a file over the page, whatever view asks for it. */
export function showFile(file: ShownFile): void {
  useStore.setState({ file });
}

export function closeFile(): void {
  useStore.setState({ file: undefined });
}

/** The file that is shown, when it is one of this workflow. */
export function useShownFile(workflowId: string): ShownFile | undefined {
  return useStore(({ file }) => (file?.workflowId === workflowId ? file : undefined));
}
