import { create } from 'zustand';
import type { ArrayView } from '../../visuals/array-pictures/picture.ts';

/** How one array is looked at; the next element's array of the same name is shown alike. */
interface Looked {
  /** Chosen by the person; absent: what suits the array. */
  readonly picture?: string | undefined;
  /** By picture. */
  readonly views: Readonly<Record<string, ArrayView>>;
}

interface ArrayViewState {
  readonly byArray: ReadonlyMap<string, Looked>;
}

const useStore = create<ArrayViewState>(() => ({ byArray: new Map() }));
const NOTHING: Looked = { views: {} };

/** @param key names the array: its workflow, path and shape. */
export function useArrayLook(key: string): Looked {
  return useStore(({ byArray }) => byArray.get(key) ?? NOTHING);
}

function change(key: string, make: (old: Looked) => Looked): void {
  useStore.setState(({ byArray }) => {
    const old = byArray.get(key) ?? NOTHING;
    return { byArray: new Map(byArray).set(key, make(old)) };
  });
}

export function choosePicture(key: string, picture: string): void {
  change(key, (old) => ({ ...old, picture }));
}

export function changeView(key: string, picture: string, view: ArrayView): void {
  change(key, (old) => ({ ...old, views: { ...old.views, [picture]: view } }));
}
