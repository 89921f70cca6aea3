import { useEffect } from 'react';
import { type Address, formatAddress } from '../../shared/model/address.ts';
import { usePlace } from './workflow-place.ts';

/**
 * Writes what a view has chosen by itself (the first task, the last submission) into the address,
 * so that the address says what is shown and a copied link shows the same. No step of its own.
 *
 * @param chosen Parts the view has settled; those it has not are left as they are.
 */
export function useFullAddress(chosen: Omit<Address, 'view'>): void {
  const { address, go } = usePlace();
  const full: Address = { ...address, ...chosen };
  const text = formatAddress(full);
  const isFull = text === formatAddress(address);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the address
  useEffect(() => {
    if (!isFull) go(full, { isReplacing: true });
  }, [text, isFull, go]);
}
