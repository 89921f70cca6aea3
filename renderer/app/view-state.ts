import { create } from 'zustand';

interface ViewState {
  /** False while the person has put the inspector away. */
  readonly isInspectorShown: boolean;
}

/** How the window is arranged, whatever workflow is shown. */
export const useViewState = create<ViewState>(() => ({ isInspectorShown: true }));

export function toggleInspector(): void {
  useViewState.setState(({ isInspectorShown }) => ({ isInspectorShown: !isInspectorShown }));
}
