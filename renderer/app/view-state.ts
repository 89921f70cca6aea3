import { create } from 'zustand';

interface ViewState {
  /** False while the person has put the inspector away. */
  readonly isInspectorShown: boolean;
  readonly isPaletteShown: boolean;
  readonly isSettingsShown: boolean;
}

/** How the window is arranged, whatever workflow is shown. */
export const useViewState = create<ViewState>(() => ({
  isInspectorShown: true,
  isPaletteShown: false,
  isSettingsShown: false,
}));

export function toggleInspector(): void {
  useViewState.setState(({ isInspectorShown }) => ({ isInspectorShown: !isInspectorShown }));
}

export function showPalette(): void {
  useViewState.setState({ isPaletteShown: true });
}

export function closePalette(): void {
  useViewState.setState({ isPaletteShown: false });
}

export function showSettings(): void {
  useViewState.setState({ isSettingsShown: true });
}

export function closeSettings(): void {
  useViewState.setState({ isSettingsShown: false });
}
