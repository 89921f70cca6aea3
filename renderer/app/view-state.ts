import { create } from 'zustand';

interface ViewState {
  /** False while the person has put the inspector away. */
  readonly isInspectorShown: boolean;
  readonly isPaletteShown: boolean;
  readonly isSettingsShown: boolean;
  /** A sheet of text over the window. */
  readonly sheet: 'shortcuts' | 'report' | undefined;
}

/** How the window is arranged, whatever workflow is shown. */
export const useViewState = create<ViewState>(() => ({
  isInspectorShown: true,
  isPaletteShown: false,
  isSettingsShown: false,
  sheet: undefined,
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

export function showSheet(sheet: 'shortcuts' | 'report'): void {
  useViewState.setState({ sheet });
}

export function closeSheet(): void {
  useViewState.setState({ sheet: undefined });
}
