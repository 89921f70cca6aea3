import { create } from 'zustand';

/** Whether one value is looked at, or the same value of many. */
export type AcrossMode = 'one' | 'elements' | 'iterations';

interface AcrossState {
  readonly mode: AcrossMode;
  /** What is along x, by the value that is along y; absent: the index or the element. */
  readonly xByValue: ReadonlyMap<string, string>;
}

const useStore = create<AcrossState>(() => ({ mode: 'one', xByValue: new Map() }));

export function useAcrossMode(): AcrossMode {
  return useStore(({ mode }) => mode);
}

export function setAcrossMode(mode: AcrossMode): void {
  useStore.setState({ mode });
}

export function useXChoice(value: string): string | undefined {
  return useStore(({ xByValue }) => xByValue.get(value));
}

export function chooseX(value: string, x: string): void {
  useStore.setState(({ xByValue }) => ({ xByValue: new Map(xByValue).set(value, x) }));
}
