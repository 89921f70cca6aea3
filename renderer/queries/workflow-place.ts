import { createContext, useContext } from 'react';
import type { Identity } from '../../shared/contract/documents.ts';
import type { Address } from '../../shared/model/address.ts';

interface GoOptions {
  /** Takes the place of the current address in the history: a refinement, not a step. */
  readonly isReplacing?: boolean | undefined;
}

/** Where one is: the workflow of the shown tab and the address all its views share. */
export interface Place {
  readonly workflowId: string;
  readonly identity: Identity;
  readonly address: Address;
  /** Shows another place of this workflow; Back returns. */
  readonly go: (address: Address, options?: GoOptions) => void;
  /** Link to a place, for `<a href>` and the clipboard. */
  readonly linkTo: (address: Address) => string;
}

const Context = createContext<Place | undefined>(undefined);

/** Provided by the app around the views of one workflow. */
export const PlaceProvider = Context.Provider;

/** @throws {Error} outside an open workflow. */
export function usePlace(): Place {
  const place = useContext(Context);
  if (place === undefined) throw new Error('usePlace needs an open workflow around it');
  return place;
}
