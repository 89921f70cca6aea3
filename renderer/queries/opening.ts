import { createContext, useContext } from 'react';

/** Ways into a workflow, offered by the app to every feature. */
export interface Opener {
  /** Opens each path in a tab of its own; a wrong one gets a page that explains. */
  readonly openPaths: (paths: readonly string[]) => void;
  /** The system's open dialog or the host's folder browser, whichever there is. */
  readonly chooseFolder: () => void;
  /** The same for zip archives. */
  readonly chooseZip: () => void;
  /** Lets the person find the folder of a workflow that is not where it was. */
  readonly locate: (name: string, onFound: (path: string) => void) => void;
  /** Shows a field for a path or link. */
  readonly pastePath: () => void;
  /** Makes the sample workflow and opens it. */
  readonly openSample: () => void;
  /** True while the sample is made; it takes a few seconds. */
  readonly isMakingSample: boolean;
}

const Context = createContext<Opener | undefined>(undefined);

export const OpenerProvider = Context.Provider;

/** @throws {Error} outside the app. */
export function useOpener(): Opener {
  const opener = useContext(Context);
  if (opener === undefined) throw new Error('useOpener needs the app around it');
  return opener;
}
